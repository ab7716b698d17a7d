package dev.sarvi.layer.reshaping;

import dev.sarvi.kernel.TensorMath;
import dev.sarvi.layer.LayerType;
import dev.sarvi.layer.Mode;
import dev.sarvi.layer.Options;
import dev.sarvi.layer.Pass;
import dev.sarvi.layer.SingleInputLayer;
import dev.sarvi.layer.Tracer;
import dev.sarvi.layer.argument.Arguments;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.stream.IntStream;

/**
 * All axes but the batch as one: shape {@code (batch, ...)} to {@code (batch, size)}. See <a
 * href="https://keras.io/api/layers/reshaping_layers/flatten/">Keras: Flatten</a>.
 */
public final class Flatten extends SingleInputLayer {
  /** What files need to know. */
  public static final LayerType<Config> TYPE =
      LayerType.of(Flatten.class, new Config(), Flatten::new);

  /**
   * The arguments.
   *
   * @param dataFormat {@code channels_last}, the same as null; with {@code channels_first}, axis 1
   *     is made the last before
   */
  public record Config(String dataFormat) {
    /** Checks the arguments. */
    public Config {
      Arguments.dataFormat(dataFormat);
    }

    /** Keras's defaults. */
    public Config() {
      this("channels_last");
    }
  }

  /** With Keras's defaults. */
  public Flatten() {
    this(new Config());
  }

  /** A layer of this config. */
  public Flatten(Config config) {
    this(config, Options.DEFAULT);
  }

  /** A layer of this config. */
  public Flatten(Config config, Options options) {
    super(config, options);
  }

  @Override
  public Config config() {
    return (Config) super.config();
  }

  @Override
  public Shape outputShape(Shape input) {
    requireMinimumRank(input, 1);
    Shape sample = input.sample();
    return Shape.of(input.dim(0), sample.isKnown() ? sample.size() : Shape.UNKNOWN);
  }

  @Override
  protected boolean takesAnyType() {
    return true;
  }

  @Override
  protected Tracer.Value steps(Tracer.Value x, Tracer tracer) {
    boolean isView = !Arguments.channelsFirst(config().dataFormat) || x.shape().rank() < 3;
    return isView ? tracer.reshape(x, outputShape(x.shape())) : super.steps(x, tracer);
  }

  @Override
  protected Pass forward(Tensor x, Mode mode) {
    Shape flat = outputShape(x.shape());
    int rank = x.shape().rank();
    if (!Arguments.channelsFirst(config().dataFormat) || rank < 3) {
      return Pass.of(x.reshape(flat), g -> g.reshape(x.shape()));
    }
    int[] channelsLast =
        IntStream.range(0, rank).map(i -> i == 0 ? 0 : i % (rank - 1) + 1).toArray();
    int[] channelsFirst =
        IntStream.range(0, rank).map(i -> i == 0 ? 0 : i == 1 ? rank - 1 : i - 1).toArray();
    Tensor moved = TensorMath.transpose(x, channelsLast);
    return Pass.of(
        moved.reshape(flat), g -> TensorMath.transpose(g.reshape(moved.shape()), channelsFirst));
  }
}
