package dev.sarvi.layer.regularization;

import dev.sarvi.formula.Formula;
import dev.sarvi.initializer.CounterRandom;
import dev.sarvi.kernel.Kernel;
import dev.sarvi.layer.LayerType;
import dev.sarvi.layer.Options;
import dev.sarvi.layer.Pass;
import dev.sarvi.tensor.Tensor;
import java.util.List;
import java.util.Set;

/**
 * In training {@code x · n}, with {@code n} normal, of mean 1 and standard deviation {@code √(rate
 * / (1 - rate))}: what Dropout does to mean and variance. In prediction {@code x}. Input of any
 * shape, output the same. See Srivastava et al. 2014, section 10, and <a
 * href="https://keras.io/api/layers/regularization_layers/gaussian_dropout/">Keras:
 * GaussianDropout</a>.
 */
public final class GaussianDropout extends RandomLayer {
  /** What files need to know. */
  public static final LayerType<Config> TYPE =
      new LayerType<>(GaussianDropout.class, new Config(0), Set.of("rate"), GaussianDropout::new);

  private static final Kernel SCALED =
      Kernel.of(
          Formula.input("x")
              .times(
                  Formula.constant(1).plus(Formula.input("stddev").times(Formula.input("drawn")))),
          List.of("x", "drawn"),
          List.of("stddev"));

  /**
   * The arguments.
   *
   * @param rate from 0 to 1; with 1 there is no training, since the standard deviation is infinite
   * @param seed of this layer; null for one by its name
   */
  public record Config(double rate, Long seed) {
    /** Checks the arguments. */
    public Config {
      requireRate(rate);
    }

    /** With a seed by the layer's name. */
    public Config(double rate) {
      this(rate, null);
    }
  }

  /** A layer that disturbs as much as a Dropout of this rate. */
  public GaussianDropout(double rate) {
    this(new Config(rate));
  }

  /** A layer of this config. */
  public GaussianDropout(Config config) {
    this(config, Options.DEFAULT);
  }

  /** A layer of this config. */
  public GaussianDropout(Config config, Options options) {
    super(config, options);
  }

  @Override
  public Config config() {
    return (Config) super.config();
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
    double[] stddev = {Math.sqrt(config().rate / (1 - config().rate))};
    Tensor drawn = normal(random, x);
    return Pass.of(SCALED.map(stddev, x, drawn), g -> SCALED.map(stddev, g, drawn));
  }
}
