package dev.sarvi.layer.recurrent;

import dev.sarvi.config.Records;
import dev.sarvi.initializer.Initializer;
import dev.sarvi.layer.ConfigPart;
import dev.sarvi.layer.activation.ActivationFunction;

/**
 * What the configs of the cells of {@link SimpleRNN}, {@link LSTM} and {@link GRU} hold.
 *
 * @param <C> the config itself
 */
public interface GatedConfig<C> extends ConfigPart {
  /** What all cells are told. */
  CellConfig cell();

  /** With an activation. */
  default C withActivation(ActivationFunction activation) {
    return with("activation", activation);
  }

  /** With or without a bias. */
  default C withUseBias(boolean useBias) {
    return with("useBias", useBias);
  }

  /** With other starts of the kernel, the recurrent kernel and the bias. */
  default C withInitializers(Initializer kernel, Initializer recurrent, Initializer bias) {
    CellConfig changed = Records.with(cell(), "kernelInitializer", kernel);
    changed = Records.with(changed, "recurrentInitializer", recurrent);
    changed = Records.with(changed, "biasInitializer", bias);
    return Records.with(self(), "cell", changed);
  }

  /** With this part of the inputs dropped in training. */
  default C withDropout(double dropout) {
    return with("dropout", dropout);
  }

  /** With this part of the state dropped in training. */
  default C withRecurrentDropout(double recurrentDropout) {
    return with("recurrentDropout", recurrentDropout);
  }

  /** With a seed of what is dropped; null for one by the layer's name. */
  default C withSeed(Long seed) {
    return with("seed", seed);
  }

  private C with(String component, Object value) {
    return Records.with(self(), "cell", Records.with(cell(), component, value));
  }

  /** This config. */
  @SuppressWarnings("unchecked") // C is the class that implements this
  default C self() {
    return (C) this;
  }
}
