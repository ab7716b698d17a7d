package dev.sarvi.layer.reshaping;

import dev.sarvi.layer.LayerType;
import dev.sarvi.layer.Options;
import java.util.List;

/**
 * Zeros around images: shape {@code (batch, height, width, channels)} to {@code (batch, top +
 * height + bottom, left + width + right, channels)}. See <a
 * href="https://keras.io/api/layers/reshaping_layers/zero_padding2d/">Keras: ZeroPadding2D</a>.
 */
public final class ZeroPadding2D extends BaseZeroPadding {
  /** What files need to know. */
  public static final LayerType<Config> TYPE =
      LayerType.of(ZeroPadding2D.class, Config.ofRank(2, 1), ZeroPadding2D::new);

  /** One zero on every side. */
  public ZeroPadding2D() {
    this(1);
  }

  /** As many zeros on every side. */
  public ZeroPadding2D(int padding) {
    this(padding, padding);
  }

  /** As many zeros above and below, and as many left and right. */
  public ZeroPadding2D(int vertical, int horizontal) {
    this(vertical, vertical, horizontal, horizontal);
  }

  /** So many zeros on each side. */
  public ZeroPadding2D(int top, int bottom, int left, int right) {
    this(new Config(List.of(List.of(top, bottom), List.of(left, right)), "channels_last"));
  }

  /** A layer of this config. */
  public ZeroPadding2D(Config config) {
    this(config, Options.DEFAULT);
  }

  /** A layer of this config. */
  public ZeroPadding2D(Config config, Options options) {
    super(2, config, options);
  }

  @Override
  public Config config() {
    return (Config) super.config();
  }
}
