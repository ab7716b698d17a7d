package dev.sarvi.layer.normalization;

import dev.sarvi.config.Records;
import dev.sarvi.constraint.Constraint;
import dev.sarvi.initializer.Initializer;
import dev.sarvi.initializer.Ones;
import dev.sarvi.initializer.Zeros;
import dev.sarvi.layer.LayerType;
import dev.sarvi.layer.Mode;
import dev.sarvi.layer.Options;
import dev.sarvi.layer.Pass;
import dev.sarvi.layer.WeightSpec;
import dev.sarvi.regularizer.Regularizer;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.List;

/**
 * {@code y = (x - mean) / √(variance + epsilon) · gamma + beta}, with mean and (biased) variance
 * over one axis or several, for each position along the others. Input of any shape, output the
 * same; one gamma and one beta for each position along those axes. See Ba, Kiros, Hinton 2016, <a
 * href="https://arxiv.org/abs/1607.06450">arXiv:1607.06450</a>, and <a
 * href="https://keras.io/api/layers/normalization_layers/layer_normalization/">Keras:
 * LayerNormalization</a>.
 */
public final class LayerNormalization extends BaseNormalization {
  /** What files need to know. */
  public static final LayerType<Config> TYPE =
      LayerType.of(LayerNormalization.class, new Config(), LayerNormalization::new);

  /**
   * The arguments.
   *
   * @param axis over which mean and variance are taken
   * @param epsilon added to the variance
   * @param center whether beta is added
   * @param scale whether gamma multiplies
   * @param rmsScaling whether the mean stays, {@code x / √(variance + epsilon) · gamma}, with gamma
   *     in any case and without beta; deprecated by Keras, see {@link RMSNormalization}
   * @param betaInitializer how beta starts
   * @param gammaInitializer how gamma starts
   * @param betaRegularizer or null
   * @param gammaRegularizer or null
   * @param betaConstraint or null
   * @param gammaConstraint or null
   */
  public record Config(
      List<Integer> axis,
      double epsilon,
      boolean center,
      boolean scale,
      boolean rmsScaling,
      Initializer betaInitializer,
      Initializer gammaInitializer,
      Regularizer betaRegularizer,
      Regularizer gammaRegularizer,
      Constraint betaConstraint,
      Constraint gammaConstraint)
      implements NormalizationConfig<Config> {
    /** Copies the axes. */
    public Config {
      axis = List.copyOf(axis);
    }

    /** Keras's defaults: over the last axis. */
    public Config() {
      this(List.of(-1), 1e-3);
    }

    /** With the usual weights. */
    public Config(List<Integer> axis, double epsilon) {
      this(axis, epsilon, true, true, false, new Zeros(), new Ones(), null, null, null, null);
    }

    /** With the mean left where it is, or not. */
    public Config withRmsScaling(boolean rmsScaling) {
      return Records.with(this, "rmsScaling", rmsScaling);
    }
  }

  /** With Keras's defaults. */
  public LayerNormalization() {
    this(new Config());
  }

  /** A layer of this config. */
  public LayerNormalization(Config config) {
    this(config, Options.DEFAULT);
  }

  /** A layer of this config. */
  public LayerNormalization(Config config, Options options) {
    super(config, options);
  }

  @Override
  public Config config() {
    return (Config) super.config();
  }

  @Override
  protected List<WeightSpec> weights(Shape input) {
    Config config = config();
    Config used = config.rmsScaling ? config.with(false, true) : config;
    return used.gammaAndBeta(sizes(input, config.axis));
  }

  @Override
  public Shape outputShape(Shape input) {
    requireBuiltAxes(input, config().axis);
    return input;
  }

  @Override
  protected Pass forward(Tensor x, Mode mode) {
    Config config = config();
    Shape groups = without(x.shape(), config.axis);
    Shape weights = only(x.shape(), config.axis);
    Standardization by =
        Standardization.byMoments(
            x, groups, config.epsilon, weight("gamma", weights), weight("beta", weights));
    return pass(
        config.rmsScaling ? by.withoutShift() : by, "gamma", Standardization::gradient, List.of());
  }
}
