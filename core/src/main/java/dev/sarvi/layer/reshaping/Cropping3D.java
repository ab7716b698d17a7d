package dev.sarvi.layer.reshaping;

import dev.sarvi.layer.LayerType;
import dev.sarvi.layer.Options;

/**
 * Volumes without their faces: shape {@code (batch, depth, height, width, channels)} to the same
 * with shorter axes of space. See <a
 * href="https://keras.io/api/layers/reshaping_layers/cropping3d/">Keras: Cropping3D</a>.
 */
public final class Cropping3D extends BaseCropping {
  /** What files need to know. */
  public static final LayerType<Config> TYPE =
      LayerType.of(Cropping3D.class, Config.ofRank(3, 1), Cropping3D::new);

  /** One on every side. */
  public Cropping3D() {
    this(1);
  }

  /** As much on every side. */
  public Cropping3D(int cropping) {
    this(Config.ofRank(3, cropping));
  }

  /** A layer of this config. */
  public Cropping3D(Config config) {
    this(config, Options.DEFAULT);
  }

  /** A layer of this config. */
  public Cropping3D(Config config, Options options) {
    super(3, config, options);
  }

  @Override
  public Config config() {
    return (Config) super.config();
  }
}
