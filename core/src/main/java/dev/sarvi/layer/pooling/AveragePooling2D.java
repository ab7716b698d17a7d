package dev.sarvi.layer.pooling;

import dev.sarvi.layer.LayerType;
import dev.sarvi.layer.Options;
import java.util.Set;

/**
 * The mean of each window, over as many values as lie in the image. Shape {@code (batch, height,
 * width, channels)} to {@code (batch, newHeight, newWidth, channels)}. See <a
 * href="https://keras.io/api/layers/pooling_layers/average_pooling2d/">Keras: AveragePooling2D</a>.
 */
public final class AveragePooling2D extends BasePooling {
  /** What files need to know. */
  public static final LayerType<Config> TYPE =
      new LayerType<>(
          AveragePooling2D.class, new Config(2, 2), Set.of("poolSize"), AveragePooling2D::new);

  /** Square windows. */
  public AveragePooling2D(int poolSize) {
    this(new Config(poolSize, poolSize));
  }

  /** A layer of this config. */
  public AveragePooling2D(Config config) {
    this(config, Options.DEFAULT);
  }

  /** A layer of this config. */
  public AveragePooling2D(Config config, Options options) {
    super(2, Statistic.MEAN, config, options);
  }
}
