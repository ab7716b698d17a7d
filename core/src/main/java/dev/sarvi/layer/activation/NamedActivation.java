package dev.sarvi.layer.activation;

import dev.sarvi.layer.Mode;
import dev.sarvi.layer.Pass;
import dev.sarvi.tensor.Tensor;

/** A function of {@code keras.activations}, by name. */
public record NamedActivation(String name) implements ActivationFunction {
  static NamedActivation of(String name) {
    if (!name.equals("linear")) {
      throw new IllegalArgumentException(
          "Could not interpret activation function identifier: " + name);
    }
    return new NamedActivation(name);
  }

  @Override
  public Pass apply(Tensor input, Mode mode) {
    return Pass.of(input, gradient -> gradient);
  }
}
