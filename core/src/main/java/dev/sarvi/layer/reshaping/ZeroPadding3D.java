package dev.sarvi.layer.reshaping;

import dev.sarvi.layer.LayerType;
import dev.sarvi.layer.Options;

/**
 * Zeros around volumes: shape {@code (batch, depth, height, width, channels)} to the same with
 * longer axes of space. See <a
 * href="https://keras.io/api/layers/reshaping_layers/zero_padding3d/">Keras: ZeroPadding3D</a>.
 */
public final class ZeroPadding3D extends BaseZeroPadding {
  /** What files need to know. */
  public static final LayerType<Config> TYPE =
      LayerType.of(ZeroPadding3D.class, Config.ofRank(3, 1), ZeroPadding3D::new);

  /** One zero on every side. */
  public ZeroPadding3D() {
    this(1);
  }

  /** As many zeros on every side. */
  public ZeroPadding3D(int padding) {
    this(Config.ofRank(3, padding));
  }

  /** A layer of this config. */
  public ZeroPadding3D(Config config) {
    this(config, Options.DEFAULT);
  }

  /** A layer of this config. */
  public ZeroPadding3D(Config config, Options options) {
    super(3, config, options);
  }

  @Override
  public Config config() {
    return (Config) super.config();
  }
}
