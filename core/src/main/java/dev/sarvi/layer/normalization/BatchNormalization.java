package dev.sarvi.layer.normalization;

import dev.sarvi.constraint.Constraint;
import dev.sarvi.formula.Formula;
import dev.sarvi.initializer.Initializer;
import dev.sarvi.initializer.Ones;
import dev.sarvi.initializer.Zeros;
import dev.sarvi.kernel.Kernel;
import dev.sarvi.kernel.TensorMath;
import dev.sarvi.layer.LayerType;
import dev.sarvi.layer.Mode;
import dev.sarvi.layer.Options;
import dev.sarvi.layer.Pass;
import dev.sarvi.layer.SingleInputLayer;
import dev.sarvi.layer.StateUpdate;
import dev.sarvi.layer.Variable;
import dev.sarvi.layer.WeightGradients;
import dev.sarvi.layer.WeightSpec;
import dev.sarvi.layer.argument.Arguments;
import dev.sarvi.regularizer.Regularizer;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

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
public final class BatchNormalization extends SingleInputLayer {
  /** What files need to know. */
  public static final LayerType<Config> TYPE =
      LayerType.of(BatchNormalization.class, new Config(), BatchNormalization::new);

  private static final Formula X = Formula.input("x");
  private static final Formula MEAN = Formula.input("mean");
  private static final Formula VARIANCE = Formula.input("variance");
  private static final Formula EPSILON = Formula.input("epsilon");
  private static final Formula FACTOR = Formula.input("factor");
  private static final Formula BETA = Formula.input("beta");
  private static final Formula G = Formula.input("g");
  private static final Formula MEAN_G = Formula.input("meanG");
  private static final Formula SLOPE = Formula.input("slope");
  private static final Formula CENTERED = X.minus(MEAN);

