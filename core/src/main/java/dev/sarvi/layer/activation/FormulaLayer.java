package dev.sarvi.layer.activation;

import dev.sarvi.formula.Formula;
import dev.sarvi.layer.LayerType;
import dev.sarvi.layer.Names;
import dev.sarvi.layer.Options;
import java.util.Optional;
import java.util.Set;

/**
 * An activation of the user's own, in two lines: a record of its arguments, and a formula of them.
 * The components of the record are the keys of its config in files, and inputs of the formula as
 * {@link Elementwise} says; the rest (gradients, SIMD loops, reading and writing) follows. Input of
 * any shape, output the same.
 *
 * <pre>{@code
 * record Snake(double a) {}
 * Formula a = Formula.input("a");
 * LayerType<Snake> snake =
 *     FormulaLayer.type(
 *         "examples>Snake",
 *         new Snake(1),
 *         Formula.X.plus(Formula.sin(a.times(Formula.X)).squared().dividedBy(a)));
 * Layer layer = snake.create(new Snake(0.5));
 * System.out.println(layer.call(Tensor.of(Shape.of(1, 3), -1, 0, 1)));
 * }</pre>
 */
public final class FormulaLayer extends Elementwise {
  private final String registered;

  private FormulaLayer(String registered, Record config, Options options, Formula formula) {
    super(config, named(options, LayerType.className(registered)), formula);
    this.registered = registered;
  }

  private static Options named(Options options, String className) {
    return options.name() == null ? options.withName(Names.next(className)) : options;
  }

  /**
   * A kind of layer that computes a formula.
   *
   * @param registered {@code package>Name}; a Python class registered so with {@code
   *     keras.saving.register_keras_serializable} opens what is saved
   * @param defaults the config with its defaults
   * @param formula of {@link Formula#X} and of inputs named as the config's components, in snake
   *     case
   * @throws IllegalArgumentException if the name is not of that form, or the config lacks an input
   *     of the formula, or has too many
   */
  public static <C extends Record> LayerType<C> type(
      String registered, C defaults, Formula formula) {
    if (!registered.matches("[^>/]+>\\w+")) {
      throw new IllegalArgumentException(
          "Expected a name such as examples>Snake. Received: " + registered);
    }
    ElementwiseFunction.of(formula, defaults, LearnedParameters.of(defaults, formula).names());
    return new LayerType<>(
        FormulaLayer.class,
        Optional.of(registered),
        defaults,
        Set.of(),
        (config, options) -> new FormulaLayer(registered, config, options, formula));
  }

  @Override
  public Optional<String> registered() {
    return Optional.of(registered);
  }

  @Override
  public String className() {
    return LayerType.className(registered);
  }
}
