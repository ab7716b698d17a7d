package dev.sarvi.layer.pooling;

import dev.sarvi.layer.LayerType;
import dev.sarvi.layer.Options;
import java.util.Set;

/**
 * The mean of each window, over as many values as lie in the sequence. Shape {@code (batch, steps,
 * channels)} to {@code (batch, newSteps, channels)}. See <a
 * href="https://keras.io/api/layers/pooling_layers/average_pooling1d/">Keras: AveragePooling1D</a>.
 */
public final class AveragePooling1D extends BasePooling {
  /** What files need to know. */
  public static final LayerType<Config> TYPE =
      new LayerType<>(
          AveragePooling1D.class, new Config(2), Set.of("poolSize"), AveragePooling1D::new);

  /** Windows of this size. */
  public AveragePooling1D(int poolSize) {
    this(new Config(poolSize));
  }

  /** A layer of this config. */
  public AveragePooling1D(Config config) {
    this(config, Options.DEFAULT);
  }

  /** A layer of this config. */
  public AveragePooling1D(Config config, Options options) {
    super(1, Statistic.MEAN, config, options);
  }
}