  private static final Kernel SQUARES = Kernel.of(CENTERED.times(CENTERED), "x", "mean");
  private static final Kernel RECIPROCAL_DEVIATION =
      Kernel.of(
          Formula.constant(1).dividedBy(Formula.sqrt(VARIANCE.plus(EPSILON))),
          List.of("variance"),
          List.of("epsilon"));
  private static final Kernel OUTPUT =
      Kernel.of(CENTERED.times(FACTOR).plus(BETA), "x", "mean", "factor", "beta");
  private static final Kernel PROJECTION = Kernel.of(G.times(CENTERED), "g", "x", "mean");
  private static final Kernel INPUT_GRADIENT =
      Kernel.of(
          G.minus(MEAN_G).minus(CENTERED.times(SLOPE)).times(FACTOR),
          "g",
          "meanG",
          "x",
          "mean",
          "slope",
          "factor");

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
      Constraint gammaConstraint) {
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

    /** With or without beta, and with or without gamma. */
    public Config with(boolean center, boolean scale) {
      return new Config(
          axis,
          momentum,
          epsilon,
          center,
          scale,
          betaInitializer,
          gammaInitializer,
          movingMeanInitializer,
          movingVarianceInitializer,
          betaRegularizer,
          gammaRegularizer,
          betaConstraint,
          gammaConstraint);
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
    List<WeightSpec> weights = new ArrayList<>();
    if (config.scale) {
      weights.add(
          WeightSpec.trainable(
                  "gamma",
                  shape,
                  config.gammaInitializer,
                  config.gammaRegularizer,
                  config.gammaConstraint)
              .withoutAutocast());
    }
    if (config.center) {
      weights.add(
          WeightSpec.trainable(
                  "beta",
                  shape,
                  config.betaInitializer,
                  config.betaRegularizer,
                  config.betaConstraint)
              .withoutAutocast());
    }
    weights.add(WeightSpec.state("moving_mean", shape, config.movingMeanInitializer));
    weights.add(WeightSpec.state("moving_variance", shape, config.movingVarianceInitializer));
    return weights;
  }

  @Override
  public Shape outputShape(Shape input) {
    int axis = config().axis;
    Arguments.require(
        axis >= -input.rank() && axis < input.rank(),
        described()
            + ": Axis %d is out of bounds for input shape %s. Received: axis=%d"
                .formatted(axis, input, axis));
    if (isBuilt()) {
      requireRank(input, inputShapes().get(0).rank());
    }
    requireBuiltSize(input, axis);
    return input;
  }

  @Override
  protected Pass forward(Tensor x, Mode mode) {
    return mode.training() && trainable()
        ? normalizeByBatch(x)
        : normalizeBy(x, statistic(0), statistic(1));
  }

  private Pass normalizeBy(Tensor x, Tensor mean, Tensor variance) {
    Tensor reciprocal = reciprocalDeviation(variance);
    Tensor factor = factor(reciprocal);
    return Pass.of(
        OUTPUT.map(x, mean, factor, beta(mean)),
        (g, gradients) -> {
          addWeightGradients(g, x, mean, reciprocal, gradients);
          return TensorMath.product(g, factor);
        });
  }

  private Pass normalizeByBatch(Tensor x) {
    Shape each = alongAxis(x.shape());
    double share = (double) each.size() / x.size();
    Tensor mean = TensorMath.scale(TensorMath.sumTo(x, each), share);
    Tensor variance = TensorMath.scale(SQUARES.sum(each, x, mean), share);
    Tensor reciprocal = reciprocalDeviation(variance);
    Tensor factor = factor(reciprocal);
    Tensor y = OUTPUT.map(x, mean, factor, beta(mean));
    return Pass.of(
        y,
        (outputs, gradients) -> {
          Tensor g = outputs.get(0);
          addWeightGradients(g, x, mean, reciprocal, gradients);
          Tensor meanG = TensorMath.scale(TensorMath.sumTo(g, each), share);
          Tensor projection = TensorMath.scale(PROJECTION.sum(each, g, x, mean), share);
          Tensor slope = TensorMath.product(projection, TensorMath.product(reciprocal, reciprocal));
          return List.of(INPUT_GRADIENT.map(g, meanG, x, mean, slope, factor));
        },
        List.of(moved(0, mean), moved(1, variance)));
  }

  private void addWeightGradients(
      Tensor g, Tensor x, Tensor mean, Tensor reciprocal, WeightGradients gradients) {
    Config config = config();
    if (config.scale) {
      Variable gamma = ownVariables().get(0);
      gradients.add(
          gamma,
          () ->
              TensorMath.product(PROJECTION.sum(mean.shape(), g, x, mean), reciprocal)
                  .reshape(gamma.shape()));
    }
    if (config.center) {
      Variable beta = ownVariables().get(config.scale ? 1 : 0);
      gradients.add(beta, () -> TensorMath.sumTo(g, mean.shape()).reshape(beta.shape()));
    }
  }

  private Tensor reciprocalDeviation(Tensor variance) {
    return RECIPROCAL_DEVIATION.map(new double[] {config().epsilon}, variance);
  }

  private Tensor factor(Tensor reciprocal) {
    return config().scale
        ? TensorMath.product(
            reciprocal, ownVariables().get(0).computeValue().reshape(reciprocal.shape()))
        : reciprocal;
  }

  private Tensor beta(Tensor mean) {
    return config().center
        ? ownVariables().get(config().scale ? 1 : 0).computeValue().reshape(mean.shape())
        : Tensor.zeros(mean.shape(), mean.dtype());
  }

  /** The moving mean (0) or variance (1), shaped to broadcast. */
  private Tensor statistic(int which) {
    return moving(which).computeValue().reshape(alongAxis(inputShapes().get(0)));
  }

  private StateUpdate moved(int which, Tensor batch) {
    Variable moving = moving(which);
    double momentum = config().momentum;
    Tensor old = TensorMath.scale(moving.computeValue(), momentum);
    Tensor more = TensorMath.scale(batch.reshape(moving.shape()), 1 - momentum);
    return new StateUpdate(moving, TensorMath.sum(old, more));
  }

  private Variable moving(int which) {
    return ownVariables().get(ownVariables().size() - 2 + which);
  }

  /** The shape with 1 everywhere but at the axis. */
  private Shape alongAxis(Shape input) {
    int[] ones = new int[input.rank()];
    Arrays.fill(ones, 1);
    return Shape.of(ones).with(config().axis, input.dim(config().axis));
  }
}
