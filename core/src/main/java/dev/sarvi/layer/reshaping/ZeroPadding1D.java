package dev.sarvi.layer.reshaping;

import dev.sarvi.layer.LayerType;
import dev.sarvi.layer.Options;
import dev.sarvi.layer.argument.Arguments;
import java.util.List;

/**
 * Zeros around sequences: shape {@code (batch, steps, channels)} to {@code (batch, before + steps +
 * after, channels)}. See <a
 * href="https://keras.io/api/layers/reshaping_layers/zero_padding1d/">Keras: ZeroPadding1D</a>.
 */
public final class ZeroPadding1D extends BaseZeroPadding {
  /** What files need to know. */
  public static final LayerType<Config> TYPE =
      LayerType.of(ZeroPadding1D.class, new Config(), ZeroPadding1D::new);

  /**
   * The arguments.
   *
   * @param padding before and after, each at least 0; one number stands for both
   * @param dataFormat {@code channels_last}, the same as null, or {@code channels_first}
   */
  public record Config(List<Integer> padding, String dataFormat) {
    /** Checks the arguments. */
    public Config {
      padding = Arguments.fromZero("padding", padding, 2);
      Arguments.dataFormat(dataFormat);
    }

    /** Keras's defaults: one zero before and one after. */
    public Config() {
      this(List.of(1), "channels_last");
    }
  }

  /** One zero before and one after. */
  public ZeroPadding1D() {
    this(new Config());
  }

  /** So many zeros before and after. */
  public ZeroPadding1D(int before, int after) {
    this(new Config(List.of(before, after), "channels_last"));
  }

  /** A layer of this config. */
  public ZeroPadding1D(Config config) {
    this(config, Options.DEFAULT);
  }

  /** A layer of this config. */
  public ZeroPadding1D(Config config, Options options) {
    super(config, List.of(config.padding), config.dataFormat, options);
  }

  @Override
  public Config config() {
    return (Config) super.config();
  }
}
