package dev.sarvi.layer.pooling;

import dev.sarvi.layer.LayerType;
import dev.sarvi.layer.Options;

/**
 * The largest value of each window; NaN where there is one. The gradient goes to the first largest
 * value in the order of rows. Shape {@code (batch, height, width, channels)} to {@code (batch,
 * newHeight, newWidth, channels)}. See <a
 * href="https://keras.io/api/layers/pooling_layers/max_pooling2d/">Keras: MaxPooling2D</a>.
 */
public final class MaxPooling2D extends BasePooling {
  /** What files need to know. */
  public static final LayerType<Config> TYPE =
      LayerType.of(MaxPooling2D.class, new Config(2, 2), MaxPooling2D::new);

  /** Windows of 2 by 2. */
  public MaxPooling2D() {
    this(new Config(2, 2));
  }

  /** Square windows. */
  public MaxPooling2D(int poolSize) {
    this(new Config(poolSize, poolSize));
  }

  /** A layer of this config. */
  public MaxPooling2D(Config config) {
    this(config, Options.DEFAULT);
  }

  /** A layer of this config. */
  public MaxPooling2D(Config config, Options options) {
    super(2, Statistic.MAX, config, options);
  }
}
