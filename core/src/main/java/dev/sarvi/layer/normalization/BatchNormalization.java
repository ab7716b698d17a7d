package dev.sarvi.layer.normalization;

import dev.sarvi.constraint.Constraint;
import dev.sarvi.initializer.Initializer;
import dev.sarvi.initializer.Ones;
import dev.sarvi.initializer.Zeros;
import dev.sarvi.kernel.TensorMath;
import dev.sarvi.layer.Derived;
import dev.sarvi.layer.LayerType;
import dev.sarvi.layer.Mode;
import dev.sarvi.layer.Options;
import dev.sarvi.layer.Pass;
import dev.sarvi.layer.StateUpdate;
import dev.sarvi.layer.Tracer;
import dev.sarvi.layer.Variable;
import dev.sarvi.layer.WeightSpec;
import dev.sarvi.layer.argument.Arguments;
import dev.sarvi.regularizer.Regularizer;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * {@code y = (x - mean) / √(variance + epsilon) · gamma + beta}, for each position along one axis;
 * input of any shape of rank 2 or more, output the same.
 *
 * <p>In training, mean and (biased) variance are the batch's, and the moving statistics go towards
 * them: {@code moving = moving · momentum + batch · (1 - momentum)}. In prediction, and in a frozen
 * layer, they are the moving ones. Weights, each as long as the axis: {@code gamma} (with scale),
 * {@code beta} (with center), {@code moving_mean}, {@code moving_variance}. See <a
 * href="https://keras.io/api/layers/normalization_layers/batch_normalization/">Keras:
 * BatchNormalization</a>.
 */
public final class BatchNormalization extends BaseNormalization {
  /** What files need to know. */
  public static final LayerType<Config> TYPE =
      LayerType.of(BatchNormalization.class, new Config(), BatchNormalization::new);

  /**
   * The arguments.
   *
   * @param axis the axis that keeps its own statistics, usually the channels
   * @param momentum of the moving statistics
   * @param epsilon added to the variance
   * @param center whether beta is added
   * @param scale whether gamma multiplies
   * @param betaInitializer how beta starts
   * @param gammaInitializer how gamma starts
   * @param movingMeanInitializer how the moving mean starts
   * @param movingVarianceInitializer how the moving variance starts
   * @param betaRegularizer or null
   * @param gammaRegularizer or null
   * @param betaConstraint or null
   * @param gammaConstraint or null
   */
  public record Config(
      int axis,
      double momentum,
      double epsilon,
      boolean center,
      boolean scale,
      Initializer betaInitializer,
      Initializer gammaInitializer,
      Initializer movingMeanInitializer,
      Initializer movingVarianceInitializer,
      Regularizer betaRegularizer,
      Regularizer gammaRegularizer,
      Constraint betaConstraint,
      Constraint gammaConstraint)
      implements NormalizationConfig<Config> {
    /** Keras's defaults. */
    public Config() {
      this(-1, 0.99, 1e-3);
    }

    /** With the usual weights. */
    public Config(int axis, double momentum, double epsilon) {
      this(
          axis,
          momentum,
          epsilon,
          true,
          true,
          new Zeros(),
          new Ones(),
          new Zeros(),
          new Ones(),
          null,
          null,
          null,
          null);
    }
  }

  /** With Keras's defaults. */
  public BatchNormalization() {
    this(new Config());
  }

  /** A layer of this config. */
  public BatchNormalization(Config config) {
    this(config, Options.DEFAULT);
  }

  /** A layer of this config. */
  public BatchNormalization(Config config, Options options) {
    super(config, options);
  }

  @Override
  public Config config() {
    return (Config) super.config();
  }

  @Override
  protected List<WeightSpec> weights(Shape input) {
    Config config = config();
    Shape shape = Shape.of(input.dim(config.axis));
    List<WeightSpec> weights = config.gammaAndBeta(shape);
    weights.add(WeightSpec.state("moving_mean", shape, config.movingMeanInitializer));
    weights.add(WeightSpec.state("moving_variance", shape, config.movingVarianceInitializer));
    return weights;
  }

