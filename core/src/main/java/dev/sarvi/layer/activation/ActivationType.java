package dev.sarvi.layer.activation;

import dev.sarvi.formula.Formula;
import java.util.Set;
import java.util.function.Function;

/**
 * A function of {@code keras.activations}.
 *
 * @param name Keras's
 * @param defaults a record whose components are Keras's arguments; it holds the defaults, and
 *     anything at all for the required ones
 * @param required the components that have no default
 * @param create makes the function of its arguments
 */
public record ActivationType<A extends Record>(
    String name, A defaults, Set<String> required, Function<A, TensorFunction> create) {

  /** A function without arguments. */
  static ActivationType<?> of(String name, Formula formula) {
    return of(name, new Activations.None(), formula);
  }

  /** One formula of x and of the arguments, which all have a default. */
  static <A extends Record> ActivationType<A> of(String name, A defaults, Formula formula) {
    return of(name, defaults, arguments -> ElementwiseFunction.of(formula, arguments));
  }

  /** A function whose arguments all have a default. */
  static <A extends Record> ActivationType<A> of(
      String name, A defaults, Function<A, TensorFunction> create) {
    return new ActivationType<>(name, defaults, Set.of(), create);
  }

  /** The function with these arguments; they must be of this type's class. */
  @SuppressWarnings("unchecked") // cast() checks it
  public NamedActivation with(Record arguments) {
    A own = (A) defaults.getClass().cast(arguments);
    return new NamedActivation(this, own, create.apply(own));
  }

  /**
   * The function with Keras's defaults.
   *
   * @throws IllegalArgumentException if an argument has none
   */
  public NamedActivation withDefaults() {
    if (!required.isEmpty()) {
      throw new IllegalArgumentException(
          "The activation "
              + name
              + " needs the arguments "
              + required
              + ", which have no default");
    }
    return with(defaults);
  }
}
