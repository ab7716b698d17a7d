package dev.sarvi.layer.regularization;

import dev.sarvi.layer.DataFormat;
import dev.sarvi.layer.LayerType;
import dev.sarvi.layer.Options;
import java.util.Set;

/**
 * Dropout of whole channels: in training, each channel of each sample becomes 0 with probability
 * {@code rate} and {@code x / (1 - rate)} otherwise. Input {@code (batch, height, width,
 * channels)}, output the same. See Tompson et al. 2014, <a
 * href="https://arxiv.org/abs/1411.4280">arXiv:1411.4280</a>, and <a
 * href="https://keras.io/api/layers/regularization_layers/spatial_dropout2d/">Keras:
 * SpatialDropout2D</a>.
 */
public final class SpatialDropout2D extends BaseSpatialDropout {
  /** What files need to know. */
  public static final LayerType<Config> TYPE =
      new LayerType<>(SpatialDropout2D.class, new Config(0), Set.of("rate"), SpatialDropout2D::new);

  /** A layer that drops this part of the channels. */
  public SpatialDropout2D(double rate) {
    this(new Config(rate));
  }

  /** A layer of this config. */
  public SpatialDropout2D(Config config) {
    this(config, Options.DEFAULT);
  }

  /** A layer of this config. */
  public SpatialDropout2D(Config config, Options options) {
    super(2, config, options);
  }

  @Override
  public Config config() {
    return (Config) super.config();
  }

  @Override
  DataFormat format() {
    return DataFormat.of(config().dataFormat());
  }

  @Override
  double amount() {
    return config().rate();
  }

  @Override
  Long seed() {
    return config().seed();
  }
}
