package dev.sarvi.layer.pooling;

import dev.sarvi.kernel.TensorMath;
import dev.sarvi.layer.LayerType;
import dev.sarvi.layer.Mode;
import dev.sarvi.layer.Options;
import dev.sarvi.layer.Pass;
import dev.sarvi.layer.SingleInputLayer;
import dev.sarvi.layer.argument.Arguments;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;

/**
 * The mean of each channel over an image: shape {@code (batch, height, width, channels)} to {@code
 * (batch, channels)}, or {@code (batch, 1, 1, channels)} with {@code keepdims}. See <a
 * href="https://keras.io/api/layers/pooling_layers/global_average_pooling2d/">Keras:
 * GlobalAveragePooling2D</a>.
 */
public final class GlobalAveragePooling2D extends SingleInputLayer {
  /** What files need to know. */
  public static final LayerType<Config> TYPE =
      LayerType.of(GlobalAveragePooling2D.class, new Config(), GlobalAveragePooling2D::new);

  /**
   * The arguments.
   *
   * @param dataFormat {@code channels_last}, the same as null, or {@code channels_first}
   * @param keepdims whether height and width stay, as 1
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

    /** With or without height and width in the output. */
    public Config withKeepdims(boolean keepdims) {
      return new Config(dataFormat, keepdims);
    }

    private int firstAxis() {
      return Arguments.channelsFirst(dataFormat) ? 2 : 1;
    }
  }

  /** With Keras's defaults. */
  public GlobalAveragePooling2D() {
    this(new Config());
  }

  /** A layer of this config. */
  public GlobalAveragePooling2D(Config config) {
    this(config, Options.DEFAULT);
  }

  /** A layer of this config. */
  public GlobalAveragePooling2D(Config config, Options options) {
    super(config, options);
  }

  @Override
  public Config config() {
    return (Config) super.config();
  }

  @Override
  public Shape outputShape(Shape input) {
    requireRank(input, 4);
    int axis = config().firstAxis();
    return config().keepdims
        ? kept(input)
        : input.slice(0, axis).concat(input.slice(axis + 2, input.rank()));
  }

  private Shape kept(Shape input) {
    int axis = config().firstAxis();
    return input.with(axis, 1).with(axis + 1, 1);
  }

  @Override
  protected Pass forward(Tensor x, Mode mode) {
    Shape kept = kept(x.shape());
    int axis = config().firstAxis();
    double share = 1.0 / x.shape().sizeOf(axis, axis + 2);
    Tensor mean = TensorMath.scale(TensorMath.sumTo(x, kept), share);
    return Pass.of(
        mean.reshape(outputShape(x.shape())),
        g -> TensorMath.broadcastTo(TensorMath.scale(g.reshape(kept), share), x.shape()));
  }
}
