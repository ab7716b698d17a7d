package dev.sarvi.layer.normalization;

import dev.sarvi.constraint.Constraint;
import dev.sarvi.initializer.Initializer;
import dev.sarvi.initializer.Ones;
import dev.sarvi.initializer.Zeros;
import dev.sarvi.layer.LayerType;
import dev.sarvi.layer.Mode;
import dev.sarvi.layer.Options;
import dev.sarvi.layer.Pass;
import dev.sarvi.layer.WeightSpec;
import dev.sarvi.layer.argument.Arguments;
import dev.sarvi.regularizer.Regularizer;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.List;

/**
 * {@code y = (x - mean) / √(variance + epsilon) · gamma + beta}, with mean and (biased) variance
 * over all axes but the batch, for each group of neighbouring channels. Input {@code (batch, ...)},
 * output the same; one gamma and one beta for each channel. See Wu, He 2018, <a
 * href="https://arxiv.org/abs/1803.08494">arXiv:1803.08494</a>, and <a
 * href="https://keras.io/api/layers/normalization_layers/group_normalization/">Keras:
 * GroupNormalization</a>.
 */
public final class GroupNormalization extends BaseNormalization {
  /** What files need to know. */
  public static final LayerType<Config> TYPE =
      LayerType.of(GroupNormalization.class, new Config(), GroupNormalization::new);

  /**
   * The arguments.
   *
   * @param groups how many groups, which divides the number of channels; -1 for one of each channel
   * @param axis of the channels
   * @param epsilon added to the variance
   * @param center whether beta is added
   * @param scale whether gamma multiplies
   * @param betaInitializer how beta starts
   * @param gammaInitializer how gamma starts
   * @param betaRegularizer or null
   * @param gammaRegularizer or null
   * @param betaConstraint or null
   * @param gammaConstraint or null
   */
  public record Config(
      int groups,
      int axis,
      double epsilon,
      boolean center,
      boolean scale,
      Initializer betaInitializer,
      Initializer gammaInitializer,
      Regularizer betaRegularizer,
      Regularizer gammaRegularizer,
      Constraint betaConstraint,
      Constraint gammaConstraint)
      implements NormalizationConfig<Config> {
    /** Checks the arguments. */
    public Config {
      Arguments.require(
          groups > 0 || groups == -1,
          "Received an invalid value for argument `groups`, expected a positive integer (or `-1`"
              + " for instance normalization). Received: groups="
              + groups);
    }

    /** Keras's defaults: 32 groups of the last axis. */
    public Config() {
      this(32, -1, 1e-3);
    }

    /** With the usual weights. */
    public Config(int groups, int axis, double epsilon) {
      this(groups, axis, epsilon, true, true, new Zeros(), new Ones(), null, null, null, null);
    }
  }

  /** With so many groups of the last axis. */
  public GroupNormalization(int groups) {
    this(new Config(groups, -1, 1e-3));
  }

  /** With Keras's defaults. */
  public GroupNormalization() {
    this(new Config());
  }

  /** A layer of this config. */
  public GroupNormalization(Config config) {
    this(config, Options.DEFAULT);
  }

  /** A layer of this config. */
  public GroupNormalization(Config config, Options options) {
    super(config, options);
  }

  @Override
  public Config config() {
    return (Config) super.config();
  }

  @Override
  protected List<WeightSpec> weights(Shape input) {
    return config().gammaAndBeta(Shape.of(input.dim(config().axis)));
  }

  @Override
  public Shape outputShape(Shape input) {
    requireBuiltAxes(input, List.of(config().axis));
    int axis = config().axis;
    int channels = input.dim(axis);
    Arguments.require(
        channels != Shape.UNKNOWN || isBuilt(),
        described()
            + ": Axis %d of input tensor should have a defined dimension but the layer received an"
                .formatted(axis)
            + " input with shape "
            + input);
    if (channels != Shape.UNKNOWN && config().groups != -1) {
      requireDivisible(channels);
    }
    return input;
  }

  private void requireDivisible(int channels) {
    int groups = config().groups;
    Arguments.require(
        channels >= groups,
        described()
            + ": Number of groups (%d) cannot be more than the number of channels (%d)."
                .formatted(groups, channels));
    Arguments.require(
        channels % groups == 0,
        described()
            + ": Number of groups (%d) must be a multiple of the number of channels (%d)."
                .formatted(groups, channels));
  }

  @Override
  protected Pass forward(Tensor x, Mode mode) {
    int axis = x.shape().axis(config().axis);
    int channels = x.shape().dim(axis);
    int groups = config().groups == -1 ? channels : config().groups;
    Shape split =
        x.shape()
            .slice(0, axis)
            .concat(Shape.of(groups, channels / groups))
            .concat(x.shape().slice(axis + 1, x.shape().rank()));
    Shape statistics = only(split, List.of(0, axis));
    Shape weights = only(split, List.of(axis, axis + 1));
    return Pass.of(x.reshape(split), g -> g.reshape(x.shape()))
        .then(
            grouped ->
                pass(
                    Standardization.byMoments(
                        grouped,
                        statistics,
                        config().epsilon,
                        weight("gamma", weights),
                        weight("beta", weights)),
                    "gamma",
                    Standardization::gradient,
                    List.of()))
        .then(y -> Pass.of(y.reshape(x.shape()), g -> g.reshape(split)));
  }
}
