package dev.sarvi.layer.pooling;

import dev.sarvi.kernel.Pooling;
import dev.sarvi.kernel.Sliding;
import dev.sarvi.kernel.Windows;
import dev.sarvi.layer.Options;
import dev.sarvi.layer.SingleInputLayer;
import dev.sarvi.layer.argument.Arguments;
import dev.sarvi.tensor.Shape;
import java.util.List;

/**
 * Pooling of images by a sliding window: shape {@code (batch, height, width, channels)} to {@code
 * (batch, newHeight, newWidth, channels)}. Padding takes no part in what a window gives.
 */
public abstract class Pooling2D extends SingleInputLayer {
  /**
   * The arguments.
   *
   * @param poolSize height and width of the window, each at least 1
   * @param padding {@code valid}, or {@code same}: windows may reach beyond the image, as
   *     TensorFlow has it
   * @param strides along height and width, each at least 1; null means the pool size
   * @param dataFormat {@code channels_last}; null means the same
   */
  public record Config(
      List<Integer> poolSize, String padding, List<Integer> strides, String dataFormat) {
    /** Checks the arguments. */
    public Config {
      poolSize = Arguments.positivePair("pool_size", poolSize);
      strides = strides == null ? poolSize : Arguments.positivePair("strides", strides);
      padding = Arguments.padding(padding);
      Arguments.channelsLast(dataFormat);
    }

    /** A window whose strides are its size. */
    public Config(int height, int width) {
      this(List.of(height, width), "valid", null, "channels_last");
    }

    /** Keras's defaults: 2 by 2. */
    public Config() {
      this(2, 2);
    }

    /** With strides along height and width. */
    public Config withStrides(int height, int width) {
      return new Config(poolSize, padding, List.of(height, width), dataFormat);
    }

    /** With {@code valid} or {@code same} padding. */
    public Config withPadding(String padding) {
      return new Config(poolSize, padding, strides, dataFormat);
    }

    private boolean same() {
      return padding.equals("same");
    }

    private int outputSize(Shape input, int axis) {
      return Sliding.outputSize(
          input.dim(axis + 1), poolSize.get(axis), strides.get(axis), 1, same());
    }

    private Sliding sliding(Shape input, int axis) {
      return Sliding.of(input.dim(axis + 1), poolSize.get(axis), strides.get(axis), 1, same());
    }
  }

  Pooling2D(Config config, Options options) {
    super(config, options);
  }

  @Override
  public final Config config() {
    return (Config) super.config();
  }

  @Override
  public final Shape outputShape(Shape input) {
    requireRank(input, 4);
    Config config = config();
    int height = config.outputSize(input, 0);
    int width = config.outputSize(input, 1);
    Arguments.require(
        Sliding.fits(input.dim(1), height) && Sliding.fits(input.dim(2), width),
        described()
            + ": Computed output size would be zero or negative. Received: `inputs.shape=%s`,"
                .formatted(input)
            + " `pool_size=%s`, `strides=%s`, `padding=%s`."
                .formatted(
                    Arguments.tuple(config.poolSize),
                    Arguments.tuple(config.strides),
                    config.padding));
    return Shape.of(input.dim(0), height, width, input.dim(-1));
  }

  /** The windows on such an input. */
  final Pooling pooling(Shape input) {
    return new Pooling(
        new Windows(
            input.dim(0), config().sliding(input, 0), config().sliding(input, 1), input.dim(-1)));
  }
}
