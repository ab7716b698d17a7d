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
import dev.sarvi.layer.argument.Arguments;
import dev.sarvi.layer.argument.SlidingWindow;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

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
  private final Function<Tensor, Pass> pool;
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

  /**
   * A layer.
   *
   * @param pool {@link #max} or {@link #mean}
   */
  BaseGlobalPooling(int rank, Function<Tensor, Pass> pool, Config config, Options options) {
    super(config, options);
    this.rank = rank;
    this.pool = pool;
    this.firstAxis = DataFormat.of(config.dataFormat).firstSpatialAxis();
  }

  /** The mean over axis 1 of three. */
  static Pass mean(Tensor x) {
    double share = 1.0 / x.shape().dim(1);
    return Pass.of(
        TensorMath.scale(TensorMath.sumTo(x, x.shape().with(1, 1)), share),
        g -> TensorMath.broadcastTo(TensorMath.scale(g, share), x.shape()));
  }

  /** The largest along axis 1 of three; where several are, they share the gradient. */
  static Pass max(Tensor x) {
    SlidingWindow all = new SlidingWindow(List.of(x.shape().dim(1)), ONCE, ONCE, Padding.VALID);
    Tensor y = new Pooling(all.over(x.shape())).max(x);
    return Pass.of(
        y,
        g -> {
          Tensor largest = IS_LARGEST.map(x, y);
          Tensor count = TensorMath.sumTo(largest, y.shape());
          return TensorMath.product(largest, TensorMath.quotient(g, count));
        });
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

  /** Space becomes one axis: what lies outside of it and what lies inside of it are one each. */
  @Override
  protected final Pass forward(Tensor x, Mode mode) {
    Shape shape = x.shape();
    Shape output = outputShape(shape);
    int outside = shape.sizeOf(0, firstAxis);
    int inside = shape.sizeOf(firstAxis + rank, shape.rank());
    int pooled = shape.sizeOf(firstAxis, firstAxis + rank);
    return Pass.of(x.reshape(Shape.of(outside, pooled, inside)), g -> g.reshape(shape))
        .then(pool)
        .then(y -> Pass.of(y.reshape(output), g -> g.reshape(y.shape())));
  }
}
