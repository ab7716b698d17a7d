package dev.sarvi.layer.convolution;

import dev.sarvi.layer.LayerType;
import dev.sarvi.layer.Options;
import java.util.Set;

/**
 * Convolution of each channel of images by itself: shape {@code (batch, height, width, channels)}
 * to {@code (batch, newHeight, newWidth, channels · depthMultiplier)}. See <a
 * href="https://keras.io/api/layers/convolution_layers/depthwise_convolution2d/">Keras:
 * DepthwiseConv2D</a>.
 */
public final class DepthwiseConv2D extends BaseDepthwiseConv {
  /** What files need to know. */
  public static final LayerType<Config> TYPE =
      new LayerType<>(
          DepthwiseConv2D.class, Config.ofRank(2, 1), Set.of("kernelSize"), DepthwiseConv2D::new);

  /** With a kernel as long along every axis. */
  public DepthwiseConv2D(int kernelSize) {
    this(Config.ofRank(2, kernelSize));
  }

  /** A layer of this config. */
  public DepthwiseConv2D(Config config) {
    this(config, Options.DEFAULT);
  }

  /** A layer of this config. */
  public DepthwiseConv2D(Config config, Options options) {
    super(2, config, options);
  }
}
