package dev.sarvi.layer.reshaping;

import dev.sarvi.layer.LayerType;
import dev.sarvi.layer.Options;
import dev.sarvi.layer.argument.Arguments;
import java.util.List;

/**
 * Larger volumes, by repeating voxels: shape {@code (batch, depth, height, width, channels)} to the
 * same with each axis of space {@code size} times as long. See <a
 * href="https://keras.io/api/layers/reshaping_layers/up_sampling3d/">Keras: UpSampling3D</a>.
 */
public final class UpSampling3D extends BaseUpSampling {
  /** What files need to know. */
  public static final LayerType<Config> TYPE =
      LayerType.of(UpSampling3D.class, new Config(), UpSampling3D::new);

  /**
   * The arguments.
   *
   * @param size the factors for depth, height and width, at least 1; one stands for all
   * @param dataFormat {@code channels_last}, the same as null, or {@code channels_first}
   */
  public record Config(List<Integer> size, String dataFormat) {
    /** Checks the arguments. */
    public Config {
      size = Arguments.positive("size", size, 3);
      Arguments.dataFormat(dataFormat);
    }

    /** Keras's defaults: each voxel becomes 2 by 2 by 2. */
    public Config() {
      this(List.of(2), "channels_last");
    }
  }

  /** Each voxel becomes 2 by 2 by 2. */
  public UpSampling3D() {
    this(new Config());
  }

  /** Each voxel becomes a cube. */
  public UpSampling3D(int size) {
    this(new Config(List.of(size), "channels_last"));
  }

  /** A layer of this config. */
  public UpSampling3D(Config config) {
    this(config, Options.DEFAULT);
  }

  /** A layer of this config. */
  public UpSampling3D(Config config, Options options) {
    super(config, config.size, config.dataFormat, options);
  }

  @Override
  public Config config() {
    return (Config) super.config();
  }
}
