package dev.sarvi.layer.pooling;

import dev.sarvi.layer.LayerType;
import dev.sarvi.layer.Options;

/**
 * The largest value of each channel over a volume: shape {@code (batch, depth, height, width,
 * channels)} to {@code (batch, channels)}, or {@code (batch, 1, 1, 1, channels)} with {@code
 * keepdims}. Where several are the largest, they share the gradient. See <a
 * href="https://keras.io/api/layers/pooling_layers/global_max_pooling3d/">Keras:
 * GlobalMaxPooling3D</a>.
 */
public final class GlobalMaxPooling3D extends BaseGlobalPooling {
  /** What files need to know. */
  public static final LayerType<Config> TYPE =
      LayerType.of(GlobalMaxPooling3D.class, new Config(), GlobalMaxPooling3D::new);

  /** With Keras's defaults. */
  public GlobalMaxPooling3D() {
    this(new Config());
  }

  /** A layer of this config. */
  public GlobalMaxPooling3D(Config config) {
    this(config, Options.DEFAULT);
  }

  /** A layer of this config. */
  public GlobalMaxPooling3D(Config config, Options options) {
    super(3, Statistic.MAX, config, options);
  }
}
