package dev.sarvi.layer.convolution;

import dev.sarvi.layer.LayerType;
import dev.sarvi.layer.Options;
import dev.sarvi.layer.activation.ActivationFunction;
import java.util.Set;

/**
 * The adjoint of a convolution of volumes, plus a bias, through an activation: shape {@code (batch,
 * depth, height, width, channels)} to {@code (batch, newDepth, newHeight, newWidth, filters)}. See
 * <a href="https://keras.io/api/layers/convolution_layers/convolution3d_transpose/">Keras:
 * Conv3DTranspose</a>.
 */
public final class Conv3DTranspose extends BaseConvTranspose {
  /** What files need to know. */
  public static final LayerType<Config> TYPE =
      new LayerType<>(
          Conv3DTranspose.class,
          Config.ofRank(3, 1, 1),
          Set.of("filters", "kernelSize"),
          Conv3DTranspose::new);

  /** With a kernel as long along every axis. */
  public Conv3DTranspose(int filters, int kernelSize) {
    this(Config.ofRank(3, filters, kernelSize));
  }

  /** The same with an activation, by its Keras name. */
  public Conv3DTranspose(int filters, int kernelSize, String activation) {
    this(
        Config.ofRank(3, filters, kernelSize).withActivation(ActivationFunction.named(activation)));
  }

  /** A layer of this config. */
  public Conv3DTranspose(Config config) {
    this(config, Options.DEFAULT);
  }

  /** A layer of this config. */
  public Conv3DTranspose(Config config, Options options) {
    super(3, config, options);
  }
}
