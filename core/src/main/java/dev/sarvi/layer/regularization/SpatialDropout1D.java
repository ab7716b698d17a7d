package dev.sarvi.layer.regularization;

import dev.sarvi.layer.DataFormat;
import dev.sarvi.layer.LayerType;
import dev.sarvi.layer.Options;
import java.util.Set;

/**
 * Dropout of whole channels: in training, each channel of each sample becomes 0 with probability
 * {@code rate} and {@code x / (1 - rate)} otherwise. Input {@code (batch, steps, channels)}, output
 * the same. See Tompson et al. 2014, <a href="https://arxiv.org/abs/1411.4280">arXiv:1411.4280</a>,
 * and <a href="https://keras.io/api/layers/regularization_layers/spatial_dropout1d/">Keras:
 * SpatialDropout1D</a>.
 */
public final class SpatialDropout1D extends BaseSpatialDropout {
  /** What files need to know. */
  public static final LayerType<Config> TYPE =
      new LayerType<>(SpatialDropout1D.class, new Config(0), Set.of("rate"), SpatialDropout1D::new);

  /**
   * The arguments.
   *
   * @param rate from 0 to 1
   * @param seed of this layer; null for one by its name
   */
  public record Config(double rate, Long seed) {
    /** Checks the arguments. */
    public Config {
      requireRate(rate);
    }

    /** With a seed by the layer's name. */
    public Config(double rate) {
      this(rate, null);
    }
  }

  /** A layer that drops this part of the channels. */
  public SpatialDropout1D(double rate) {
    this(new Config(rate));
  }

  /** A layer of this config. */
  public SpatialDropout1D(Config config) {
    this(config, Options.DEFAULT);
  }

  /** A layer of this config. */
  public SpatialDropout1D(Config config, Options options) {
    super(1, config, options);
  }

  @Override
  public Config config() {
    return (Config) super.config();
  }

  @Override
  DataFormat format() {
    return DataFormat.CHANNELS_LAST;
  }

  @Override
  double amount() {
    return config().rate;
  }

  @Override
  Long seed() {
    return config().seed;
  }
}
