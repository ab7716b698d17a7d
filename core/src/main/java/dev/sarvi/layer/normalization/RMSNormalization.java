package dev.sarvi.layer.normalization;

import dev.sarvi.initializer.Ones;
import dev.sarvi.layer.LayerType;
import dev.sarvi.layer.Mode;
import dev.sarvi.layer.Options;
import dev.sarvi.layer.Pass;
import dev.sarvi.layer.WeightSpec;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.List;

/**
 * {@code y = x / √(mean(x²) + epsilon) · scale}, with the mean over one axis or several, for each
 * position along the others. Input of any shape, output the same; one scale, which starts at 1, for
 * each position along those axes. See Zhang, Sennrich 2019, <a
 * href="https://arxiv.org/abs/1910.07467">arXiv:1910.07467</a>, and <a
 * href="https://keras.io/api/layers/normalization_layers/rms_normalization/">Keras:
 * RMSNormalization</a>.
 */
public final class RMSNormalization extends BaseNormalization {
  /** What files need to know. */
  public static final LayerType<Config> TYPE =
      LayerType.of(RMSNormalization.class, new Config(), RMSNormalization::new);

  private static final String SCALE = "scale";

  /**
   * The arguments.
   *
   * @param axis over which the mean is taken
   * @param epsilon added to the mean of the squares
   */
  public record Config(List<Integer> axis, double epsilon) {
    /** Copies the axes. */
    public Config {
      axis = List.copyOf(axis);
    }

    /** Keras's defaults: over the last axis. */
    public Config() {
      this(List.of(-1), 1e-6);
    }
  }

  /** With Keras's defaults. */
  public RMSNormalization() {
    this(new Config());
  }

  /** A layer of this config. */
  public RMSNormalization(Config config) {
    this(config, Options.DEFAULT);
  }

  /** A layer of this config. */
  public RMSNormalization(Config config, Options options) {
    super(config, options);
  }

  @Override
  public Config config() {
    return (Config) super.config();
  }

  @Override
  protected List<WeightSpec> weights(Shape input) {
    return List.of(
        WeightSpec.trainable(SCALE, sizes(input, config().axis), new Ones(), null, null));
  }

  /** Unlike the other normalizations; so it is in Keras. */
  @Override
  public boolean supportsMasking() {
    return false;
  }

  @Override
  public Shape outputShape(Shape input) {
    requireBuiltAxes(input, config().axis);
    return input;
  }

  @Override
  protected Pass forward(Tensor x, Mode mode) {
    List<Integer> axes = config().axis;
    Tensor scale = weight(SCALE, only(x.shape(), axes));
    Shape groups = without(x.shape(), axes);
    return pass(
        Standardization.byRootMeanSquare(x, groups, config().epsilon, scale),
        SCALE,
        Standardization::gradient,
        List.of());
  }
}
