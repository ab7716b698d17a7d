package dev.sarvi.layer.pooling;

import dev.sarvi.layer.LayerType;
import dev.sarvi.layer.Options;

/**
 * The mean of each channel over an image: shape {@code (batch, height, width, channels)} to {@code
 * (batch, channels)}, or {@code (batch, 1, 1, channels)} with {@code keepdims}. See <a
 * href="https://keras.io/api/layers/pooling_layers/global_average_pooling2d/">Keras:
 * GlobalAveragePooling2D</a>.
 */
public final class GlobalAveragePooling2D extends BaseGlobalPooling {
  /** What files need to know. */
  public static final LayerType<Config> TYPE =
      LayerType.of(GlobalAveragePooling2D.class, new Config(), GlobalAveragePooling2D::new);

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
    super(2, Statistic.MEAN, config, options);
  }
}
