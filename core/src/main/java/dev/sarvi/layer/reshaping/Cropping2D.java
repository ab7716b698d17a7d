package dev.sarvi.layer.reshaping;

import dev.sarvi.layer.LayerType;
import dev.sarvi.layer.Options;
import java.util.List;

/**
 * Images without their edges: shape {@code (batch, height, width, channels)} to {@code (batch,
 * height - top - bottom, width - left - right, channels)}. See <a
 * href="https://keras.io/api/layers/reshaping_layers/cropping2d/">Keras: Cropping2D</a>.
 */
public final class Cropping2D extends BaseCropping {
  /** What files need to know. */
  public static final LayerType<Config> TYPE =
      LayerType.of(Cropping2D.class, Config.ofRank(2, 0), Cropping2D::new);

  /** As much on every side. */
  public Cropping2D(int cropping) {
    this(cropping, cropping, cropping, cropping);
  }

  /** So much on each side. */
  public Cropping2D(int top, int bottom, int left, int right) {
    this(new Config(List.of(List.of(top, bottom), List.of(left, right)), "channels_last"));
  }

  /** A layer of this config. */
  public Cropping2D(Config config) {
    this(config, Options.DEFAULT);
  }

  /** A layer of this config. */
  public Cropping2D(Config config, Options options) {
    super(2, config, options);
  }

  @Override
  public Config config() {
    return (Config) super.config();
  }
}
