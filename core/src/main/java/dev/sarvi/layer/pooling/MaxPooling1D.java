package dev.sarvi.layer.pooling;

import dev.sarvi.layer.LayerType;
import dev.sarvi.layer.Options;

/**
 * The largest value of each window; NaN where there is one. The gradient goes to the first largest
 * value in the order of rows. Shape {@code (batch, steps, channels)} to {@code (batch, newSteps,
 * channels)}. See <a href="https://keras.io/api/layers/pooling_layers/max_pooling1d/">Keras:
 * MaxPooling1D</a>.
 */
public final class MaxPooling1D extends BasePooling {
  /** What files need to know. */
  public static final LayerType<Config> TYPE =
      LayerType.of(MaxPooling1D.class, new Config(2), MaxPooling1D::new);

  /** Windows of 2. */
  public MaxPooling1D() {
    this(new Config(2));
  }

  /** Windows of this size. */
  public MaxPooling1D(int poolSize) {
    this(new Config(poolSize));
  }

  /** A layer of this config. */
  public MaxPooling1D(Config config) {
    this(config, Options.DEFAULT);
  }

  /** A layer of this config. */
  public MaxPooling1D(Config config, Options options) {
    super(1, Statistic.MAX, config, options);
  }
}
