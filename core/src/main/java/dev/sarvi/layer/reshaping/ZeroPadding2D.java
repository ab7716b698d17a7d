package dev.sarvi.layer.reshaping;

import dev.sarvi.layer.LayerType;
import dev.sarvi.layer.Mode;
import dev.sarvi.layer.Options;
import dev.sarvi.layer.Pass;
import dev.sarvi.layer.SingleInputLayer;
import dev.sarvi.layer.argument.Arguments;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.List;

/**
 * Zeros around images: shape {@code (batch, height, width, channels)} to {@code (batch, top +
 * height + bottom, left + width + right, channels)}. See <a
 * href="https://keras.io/api/layers/reshaping_layers/zero_padding2d/">Keras: ZeroPadding2D</a>.
 */
public final class ZeroPadding2D extends SingleInputLayer {
  /** What files need to know. */
  public static final LayerType<Config> TYPE =
      LayerType.of(ZeroPadding2D.class, new Config(), ZeroPadding2D::new);

  /**
   * The arguments.
   *
   * @param padding {@code ((top, bottom), (left, right))}, each at least 0
   * @param dataFormat {@code channels_last}; null means the same
   */
  public record Config(List<List<Integer>> padding, String dataFormat) {
    /** Checks the arguments. */
    public Config {
      Arguments.require(
          padding.size() == 2,
          "`padding` should have two elements. Received: padding=%s.".formatted(padding));
      padding =
          List.of(
              Arguments.pairFromZero("1st entry of padding", padding.get(0)),
              Arguments.pairFromZero("2nd entry of padding", padding.get(1)));
      Arguments.channelsLast(dataFormat);
    }

    /** Of this many zeros. */
    public Config(int top, int bottom, int left, int right) {
      this(List.of(List.of(top, bottom), List.of(left, right)), "channels_last");
    }

    /** Keras's defaults: one zero on every side. */
    public Config() {
      this(1, 1, 1, 1);
    }

    private int before(int axis) {
      return padding.get(axis).get(0);
    }

    private int size(int axis, int input) {
      return input == Shape.UNKNOWN ? input : before(axis) + input + padding.get(axis).get(1);
    }
  }

  /** One zero on every side. */
  public ZeroPadding2D() {
    this(new Config());
  }

  /** As many zeros on every side. */
  public ZeroPadding2D(int padding) {
    this(padding, padding);
  }

  /** As many zeros above and below, and as many left and right. */
  public ZeroPadding2D(int vertical, int horizontal) {
    this(new Config(vertical, vertical, horizontal, horizontal));
  }

  /** A layer of this config. */
  public ZeroPadding2D(Config config) {
    this(config, Options.DEFAULT);
  }

  /** A layer of this config. */
  public ZeroPadding2D(Config config, Options options) {
    super(config, options);
  }

  @Override
  public Config config() {
    return (Config) super.config();
  }

  @Override
  public Shape outputShape(Shape input) {
    requireRank(input, 4);
    return input.with(1, config().size(0, input.dim(1))).with(2, config().size(1, input.dim(2)));
  }

  @Override
  protected boolean takesAnyType() {
    return true;
  }

  @Override
  protected Pass forward(Tensor x, Mode mode) {
    Tensor y = Tensor.zeros(outputShape(x.shape()), x.dtype());
    copyImages(x, y, true);
    return Pass.of(
        y,
        g -> {
          Tensor dx = Tensor.zeros(x.shape(), g.dtype());
          copyImages(dx, g, false);
          return dx;
        });
  }

  /** Copies the images between themselves and where they lie among the zeros. */
  private void copyImages(Tensor images, Tensor padded, boolean in) {
    Shape small = images.shape();
    Shape large = padded.shape();
    int run = small.stride(1);
    for (int image = 0; image < small.dim(0); image++) {
      for (int row = 0; row < small.dim(1); row++) {
        int at = (image * small.dim(1) + row) * run;
        int paddedAt =
            image * large.stride(0)
                + (row + config().before(0)) * large.stride(1)
                + config().before(1) * large.stride(2);
        if (in) {
          System.arraycopy(images.array(), at, padded.array(), paddedAt, run);
        } else {
          System.arraycopy(padded.array(), paddedAt, images.array(), at, run);
        }
      }
    }
  }
}
