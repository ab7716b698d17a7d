package dev.sarvi.layer.pooling;

import dev.sarvi.layer.LayerType;
import dev.sarvi.layer.Options;
import java.util.Set;

/**
 * The mean of each window, over as many values as lie in the volume. Shape {@code (batch, depth,
 * height, width, channels)} to {@code (batch, newDepth, newHeight, newWidth, channels)}. See <a
 * href="https://keras.io/api/layers/pooling_layers/average_pooling3d/">Keras: AveragePooling3D</a>.
 */
public final class AveragePooling3D extends BasePooling {
  /** What files need to know. */
  public static final LayerType<Config> TYPE =
      new LayerType<>(
          AveragePooling3D.class, new Config(2, 2, 2), Set.of("poolSize"), AveragePooling3D::new);

  /** Cubic windows. */
  public AveragePooling3D(int poolSize) {
    this(new Config(poolSize, poolSize, poolSize));
  }

  /** A layer of this config. */
  public AveragePooling3D(Config config) {
    this(config, Options.DEFAULT);
  }

  /** A layer of this config. */
  public AveragePooling3D(Config config, Options options) {
    super(3, Statistic.MEAN, config, options);
  }
}
