package dev.sarvi.layer.reshaping;

import dev.sarvi.layer.LayerType;
import dev.sarvi.layer.Options;
import dev.sarvi.layer.argument.Arguments;
import java.util.List;

/**
 * Sequences without their ends: shape {@code (batch, steps, channels)} to {@code (batch, steps -
 * before - after, channels)}. See <a
 * href="https://keras.io/api/layers/reshaping_layers/cropping1d/">Keras: Cropping1D</a>.
 */
public final class Cropping1D extends BaseCropping {
  /** What files need to know. */
  public static final LayerType<Config> TYPE =
      LayerType.of(Cropping1D.class, new Config(), Cropping1D::new);

  /**
   * The arguments.
   *
   * @param cropping before and after, each at least 0; one number stands for both
   */
  public record Config(List<Integer> cropping) {
    /** Checks the arguments. */
    public Config {
      cropping = Arguments.fromZero("cropping", cropping, 2);
    }

    /** Keras's defaults: one before and one after. */
    public Config() {
      this(List.of(1));
    }
  }

  /** One before and one after. */
  public Cropping1D() {
    this(new Config());
  }

  /** So many before and after. */
  public Cropping1D(int before, int after) {
    this(new Config(List.of(before, after)));
  }

  /** A layer of this config. */
  public Cropping1D(Config config) {
    this(config, Options.DEFAULT);
  }

  /** A layer of this config. */
  public Cropping1D(Config config, Options options) {
    super(config, List.of(config.cropping), "channels_last", options);
  }

  @Override
  public Config config() {
    return (Config) super.config();
  }
}
