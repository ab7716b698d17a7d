package dev.sarvi.layer.convolution;

import dev.sarvi.layer.LayerType;
import dev.sarvi.layer.Options;
import dev.sarvi.layer.activation.ActivationFunction;
import java.util.Set;

/**
 * The adjoint of a convolution of sequences, plus a bias, through an activation: shape {@code
 * (batch, steps, channels)} to {@code (batch, newSteps, filters)}. See <a
 * href="https://keras.io/api/layers/convolution_layers/convolution1d_transpose/">Keras:
 * Conv1DTranspose</a>.
 */
public final class Conv1DTranspose extends BaseConvTranspose {
  /** What files need to know. */
  public static final LayerType<Config> TYPE =
      new LayerType<>(
          Conv1DTranspose.class,
          Config.ofRank(1, 1, 1),
          Set.of("filters", "kernelSize"),
          Conv1DTranspose::new);

  /** With a kernel of this size. */
  public Conv1DTranspose(int filters, int kernelSize) {
    this(Config.ofRank(1, filters, kernelSize));
  }

  /** The same with an activation, by its Keras name. */
  public Conv1DTranspose(int filters, int kernelSize, String activation) {
    this(
        Config.ofRank(1, filters, kernelSize).withActivation(ActivationFunction.named(activation)));
  }

  /** A layer of this config. */
  public Conv1DTranspose(Config config) {
    this(config, Options.DEFAULT);
  }

  /** A layer of this config. */
  public Conv1DTranspose(Config config, Options options) {
    super(1, config, options);
  }
}
