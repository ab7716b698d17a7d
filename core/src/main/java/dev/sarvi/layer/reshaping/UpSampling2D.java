package dev.sarvi.layer.reshaping;

import dev.sarvi.config.Records;
import dev.sarvi.kernel.Interpolation;
import dev.sarvi.kernel.MatMul;
import dev.sarvi.layer.DataFormat;
import dev.sarvi.layer.LayerType;
import dev.sarvi.layer.Mode;
import dev.sarvi.layer.Options;
import dev.sarvi.layer.Pass;
import dev.sarvi.layer.argument.Arguments;
import dev.sarvi.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Larger images, by repeating pixels or by interpolating between them: shape {@code (batch, height,
 * width, channels)} to {@code (batch, height · size, width · size, channels)}. See <a
 * href="https://keras.io/api/layers/reshaping_layers/up_sampling2d/">Keras: UpSampling2D</a>.
 */
public final class UpSampling2D extends BaseUpSampling {
  /** What files need to know. */
  public static final LayerType<Config> TYPE =
      LayerType.of(UpSampling2D.class, new Config(), UpSampling2D::new);

  /**
   * The arguments.
   *
   * @param size the factors for height and width, at least 1; one stands for both
   * @param dataFormat {@code channels_last}, the same as null, or {@code channels_first}
   * @param interpolation {@code nearest}, {@code bilinear}, {@code bicubic}, {@code lanczos3} or
   *     {@code lanczos5}
   */
  public record Config(List<Integer> size, String dataFormat, String interpolation) {
    /** Checks the arguments. */
    public Config {
      size = Arguments.positive("size", size, 2);
      Arguments.dataFormat(dataFormat);
      interpolation = String.valueOf(interpolation).toLowerCase(Locale.ROOT);
      Arguments.require(
          interpolation.equals("nearest") || smooth(interpolation).isPresent(),
          "Invalid value for argument `interpolation`. Expected of one ('bilinear', 'nearest',"
              + " 'lanczos3', 'lanczos5', 'bicubic'). Received: interpolation="
              + interpolation);
    }

    /** Keras's defaults: each pixel becomes 2 by 2. */
    public Config() {
      this(List.of(2), "channels_last", "nearest");
    }

    /** With factors for height and width. */
    public Config withSize(int height, int width) {
      return Records.with(this, "size", List.of(height, width));
    }

    /** With another interpolation. */
    public Config withInterpolation(String interpolation) {
      return Records.with(this, "interpolation", interpolation);
    }

    /** With {@code channels_last} or {@code channels_first}. */
    public Config withDataFormat(String dataFormat) {
      return Records.with(this, "dataFormat", dataFormat);
    }

    private static Optional<Interpolation> smooth(String name) {
      return Arrays.stream(Interpolation.values())
          .filter(interpolation -> interpolation.toString().equals(name))
          .findFirst();
    }
  }

  /** Each pixel becomes 2 by 2. */
  public UpSampling2D() {
    this(new Config());
  }

  /** Each pixel becomes a square. */
  public UpSampling2D(int size) {
    this(new Config().withSize(size, size));
  }

  /** A layer of this config. */
  public UpSampling2D(Config config) {
    this(config, Options.DEFAULT);
  }

  /** A layer of this config. */
  public UpSampling2D(Config config, Options options) {
    super(config, config.size, config.dataFormat, options);
  }

  @Override
  public Config config() {
    return (Config) super.config();
  }

  @Override
  protected Pass forward(Tensor x, Mode mode) {
    return Config.smooth(config().interpolation)
        .map(interpolation -> interpolated(x, interpolation))
        .orElseGet(() -> super.forward(x, mode));
  }

  /** Resamples the last axis: the width first, then, in its place, the height. */
  private Pass interpolated(Tensor x, Interpolation interpolation) {
    boolean channelsFirst = dataFormat() == DataFormat.CHANNELS_FIRST;
    int[] there = channelsFirst ? new int[] {0, 1, 2, 3} : new int[] {0, 3, 1, 2};
    int[] back = channelsFirst ? new int[] {0, 1, 3, 2} : new int[] {0, 3, 2, 1};
    return Pass.transposed(x, there)
        .then(y -> resampled(y, interpolation, config().size.get(1)))
        .then(y -> Pass.transposed(y, 0, 1, 3, 2))
        .then(y -> resampled(y, interpolation, config().size.get(0)))
        .then(y -> Pass.transposed(y, back));
  }

  private static Pass resampled(Tensor x, Interpolation interpolation, int factor) {
    int input = x.shape().dim(-1);
    Tensor weights = interpolation.weights(input, Math.multiplyExact(input, factor), x.dtype());
    return Pass.of(MatMul.product(x, weights, null), g -> MatMul.productTransposed(g, weights));
  }
}
