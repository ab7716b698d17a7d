package dev.sarvi.layer.convolution;

import dev.sarvi.layer.LayerType;
import dev.sarvi.layer.Options;
import dev.sarvi.layer.activation.ActivationFunction;
import java.util.Set;

/**
 * Convolution of each channel of images by itself, then a mixture of all: shape {@code (batch,
 * height, width, channels)} to {@code (batch, newHeight, newWidth, filters)}. See <a
 * href="https://keras.io/api/layers/convolution_layers/separable_convolution2d/">Keras:
 * SeparableConv2D</a>.
 */
public final class SeparableConv2D extends BaseSeparableConv {
  /** What files need to know. */
  public static final LayerType<Config> TYPE =
      new LayerType<>(
          SeparableConv2D.class,
          Config.ofRank(2, 1, 1),
          Set.of("filters", "kernelSize"),
          SeparableConv2D::new);

  /** With a kernel as long along every axis. */
  public SeparableConv2D(int filters, int kernelSize) {
    this(Config.ofRank(2, filters, kernelSize));
  }

  /** The same with an activation, by its Keras name. */
  public SeparableConv2D(int filters, int kernelSize, String activation) {
    this(
        Config.ofRank(2, filters, kernelSize).withActivation(ActivationFunction.named(activation)));
  }

  /** A layer of this config. */
  public SeparableConv2D(Config config) {
    this(config, Options.DEFAULT);
  }

  /** A layer of this config. */
  public SeparableConv2D(Config config, Options options) {
    super(2, config, options);
  }
}
