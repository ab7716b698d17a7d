package dev.sarvi.layer.convolution;

import dev.sarvi.layer.LayerType;
import dev.sarvi.layer.Options;
import dev.sarvi.layer.activation.ActivationFunction;
import java.util.Set;

/**
 * The adjoint of a convolution of images, plus a bias, through an activation: shape {@code (batch,
 * height, width, channels)} to {@code (batch, newHeight, newWidth, filters)}. See <a
 * href="https://keras.io/api/layers/convolution_layers/convolution2d_transpose/">Keras:
 * Conv2DTranspose</a>.
 */
public final class Conv2DTranspose extends BaseConvTranspose {
  /** What files need to know. */
  public static final LayerType<Config> TYPE =
      new LayerType<>(
          Conv2DTranspose.class,
          Config.ofRank(2, 1, 1),
          Set.of("filters", "kernelSize"),
          Conv2DTranspose::new);

  /** With a kernel as long along every axis. */
  public Conv2DTranspose(int filters, int kernelSize) {
    this(Config.ofRank(2, filters, kernelSize));
  }

  /** The same with an activation, by its Keras name. */
  public Conv2DTranspose(int filters, int kernelSize, String activation) {
    this(
        Config.ofRank(2, filters, kernelSize).withActivation(ActivationFunction.named(activation)));
  }

  /** A layer of this config. */
  public Conv2DTranspose(Config config) {
    this(config, Options.DEFAULT);
  }

  /** A layer of this config. */
  public Conv2DTranspose(Config config, Options options) {
    super(2, config, options);
  }
}
