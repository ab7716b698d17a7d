package dev.sarvi.layer.pooling;

import dev.sarvi.layer.LayerType;
import dev.sarvi.layer.Options;

/**
 * The largest value of each channel over a sequence: shape {@code (batch, steps, channels)} to
 * {@code (batch, channels)}, or {@code (batch, 1, channels)} with {@code keepdims}. Where several
 * are the largest, they share the gradient. See <a
 * href="https://keras.io/api/layers/pooling_layers/global_max_pooling1d/">Keras:
 * GlobalMaxPooling1D</a>.
 */
public final class GlobalMaxPooling1D extends BaseGlobalPooling {
  /** What files need to know. */
  public static final LayerType<Config> TYPE =
      LayerType.of(GlobalMaxPooling1D.class, new Config(), GlobalMaxPooling1D::new);

  /** With Keras's defaults. */
  public GlobalMaxPooling1D() {
    this(new Config());
  }

  /** A layer of this config. */
  public GlobalMaxPooling1D(Config config) {
    this(config, Options.DEFAULT);
  }

  /** A layer of this config. */
  public GlobalMaxPooling1D(Config config, Options options) {
    super(1, Statistic.MAX, config, options);
  }
}
