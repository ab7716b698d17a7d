package dev.sarvi.layer.reshaping;

import dev.sarvi.layer.LayerType;
import dev.sarvi.layer.Options;
import dev.sarvi.layer.argument.Arguments;
import java.util.List;

/**
 * Longer sequences, by repeating steps: shape {@code (batch, steps, channels)} to {@code (batch,
 * steps · size, channels)}. See <a
 * href="https://keras.io/api/layers/reshaping_layers/up_sampling1d/">Keras: UpSampling1D</a>.
 */
public final class UpSampling1D extends BaseUpSampling {
  /** What files need to know. */
  public static final LayerType<Config> TYPE =
      LayerType.of(UpSampling1D.class, new Config(), UpSampling1D::new);

  /**
   * The arguments.
   *
   * @param size how often each step is repeated, at least once
   */
  public record Config(int size) {
    /** Checks the arguments. */
    public Config {
      Arguments.require(
          size > 0, "Argument `size` should be a positive integer. Received: size=" + size);
    }

    /** Keras's defaults: each step twice. */
    public Config() {
      this(2);
    }
  }

  /** Each step twice. */
  public UpSampling1D() {
    this(new Config());
  }

  /** Each step so often. */
  public UpSampling1D(int size) {
    this(new Config(size));
  }

  /** A layer of this config. */
  public UpSampling1D(Config config) {
    this(config, Options.DEFAULT);
  }

  /** A layer of this config. */
  public UpSampling1D(Config config, Options options) {
    super(config, List.of(config.size), "channels_last", options);
  }

  @Override
  public Config config() {
    return (Config) super.config();
  }
}
