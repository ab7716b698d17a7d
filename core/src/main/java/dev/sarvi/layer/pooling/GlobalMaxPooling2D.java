package dev.sarvi.layer.pooling;

import dev.sarvi.layer.LayerType;
import dev.sarvi.layer.Options;

/**
 * The largest value of each channel over an image: shape {@code (batch, height, width, channels)}
 * to {@code (batch, channels)}, or {@code (batch, 1, 1, channels)} with {@code keepdims}. Where
 * several are the largest, they share the gradient. See <a
 * href="https://keras.io/api/layers/pooling_layers/global_max_pooling2d/">Keras:
 * GlobalMaxPooling2D</a>.
 */
public final class GlobalMaxPooling2D extends BaseGlobalPooling {
  /** What files need to know. */
  public static final LayerType<Config> TYPE =
      LayerType.of(GlobalMaxPooling2D.class, new Config(), GlobalMaxPooling2D::new);

  /** With Keras's defaults. */
  public GlobalMaxPooling2D() {
    this(new Config());
  }

  /** A layer of this config. */
  public GlobalMaxPooling2D(Config config) {
    this(config, Options.DEFAULT);
  }

  /** A layer of this config. */
  public GlobalMaxPooling2D(Config config, Options options) {
    super(2, Statistic.MAX, config, options);
  }
}
