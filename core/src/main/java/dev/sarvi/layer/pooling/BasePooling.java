package dev.sarvi.layer.pooling;

import dev.sarvi.config.Records;
import dev.sarvi.kernel.Padding;
import dev.sarvi.kernel.Pooling;
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
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Pooling by a window that slides over space: shape {@code (batch, ..., channels)} to the same with
 * other spatial axes. Padding takes no part in what a window gives.
 */
public abstract class BasePooling extends SingleInputLayer {
  private final Statistic statistic;
  private final DataFormat dataFormat;

  /**
   * The arguments; where a list has a number for each axis, one stands for all.
   *
   * @param poolSize the window along each axis, at least 1
   * @param padding {@code valid}, or {@code same}: windows may reach beyond the image, as
   *     TensorFlow has it
   * @param strides along each axis, at least 1; null means the pool size
   * @param dataFormat {@code channels_last}, the same as null, or {@code channels_first}
   */
  public record Config(
      List<Integer> poolSize, String padding, List<Integer> strides, String dataFormat) {
    /** Checks the arguments. */
    public Config {
      poolSize = Arguments.positive("pool_size", poolSize);
      strides =
          strides == null ? poolSize : Arguments.positive("strides", strides, poolSize.size());
      padding = Padding.of(padding, Padding.VALID, Padding.SAME).toString();
      Arguments.dataFormat(dataFormat);
    }

    /** A window whose strides are its size. */
    public Config(int... poolSize) {
      this(IntStream.of(poolSize).boxed().toList(), "valid", null, "channels_last");
    }

    /** With strides along each axis; one stands for all. */
    public Config withStrides(int... strides) {
      return Records.with(this, "strides", IntStream.of(strides).boxed().toList());
    }

    /** With {@code valid} or {@code same} padding. */
    public Config withPadding(String padding) {
      return Records.with(this, "padding", padding);
    }

    /** With {@code channels_last} or {@code channels_first}. */
    public Config withDataFormat(String dataFormat) {
      return Records.with(this, "dataFormat", dataFormat);
    }

    private SlidingWindow window() {
      List<Integer> dense = Collections.nCopies(poolSize.size(), 1);
      return new SlidingWindow(
          poolSize, strides, dense, Padding.of(padding, Padding.VALID, Padding.SAME));
    }
  }

  /** A layer that takes this of each window. */
  BasePooling(int rank, Statistic statistic, Config config, Options options) {
    super(config, options);
    Arguments.requireCount("pool_size", config.poolSize, rank);
    this.statistic = statistic;
    this.dataFormat = DataFormat.of(config.dataFormat);
  }

  @Override
  public final Config config() {
    return (Config) super.config();
  }

  @Override
  public final Shape outputShape(Shape input) {
    Config config = config();
    requireRank(input, config.poolSize.size() + 2);
    Shape last = dataFormat.toChannelsLast(input);
    SlidingWindow window = config.window();
    Arguments.require(
        window.fits(last),
        "%s: Computed output size would be zero or negative. Received: `inputs.shape=%s`,"
            + " `pool_size=%s`, `strides=%s`, `padding=%s`.",
        described(),
        input,
        Arguments.tuple(config.poolSize),
        Arguments.tuple(config.strides),
        config.padding);
    return dataFormat.fromChannelsLast(Shape.of(window.outputDims(last, last.dim(-1))));
  }

  @Override
  protected final Pass forward(Tensor x, Mode mode) {
    return dataFormat.run(x, last -> statistic.of(pooling(last.shape()), last));
  }

  @Override
  protected final Tracer.Value steps(Tracer.Value x, Tracer tracer) {
    return dataFormat.steps(
        x,
        last -> {
          Pooling pooling = pooling(last.shape());
          int channels = last.shape().dim(-1);
          Shape output = Shape.of(config().window().outputDims(last.shape(), channels));
          return tracer.compute(output, (in, y) -> statistic.into(pooling, in[0], y), last);
        },
        tracer);
  }

  private Pooling pooling(Shape last) {
    return new Pooling(config().window().over(last));
  }
}
