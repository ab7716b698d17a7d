package dev.sarvi.layer.pooling;

import dev.sarvi.config.Records;
import dev.sarvi.formula.Comparison;
import dev.sarvi.formula.Formula;
import dev.sarvi.kernel.Kernel;
import dev.sarvi.kernel.Padding;
import dev.sarvi.kernel.Pooling;
import dev.sarvi.kernel.TensorMath;
import dev.sarvi.layer.DataFormat;
import dev.sarvi.layer.Mode;
import dev.sarvi.layer.Options;
import dev.sarvi.layer.Pass;
import dev.sarvi.layer.SingleInputLayer;
import dev.sarvi.layer.Tracer;
import dev.sarvi.layer.argument.Arguments;
import dev.sarvi.layer.argument.SlidingWindow;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/**
 * One number for each channel of all that lies in space: shape {@code (batch, ..., channels)} to
 * {@code (batch, channels)}, or {@code (batch, 1, ..., channels)} with {@code keepdims}.
 */
public abstract class BaseGlobalPooling extends SingleInputLayer {
  private static final List<Integer> ONCE = List.of(1);
  private static final Kernel IS_LARGEST =
      Kernel.of(
          Formula.select(
              Comparison.GREATER_OR_EQUAL,
              Formula.input("x"),
              Formula.input("largest"),
              Formula.ONE,
              Formula.ZERO),
          "x",
          "largest");

  private final int rank;
  private final Statistic statistic;
  private final int firstAxis;

  /**
   * The arguments.
   *
   * @param dataFormat {@code channels_last}, the same as null, or {@code channels_first}
   * @param keepdims whether the axes of space stay, as 1
   */
  public record Config(String dataFormat, boolean keepdims) {
    /** Checks the arguments. */
    public Config {
      Arguments.dataFormat(dataFormat);
    }

    /** Keras's defaults. */
    public Config() {
      this("channels_last", false);
    }

    /** With or without the axes of space in the output. */
    public Config withKeepdims(boolean keepdims) {
      return Records.with(this, "keepdims", keepdims);
    }

    /** With {@code channels_last} or {@code channels_first}. */
    public Config withDataFormat(String dataFormat) {
      return Records.with(this, "dataFormat", dataFormat);
    }
  }

  /** A layer that takes this of all values of a channel. */
  BaseGlobalPooling(int rank, Statistic statistic, Config config, Options options) {
    super(config, options);
    this.rank = rank;
    this.statistic = statistic;
    this.firstAxis = DataFormat.of(config.dataFormat).firstSpatialAxis();
  }

  @Override
  public final Config config() {
    return (Config) super.config();
  }

  @Override
  public final Shape outputShape(Shape input) {
    requireRank(input, rank + 2);
    return config().keepdims
        ? kept(input)
        : input.slice(0, firstAxis).concat(input.slice(firstAxis + rank, input.rank()));
  }

  private Shape kept(Shape input) {
    int[] dims = input.dims();
    Arrays.fill(dims, firstAxis, firstAxis + rank, 1);
    return Shape.of(dims);
  }

  @Override
  protected final Pass forward(Tensor x, Mode mode) {
    Shape shape = x.shape();
    Shape output = outputShape(shape);
    return Pass.of(x.reshape(inThreeAxes(shape)), g -> g.reshape(shape))
        .then(this::pool)
        .then(y -> Pass.of(y.reshape(output), g -> g.reshape(y.shape())));
  }

  @Override
  protected final Tracer.Value steps(Tracer.Value x, Tracer tracer) {
    Pooling all = pooling(inThreeAxes(x.shape()));
    return tracer.compute(outputShape(x.shape()), (in, y) -> statistic.into(all, in[0], y), x);
  }

  /** Space becomes one axis: what lies outside of it and what lies inside of it are one each. */
  private Shape inThreeAxes(Shape shape) {
    return Shape.of(
        shape.sizeOf(0, firstAxis),
        shape.sizeOf(firstAxis, firstAxis + rank),
        shape.sizeOf(firstAxis + rank, shape.rank()));
  }

  private static Pooling pooling(Shape shape) {
    List<Integer> all = List.of(shape.dim(1));
    return new Pooling(new SlidingWindow(all, ONCE, ONCE, Padding.VALID).over(shape));
  }

  /** One window over axis 1 of three; where several are the largest, they share the gradient. */
  private Pass pool(Tensor x) {
    Pass pass = statistic.of(pooling(x.shape()), x);
    return statistic == Statistic.MAX
        ? Pass.of(pass.output(), g -> shared(x, pass.output(), g))
        : pass;
  }

  private static Tensor shared(Tensor x, Tensor y, Tensor g) {
    Tensor largest = IS_LARGEST.map(x, y);
    Tensor count = TensorMath.sumTo(largest, y.shape());
    return TensorMath.product(largest, TensorMath.quotient(g, count));
  }
}
