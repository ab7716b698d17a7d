package dev.sarvi.layer.convolution;

import dev.sarvi.layer.LayerType;
import dev.sarvi.layer.Options;
import dev.sarvi.layer.activation.ActivationFunction;
import java.util.Set;

/**
 * Convolution of each channel of sequences by itself, then a mixture of all: shape {@code (batch,
 * steps, channels)} to {@code (batch, newSteps, filters)}. See <a
 * href="https://keras.io/api/layers/convolution_layers/separable_convolution1d/">Keras:
 * SeparableConv1D</a>.
 */
public final class SeparableConv1D extends BaseSeparableConv {
  /** What files need to know. */
  public static final LayerType<Config> TYPE =
      new LayerType<>(
          SeparableConv1D.class,
          Config.ofRank(1, 1, 1),
          Set.of("filters", "kernelSize"),
          SeparableConv1D::new);

  /** With a kernel of this size. */
  public SeparableConv1D(int filters, int kernelSize) {
    this(Config.ofRank(1, filters, kernelSize));
  }

  /** The same with an activation, by its Keras name. */
  public SeparableConv1D(int filters, int kernelSize, String activation) {
    this(
        Config.ofRank(1, filters, kernelSize).withActivation(ActivationFunction.named(activation)));
  }

  /** A layer of this config. */
  public SeparableConv1D(Config config) {
    this(config, Options.DEFAULT);
  }

  /** A layer of this config. */
  public SeparableConv1D(Config config, Options options) {
    super(1, config, options);
  }
}
