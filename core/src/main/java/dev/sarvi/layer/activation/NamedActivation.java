package dev.sarvi.layer.activation;

import dev.sarvi.formula.Formula;
import dev.sarvi.layer.Mode;
import dev.sarvi.layer.Pass;
import dev.sarvi.tensor.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A function of {@code keras.activations}, by name, with Keras's defaults. See <a
 * href="https://keras.io/api/layers/activations/">Keras: activations</a>.
 *
 * @param name one of {@link #names()}
 */
public record NamedActivation(String name) implements ActivationFunction {
  private static final String SOFTMAX = "softmax";

  /**
   * Refuses a name that is not known.
   *
   * @throws IllegalArgumentException in Keras's words
   */
  public NamedActivation {
    name = name.equals("swish") ? "silu" : name; // Keras writes the alias so, too
    if (!ActivationFormulas.BY_NAME.containsKey(name) && !name.equals(SOFTMAX)) {
      throw new IllegalArgumentException(
          "Could not interpret activation function identifier: " + name);
    }
  }

  /** All names. */
  public static List<String> names() {
    return Stream.concat(ActivationFormulas.BY_NAME.keySet().stream(), Stream.of(SOFTMAX)).toList();
  }

  /** What it computes, unless it is a function of whole rows such as softmax. */
  public Optional<ElementwiseFunction> function() {
    return Optional.ofNullable(ActivationFormulas.BY_NAME.get(name));
  }

  @Override
  public Pass apply(Tensor input, Mode mode) {
    ElementwiseFunction function = ActivationFormulas.BY_NAME.get(name);
    if (function == null) {
      return SoftmaxFunction.apply(input, List.of(-1));
    }
    return function.formula().equals(Formula.X)
        ? Pass.of(input, gradient -> gradient)
        : function.apply(input, List.of());
  }
}
