package dev.sarvi.layer.regularization;

import dev.sarvi.formula.Comparison;
import dev.sarvi.formula.Formula;
import dev.sarvi.initializer.CounterRandom;
import dev.sarvi.kernel.Kernel;
import dev.sarvi.layer.LayerType;
import dev.sarvi.layer.Options;
import dev.sarvi.layer.Pass;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.List;
import java.util.Set;

/**
 * Dropout for {@code selu}: in training, each element becomes selu's lowest value {@code α'} with
 * probability {@code rate}, and all are then scaled and shifted, {@code a·x + b}, so that mean 0
 * and variance 1 stay: {@code a = 1 / √((1 - rate)(1 + rate·α'²))}, {@code b = -a·α'·rate}. In
 * prediction {@code x}. Input of any shape, output the same. See Klambauer et al. 2017, <a
 * href="https://arxiv.org/abs/1706.02515">arXiv:1706.02515</a>, and <a
 * href="https://keras.io/api/layers/regularization_layers/alpha_dropout/">Keras: AlphaDropout</a>.
 */
public final class AlphaDropout extends RandomLayer {
  /** What files need to know. */
  public static final LayerType<Config> TYPE =
      new LayerType<>(AlphaDropout.class, new Config(0), Set.of("rate"), AlphaDropout::new);

  /** {@code -scale·alpha} of selu. */
  private static final double LOWEST = -1.0507009873554805 * 1.6732632423543772;

  private static final Kernel OUTPUT = kernel(Formula.input("x"), Formula.constant(LOWEST), "b");
  private static final Kernel GRADIENT = kernel(Formula.input("x"), Formula.constant(0), "zero");

  private static Kernel kernel(Formula kept, Formula dropped, String shift) {
    Formula chosen =
        Formula.select(
            Comparison.LESS, Formula.input("drawn"), Formula.input("rate"), dropped, kept);
    return Kernel.of(
        chosen.times(Formula.input("a")).plus(Formula.input(shift)),
        List.of("x", "drawn"),
        List.of("rate", "a", shift));
  }

  /**
   * The arguments.
   *
   * @param rate from 0 to 1; with 1 there is no training, since nothing is left to scale
   * @param seed of this layer; null for one by its name
   * @param noiseShape where elements are dropped together: 1 along such an axis, the input's size
   *     or null along the others; null for each by itself
   */
  public record Config(double rate, Long seed, List<Integer> noiseShape) {
    /** Checks the arguments. */
    public Config {
      requireRate(rate);
      noiseShape = NoiseShape.checked(noiseShape);
    }

    /** Each element by itself. */
    public Config(double rate) {
      this(rate, null, null);
    }
  }

  /** A layer that drops this part of the elements. */
  public AlphaDropout(double rate) {
    this(new Config(rate));
  }

  /** A layer of this config. */
  public AlphaDropout(Config config) {
    this(config, Options.DEFAULT);
  }

  /** A layer of this config. */
  public AlphaDropout(Config config, Options options) {
    super(config, options);
  }

  @Override
  public Config config() {
    return (Config) super.config();
  }

  @Override
  public Shape outputShape(Shape input) {
    NoiseShape.of(config().noiseShape, input, described()); // throws if it does not fit
    return input;
  }

  @Override
  double amount() {
    return config().rate;
  }

  @Override
  Long seed() {
    return config().seed;
  }

  @Override
  Pass perturbed(Tensor x, CounterRandom random) {
    requireSomeKept();
    double rate = config().rate;
    double a = 1 / Math.sqrt((1 - rate) * (1 + rate * LOWEST * LOWEST));
    double[] forward = {rate, a, -a * LOWEST * rate};
    double[] back = {rate, a, 0};
    Shape noise = NoiseShape.of(config().noiseShape, x.shape(), described());
    Tensor drawn = random.uniform(noise, x.dtype());
    return Pass.of(OUTPUT.map(forward, x, drawn), g -> GRADIENT.map(back, g, drawn));
  }
}
