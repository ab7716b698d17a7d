package dev.sarvi.layer.pooling;

import dev.sarvi.layer.LayerType;
import dev.sarvi.layer.Options;

/**
 * The mean of each channel over a sequence: shape {@code (batch, steps, channels)} to {@code
 * (batch, channels)}, or {@code (batch, 1, channels)} with {@code keepdims}. See <a
 * href="https://keras.io/api/layers/pooling_layers/global_average_pooling1d/">Keras:
 * GlobalAveragePooling1D</a>.
 */
public final class GlobalAveragePooling1D extends BaseGlobalPooling {
  /** What files need to know. */
  public static final LayerType<Config> TYPE =
      LayerType.of(GlobalAveragePooling1D.class, new Config(), GlobalAveragePooling1D::new);

  /** With Keras's defaults. */
  public GlobalAveragePooling1D() {
    this(new Config());
  }

  /** A layer of this config. */
  public GlobalAveragePooling1D(Config config) {
    this(config, Options.DEFAULT);
  }

  /** A layer of this config. */
  public GlobalAveragePooling1D(Config config, Options options) {
    super(1, BaseGlobalPooling::mean, config, options);
  }
}
