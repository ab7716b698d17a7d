package dev.sarvi.layer.pooling;

import dev.sarvi.layer.LayerType;
import dev.sarvi.layer.Options;

/**
 * The mean of each channel over a volume: shape {@code (batch, depth, height, width, channels)} to
 * {@code (batch, channels)}, or {@code (batch, 1, 1, 1, channels)} with {@code keepdims}. See <a
 * href="https://keras.io/api/layers/pooling_layers/global_average_pooling3d/">Keras:
 * GlobalAveragePooling3D</a>.
 */
public final class GlobalAveragePooling3D extends BaseGlobalPooling {
  /** What files need to know. */
  public static final LayerType<Config> TYPE =
      LayerType.of(GlobalAveragePooling3D.class, new Config(), GlobalAveragePooling3D::new);

  /** With Keras's defaults. */
  public GlobalAveragePooling3D() {
    this(new Config());
  }

  /** A layer of this config. */
  public GlobalAveragePooling3D(Config config) {
    this(config, Options.DEFAULT);
  }

  /** A layer of this config. */
  public GlobalAveragePooling3D(Config config, Options options) {
    super(3, Statistic.MEAN, config, options);
  }
}
