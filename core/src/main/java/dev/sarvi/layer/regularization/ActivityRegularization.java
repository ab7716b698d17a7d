package dev.sarvi.layer.regularization;

import dev.sarvi.layer.LayerType;
import dev.sarvi.layer.Mode;
import dev.sarvi.layer.Options;
import dev.sarvi.layer.Pass;
import dev.sarvi.layer.SingleInputLayer;
import dev.sarvi.layer.Tracer;
import dev.sarvi.regularizer.L1L2;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;

/**
 * Gives its input as it is, and adds {@code (l1·Σ|x| + l2·Σx²) / batch} to the loss. Input of any
 * shape, output the same. See <a
 * href="https://keras.io/api/layers/regularization_layers/activity_regularization/">Keras:
 * ActivityRegularization</a>.
 */
public final class ActivityRegularization extends SingleInputLayer {
  /** What files need to know. */
  public static final LayerType<Config> TYPE =
      LayerType.of(ActivityRegularization.class, new Config(), ActivityRegularization::new);

  /**
   * The arguments.
   *
   * @param l1 the weight of the sum of the magnitudes
   * @param l2 the weight of the sum of the squares
   */
  public record Config(double l1, double l2) {
    /** Keras's defaults: no penalty. */
    public Config() {
      this(0, 0);
    }
  }

  /** A layer with these weights of the penalty. */
  public ActivityRegularization(double l1, double l2) {
    this(new Config(l1, l2));
  }

  /** A layer of this config. */
  public ActivityRegularization(Config config) {
    this(config, Options.DEFAULT);
  }

  /** A layer of this config, whose penalty takes the place of the options'. */
  public ActivityRegularization(Config config, Options options) {
    super(config, options.withActivityRegularizer(new L1L2(config.l1, config.l2)));
  }

  @Override
  public Config config() {
    return (Config) super.config();
  }

  @Override
  public Shape outputShape(Shape input) {
    return input;
  }

  @Override
  public boolean supportsMasking() {
    return true;
  }

  @Override
  protected Tracer.Value steps(Tracer.Value x, Tracer tracer) {
    return x;
  }

  @Override
  protected Pass forward(Tensor x, Mode mode) {
    return Pass.of(x, g -> g);
  }
}