  @Override
  public Shape outputShape(Shape input) {
    requireBuiltAxes(input, List.of(config().axis));
    return input;
  }

  @Override
  protected Pass forward(Tensor x, Mode mode) {
    Shape groups = only(x.shape(), List.of(config().axis));
    if (mode.training() && trainable()) {
      Tensor gamma = weight("gamma", groups);
      Tensor beta = weight("beta", groups);
      Tensor mean = Standardization.mean(x, groups);
      Tensor variance = Standardization.variance(x, mean);
      Tensor reciprocal = Standardization.reciprocalDeviation(variance, config().epsilon);
      return pass(
          new Standardization(x, mean, mean, reciprocal, gamma, beta),
          "gamma",
          Standardization::gradient,
          List.of(moved("moving_mean", mean), moved("moving_variance", variance)));
    }
    return pass(
        byMovingStatistics(x, groups), "gamma", Standardization::gradientByConstants, List.of());
  }

  private Standardization byMovingStatistics(Tensor x, Shape groups) {
    Tensor mean = weight("moving_mean", groups);
    Tensor reciprocal =
        Standardization.reciprocalDeviation(weight("moving_variance", groups), config().epsilon);
    Tensor gamma = weight("gamma", groups);
    return new Standardization(x, mean, mean, reciprocal, gamma, weight("beta", groups));
  }

  @Override
  protected Tracer.Value steps(Tracer.Value x, Tracer tracer) {
    Shape groups = only(x.shape(), List.of(config().axis));
    Function<Function<Standardization, Tensor>, Tracer.Value> constant =
        part ->
            tracer.constant(
                new Derived<>(ownVariables(), () -> part.apply(byMovingStatistics(null, groups))));
    return tracer.elementwise(
        Standardization.FORMULA,
        Map.of(),
        Map.of(
            "x",
            x,
            "shift",
            constant.apply(Standardization::shift),
            "factor",
            constant.apply(Standardization::factor),
            "beta",
            constant.apply(Standardization::added)));
  }

  @Override
  protected void requireMasks(List<Shape> inputs, List<Shape> masks) {
    Arguments.require(
        masks.get(0).rank() == inputs.get(0).rank() - 1,
        described()
            + ": The mask provided should be one dimension less than the inputs. Received:"
            + " mask.shape=%s, inputs.shape=%s".formatted(masks.get(0), inputs.get(0)));
  }

  /** In training, by the statistics of what counts. */
  @Override
  protected Pass forward(List<Tensor> inputs, List<Tensor> masks, Mode mode) {
    if (masks.isEmpty()) {
      return forward(inputs, mode);
    }
    Tensor x = inputs.get(0);
    Tensor mask = masks.get(0);
    requireMasks(List.of(x.shape()), List.of(mask.shape()));
    if (!mode.training() || !trainable()) {
      return forward(x, mode);
    }
    Shape groups = only(x.shape(), List.of(config().axis));
    CountedMoments moments = CountedMoments.of(x, mask, groups);
    Tensor reciprocal = Standardization.reciprocalDeviation(moments.variance(), config().epsilon);
    return pass(
        new Standardization(
            x,
            moments.mean(),
            moments.mean(),
            reciprocal,
            weight("gamma", groups),
            weight("beta", groups)),
        "gamma",
        moments::gradient,
        List.of(
            moved("moving_mean", moments.mean()), moved("moving_variance", moments.variance())));
  }

  private StateUpdate moved(String name, Tensor batch) {
    Variable moving = weight(name).orElseThrow();
    double momentum = config().momentum;
    Tensor more = TensorMath.scale(batch.reshape(moving.shape()), 1 - momentum);
    return new StateUpdate(
        moving, old -> TensorMath.sum(TensorMath.scale(old.widened(), momentum), more));
  }
}
