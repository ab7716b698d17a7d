package dev.sarvi.layer.pooling;

import dev.sarvi.layer.LayerType;
import dev.sarvi.layer.Options;

/**
 * The largest value of each window; NaN where there is one. The gradient goes to the first largest
 * value in the order of rows. Shape {@code (batch, depth, height, width, channels)} to {@code
 * (batch, newDepth, newHeight, newWidth, channels)}. See <a
 * href="https://keras.io/api/layers/pooling_layers/max_pooling3d/">Keras: MaxPooling3D</a>.
 */
public final class MaxPooling3D extends BasePooling {
  /** What files need to know. */
  public static final LayerType<Config> TYPE =
      LayerType.of(MaxPooling3D.class, new Config(2, 2, 2), MaxPooling3D::new);

  /** Windows of 2 by 2 by 2. */
  public MaxPooling3D() {
    this(new Config(2, 2, 2));
  }

  /** Cubic windows. */
  public MaxPooling3D(int poolSize) {
    this(new Config(poolSize, poolSize, poolSize));
  }

  /** A layer of this config. */
  public MaxPooling3D(Config config) {
    this(config, Options.DEFAULT);
  }

  /** A layer of this config. */
  public MaxPooling3D(Config config, Options options) {
    super(3, Statistic.MAX, config, options);
  }
}
