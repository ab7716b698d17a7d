package dev.sarvi.layer.preprocessing;

import dev.sarvi.config.Numerics;
import dev.sarvi.formula.Formula;
import dev.sarvi.initializer.Ones;
import dev.sarvi.initializer.Zeros;
import dev.sarvi.kernel.Kernel;
import dev.sarvi.kernel.TensorMath;
import dev.sarvi.layer.Derived;
import dev.sarvi.layer.LayerType;
import dev.sarvi.layer.Mode;
import dev.sarvi.layer.Options;
import dev.sarvi.layer.Pass;
import dev.sarvi.layer.SingleInputLayer;
import dev.sarvi.layer.Tracer;
import dev.sarvi.layer.WeightSpec;
import dev.sarvi.layer.argument.Arguments;
import dev.sarvi.tensor.DType;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * {@code (x - mean) / max(√variance, 1e-7)}, for each position along some axes; with {@code invert}
 * the way back, {@code mean + x · max(√variance, 1e-7)}. Mean and variance are given, or measured
 * by {@link #adapt}, or read from a file; training leaves them. Input of any shape, output the
 * same. See <a
 * href="https://keras.io/api/layers/preprocessing_layers/numerical/normalization/">Keras:
 * Normalization</a>.
 */
public final class Normalization extends SingleInputLayer {
  /** What files need to know. */
  public static final LayerType<Config> TYPE =
      LayerType.of(Normalization.class, new Config(), Normalization::new);

  private static final Formula X = Formula.input("x");
  private static final Formula MEAN = Formula.input("mean");
  private static final Formula DEVIATION = Formula.input("deviation");
  private static final Formula NORMALIZED = X.minus(MEAN).dividedBy(DEVIATION);
  private static final Formula INVERTED = MEAN.plus(X.times(DEVIATION));
  private static final Kernel SQUARES = Kernel.of(X.minus(MEAN).squared(), "x", "mean");
  private static final Kernel DEVIATIONS =
      Kernel.of(
          Formula.max(Formula.sqrt(Formula.input("variance")), Formula.constant(Numerics.EPSILON)),
          "variance");

  /**
   * The arguments.
   *
   * @param axis the axes that have a mean and a variance for each position; empty or null for one
   *     mean and one variance of everything
   * @param mean one for all positions, or as many as there are; null for what {@link #adapt}
   *     measures
   * @param variance likewise, and given where the mean is
   * @param invert whether it computes the way back
   */
  public record Config(List<Integer> axis, Numbers mean, Numbers variance, boolean invert) {
    /** Checks the arguments. */
    public Config {
      axis = axis == null ? List.of() : List.copyOf(axis);
      Arguments.require(
          (mean == null) == (variance == null),
          "When setting values directly, both `mean` and `variance` must be set. Received: mean=%s"
                  .formatted(mean)
              + " and variance="
              + variance);
      if (mean != null) {
        Arguments.require(
            mean.shape().equals(variance.shape()),
            "When setting values directly, `mean` and `variance` must have the same shape."
                + " Received: mean shape %s and variance shape %s"
                    .formatted(mean.shape(), variance.shape()));
        Arguments.require(
            mean.shape().rank() <= axis.size(),
            "The rank of `mean` must be less than or equal to the number of axes (%d)."
                    .formatted(axis.size())
                + " Received: mean shape %s for axis %s"
                    .formatted(mean.shape(), Arguments.tuple(axis)));
      }
    }

    /** Keras's defaults: the last axis, whose statistics are measured. */
    public Config() {
      this(List.of(-1), null, null, false);
    }

    /** With given statistics of the last axis. */
    public Config(Numbers mean, Numbers variance) {
      this(List.of(-1), mean, variance, false);
    }
  }

  /** For each position of the last axis, measured. */
  public Normalization() {
    this(new Config());
  }

  /** A layer of this config. */
  public Normalization(Config config) {
    this(config, Options.DEFAULT);
  }

  /** A layer of this config. */
  public Normalization(Config config, Options options) {
    super(config, options);
  }

  @Override
  public Config config() {
    return (Config) super.config();
  }

  @Override
  protected List<WeightSpec> weights(Shape input) {
    if (config().mean != null) {
      return List.of();
    }
    Shape shape = Shape.of(Arrays.stream(keptAxes(input)).map(input::dim).toArray());
    return List.of(
        WeightSpec.state("mean", shape, new Zeros()).withAutocast(),
        WeightSpec.state("variance", shape, new Ones()).withAutocast(),
        WeightSpec.state("count", Shape.of(), new Zeros()).withDType(DType.INT32));
  }

  /** From the first to the last. */
  private int[] keptAxes(Shape input) {
    List<Integer> axes = config().axis;
    Arguments.require(
        axes.stream().allMatch(axis -> axis >= -input.rank() && axis < input.rank()),
        described()
            + ": All `axis` values must be in the range [-ndim, ndim). Received inputs with ndim=%d,"
                .formatted(input.rank())
            + " while axis="
            + Arguments.tuple(axes));
    return axes.stream().mapToInt(input::axis).sorted().toArray();
  }

  @Override
  public Shape outputShape(Shape input) {
    int[] kept = keptAxes(input);
    for (int axis : kept) {
      Arguments.require(
          input.dim(axis) != Shape.UNKNOWN || isBuilt(),
          described()
              + ": All `axis` values to be kept must have a known shape. Received axis=%s,"
                  .formatted(Arguments.tuple(config().axis))
              + " inputs.shape=%s, with unknown axis at index %d".formatted(input, axis));
      requireBuiltSize(input, axis);
    }
    Numbers mean = config().mean;
    Arguments.require(
        mean == null || mean.broadcastsTo(Shape.of(Arrays.stream(kept).map(input::dim).toArray())),
        described()
            + " expected a mean that broadcasts to axes %s of its input of shape %s. Received: mean=%s"
                .formatted(Arguments.tuple(config().axis), input, mean));
    return input;
  }

  @Override
  public boolean supportsMasking() {
    return true;
  }

  @Override
  protected Pass forward(Tensor x, Mode mode) {
    Tensor mean = mean(x.shape());
    Tensor deviation = deviation(x.shape());
    return Pass.of(
        Kernel.of(formula(), "x", "mean", "deviation").map(x, mean, deviation),
        g ->
            config().invert ? TensorMath.product(g, deviation) : TensorMath.quotient(g, deviation));
  }

  @Override
  protected Tracer.Value steps(Tracer.Value x, Tracer tracer) {
    Derived<Tensor> mean = new Derived<>(ownVariables(), () -> mean(x.shape()));
    Derived<Tensor> deviation = new Derived<>(ownVariables(), () -> deviation(x.shape()));
    return tracer.elementwise(
        formula(),
        Map.of(),
        Map.of("x", x, "mean", tracer.constant(mean), "deviation", tracer.constant(deviation)));
  }

  private Formula formula() {
    return config().invert ? INVERTED : NORMALIZED;
  }

  private Tensor mean(Shape input) {
    return statistic(input, 0, config().mean);
  }

  private Tensor deviation(Shape input) {
    return DEVIATIONS.map(statistic(input, 1, config().variance));
  }

  /** What is given, or else the weight, shaped to broadcast. */
  private Tensor statistic(Shape input, int weight, Numbers given) {
    Tensor values =
        given == null ? ownVariables().get(weight).computeValue() : given.rounded(computeDType());
    int[] kept = keptAxes(input);
    int[] dims = new int[input.rank()];
    Arrays.fill(dims, 1);
    for (int i = 1; i <= values.shape().rank(); i++) {
      dims[kept[kept.length - i]] = values.shape().dim(-i);
    }
    return values.reshape(Shape.of(dims));
  }

  /**
   * Measures mean and variance, in place of those that there were; the layer is built for the
   * data's shape if it was not.
   *
   * @param data samples like those that the layer will get
   * @throws IllegalStateException if mean and variance were given
   */
  public void adapt(Tensor data) {
    if (config().mean != null) {
      throw new IllegalStateException(
          described() + " has a mean and a variance that were given, and cannot be adapted");
    }
    outputShape(data.shape());
    build(List.of(data.shape().anyBatch()));
    int[] dims = new int[data.shape().rank()];
    Arrays.fill(dims, 1);
    for (int axis : keptAxes(data.shape())) {
      dims[axis] = data.shape().dim(axis);
    }
    Shape groups = Shape.of(dims);
    Tensor x = data.cast(DType.FLOAT64);
    double share = (double) groups.size() / x.size();
    Tensor mean = TensorMath.scale(TensorMath.sumTo(x, groups), share);
    Tensor variance = TensorMath.scale(SQUARES.sum(groups, x, mean), share);
    Shape shape = ownVariables().get(0).shape();
    ownVariables().get(0).assign(mean.reshape(shape));
    ownVariables().get(1).assign(variance.reshape(shape));
  }
}
