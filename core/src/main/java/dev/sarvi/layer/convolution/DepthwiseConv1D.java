package dev.sarvi.layer.convolution;

import dev.sarvi.layer.LayerType;
import dev.sarvi.layer.Options;
import java.util.Set;

/**
 * Convolution of each channel of sequences by itself: shape {@code (batch, steps, channels)} to
 * {@code (batch, newSteps, channels · depthMultiplier)}. See <a
 * href="https://keras.io/api/layers/convolution_layers/depthwise_convolution1d/">Keras:
 * DepthwiseConv1D</a>.
 */
public final class DepthwiseConv1D extends BaseDepthwiseConv {
  /** What files need to know. */
  public static final LayerType<Config> TYPE =
      new LayerType<>(
          DepthwiseConv1D.class, Config.ofRank(1, 1), Set.of("kernelSize"), DepthwiseConv1D::new);

  /** With a kernel of this size. */
  public DepthwiseConv1D(int kernelSize) {
    this(Config.ofRank(1, kernelSize));
  }

  /** A layer of this config. */
  public DepthwiseConv1D(Config config) {
    this(config, Options.DEFAULT);
  }

  /** A layer of this config. */
  public DepthwiseConv1D(Config config, Options options) {
    super(1, config, options);
  }
}
