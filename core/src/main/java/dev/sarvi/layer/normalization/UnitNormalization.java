package dev.sarvi.layer.normalization;

import dev.sarvi.kernel.TensorMath;
import dev.sarvi.layer.LayerType;
import dev.sarvi.layer.Mode;
import dev.sarvi.layer.Options;
import dev.sarvi.layer.Pass;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.List;

/**
 * {@code y = x / max(√(Σx²), 1e-12)}, with the sum over one axis or several, for each position
 * along the others. Input of any shape, output the same. See <a
 * href="https://keras.io/api/layers/normalization_layers/unit_normalization/">Keras:
 * UnitNormalization</a>.
 */
public final class UnitNormalization extends BaseNormalization {
  /** What files need to know. */
  public static final LayerType<Config> TYPE =
      LayerType.of(UnitNormalization.class, new Config(), UnitNormalization::new);

  private static final double EPSILON = 1e-12;

  /**
   * The arguments.
   *
   * @param axis over which the sum is taken
   */
  public record Config(List<Integer> axis) {
    /** Copies the axes. */
    public Config {
      axis = List.copyOf(axis);
    }

    /** Keras's default: over the last axis. */
    public Config() {
      this(List.of(-1));
    }
  }

  /** With Keras's defaults. */
  public UnitNormalization() {
    this(new Config());
  }

  /** A layer of this config. */
  public UnitNormalization(Config config) {
    this(config, Options.DEFAULT);
  }

  /** A layer of this config. */
  public UnitNormalization(Config config, Options options) {
    super(config, options);
  }

  @Override
  public Config config() {
    return (Config) super.config();
  }

  @Override
  public Shape outputShape(Shape input) {
    requireAxes(input, config().axis);
    return input;
  }

  @Override
  protected Pass forward(Tensor x, Mode mode) {
    return divided(x, config().axis, EPSILON);
  }

  /**
   * A tensor divided by its Euclidean norm over these axes, as other layers use it.
   *
   * @param epsilon what a smaller norm counts as
   */
  public static Pass divided(Tensor x, List<Integer> axes, double epsilon) {
    double largest = 1 / epsilon;
    Tensor reciprocal = Standardization.reciprocalNorm(x, without(x.shape(), axes), largest);
    return Pass.of(
        TensorMath.product(x, reciprocal),
        g -> Standardization.unitGradient(g, x, reciprocal, largest));
  }
}
