package dev.sarvi.layer.regularization;

import dev.sarvi.formula.Comparison;
import dev.sarvi.formula.Formula;
import dev.sarvi.initializer.CounterRandom;
import dev.sarvi.kernel.Kernel;
import dev.sarvi.layer.LayerType;
import dev.sarvi.layer.Mode;
import dev.sarvi.layer.Options;
import dev.sarvi.layer.Pass;
import dev.sarvi.layer.SingleInputLayer;
import dev.sarvi.layer.argument.Arguments;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * In training, each element becomes 0 with probability {@code rate} and {@code x / (1 - rate)}
 * otherwise; in prediction it stays. Input of any shape, output the same.
 *
 * <p>Whether an element is dropped depends on the training's seed, the step, the layer (its seed,
 * or else its name) and the element's position alone. See <a
 * href="https://keras.io/api/layers/regularization_layers/dropout/">Keras: Dropout</a>.
 */
public final class Dropout extends SingleInputLayer {
  /** What files need to know. */
  public static final LayerType<Config> TYPE =
      new LayerType<>(Dropout.class, new Config(0), Set.of("rate"), Dropout::new);

  private static final Kernel DROPPED =
      Kernel.of(
          Formula.select(
              Comparison.LESS,
              Formula.input("drawn"),
              Formula.input("rate"),
              Formula.constant(0),
              Formula.input("x").dividedBy(Formula.input("kept"))),
          List.of("x", "drawn"),
          List.of("rate", "kept"));

  /**
   * The arguments.
   *
   * @param rate from 0 to 1
   * @param seed of this layer; null for one by its name
   * @param noiseShape where elements are dropped together: 1 along such an axis, the input's size
   *     or null along the others; null for each by itself
   */
  public record Config(double rate, Long seed, List<Integer> noiseShape) {
    /** Checks the arguments. */
    public Config {
      Arguments.require(
          rate >= 0 && rate <= 1,
          "Invalid value received for argument `rate`. Expected a float value between 0 and 1."
              + " Received: rate="
              + rate);
      if (noiseShape != null) {
        noiseShape = Collections.unmodifiableList(new ArrayList<>(noiseShape));
        for (int i = 0; i < noiseShape.size(); i++) {
          Integer dim = noiseShape.get(i);
          Arguments.require(
              dim == null || dim > 0,
              "Invalid value received for argument `noise_shape`. Expected all dimensions to be"
                  + " positive integers or None. Received negative or zero value at index %d: %d"
                      .formatted(i, dim));
        }
      }
    }

    /** Each element by itself. */
    public Config(double rate) {
      this(rate, null, null);
    }
  }

  /** A layer that drops this part of the elements. */
  public Dropout(double rate) {
    this(new Config(rate));
  }

  /** A layer of this config. */
  public Dropout(Config config) {
    this(config, Options.DEFAULT);
  }

  /** A layer of this config. */
  public Dropout(Config config, Options options) {
    super(config, options);
  }

  @Override
  public Config config() {
    return (Config) super.config();
  }

  @Override
  public Shape outputShape(Shape input) {
    if (config().noiseShape != null) {
      noiseShape(input);
    }
    return input;
  }

  private Shape noiseShape(Shape input) {
    List<Integer> noise = config().noiseShape;
    if (noise == null) {
      return input;
    }
    boolean fits = noise.size() == input.rank();
    int[] dims = new int[noise.size()];
    for (int axis = 0; fits && axis < dims.length; axis++) {
      int size = input.dim(axis);
      dims[axis] = noise.get(axis) == null ? size : noise.get(axis);
      fits = dims[axis] == size || dims[axis] == 1 || size == Shape.UNKNOWN;
    }
    Arguments.require(
        fits,
        described()
            + " expected a noise_shape that broadcasts to its input of shape %s. Received:"
                .formatted(input)
            + " noise_shape="
            + noise);
    return Shape.of(dims);
  }

  @Override
  protected Pass forward(Tensor x, Mode mode) {
    double rate = config().rate;
    if (!mode.training() || rate == 0) {
      return Pass.of(x, g -> g);
    }
    Tensor drawn = draw(noiseShape(x.shape()), mode).cast(x.dtype());
    double[] numbers = {rate, 1 - rate};
    return Pass.of(DROPPED.map(numbers, x, drawn), g -> DROPPED.map(numbers, g, drawn));
  }

  private Tensor draw(Shape shape, Mode mode) {
    Long seed = config().seed;
    CounterRandom random =
        new CounterRandom(mode.seed(), mode.step(), seed == null ? name().hashCode() : seed);
    float[] drawn = new float[shape.size()];
    for (int i = 0; i < drawn.length; i++) {
      drawn[i] = (random.bits(i) >>> 40) * 0x1p-24f; // exact in a float, so never 1
    }
    return Tensor.of(shape, drawn);
  }
}
