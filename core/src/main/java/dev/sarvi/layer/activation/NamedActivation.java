package dev.sarvi.layer.activation;

import static dev.sarvi.formula.Comparison.GREATER;
import static dev.sarvi.formula.Comparison.LESS;
import static dev.sarvi.formula.Formula.ONE;
import static dev.sarvi.formula.Formula.X;
import static dev.sarvi.formula.Formula.ZERO;
import static dev.sarvi.formula.Formula.constant;
import static dev.sarvi.formula.Formula.erf;
import static dev.sarvi.formula.Formula.exp;
import static dev.sarvi.formula.Formula.expm1;
import static dev.sarvi.formula.Formula.log1p;
import static dev.sarvi.formula.Formula.min;
import static dev.sarvi.formula.Formula.relu;
import static dev.sarvi.formula.Formula.select;
import static dev.sarvi.formula.Formula.tanh;

import dev.sarvi.formula.Formula;
import dev.sarvi.layer.Mode;
import dev.sarvi.layer.Pass;
import dev.sarvi.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A function of {@code keras.activations}, by name, with Keras's defaults. See <a
 * href="https://keras.io/api/layers/activations/">Keras: activations</a>.
 *
 * @param name one of {@link #names()}
 */
public record NamedActivation(String name) implements ActivationFunction {
  private static final String SOFTMAX = "softmax";

  /**
   * A class of its own, so that it is there when {@link ActivationFunction#LINEAR} is made: that
   * happens before this record is initialized, whichever of the two is used first.
   */
  private static final class Known {
    static final Map<String, ElementwiseFunction> ELEMENTWISE = elementwise();
  }

  /**
   * Refuses a name that is not known.
   *
   * @throws IllegalArgumentException in Keras's words
   */
  public NamedActivation {
    name = name.equals("swish") ? "silu" : name;
    if (!Known.ELEMENTWISE.containsKey(name) && !name.equals(SOFTMAX)) {
      throw new IllegalArgumentException(
          "Could not interpret activation function identifier: " + name);
    }
  }

  /** All names. */
  public static List<String> names() {
    return java.util.stream.Stream.concat(
            Known.ELEMENTWISE.keySet().stream(), java.util.stream.Stream.of(SOFTMAX))
        .toList();
  }

  /** What it computes, unless it is a function of whole rows such as softmax. */
  public Optional<ElementwiseFunction> function() {
    return Optional.ofNullable(Known.ELEMENTWISE.get(name));
  }

  @Override
  public Pass apply(Tensor input, Mode mode) {
    ElementwiseFunction function = Known.ELEMENTWISE.get(name);
    if (function == null) {
      return SoftmaxFunction.apply(input, List.of(-1));
    }
    return function.formula().equals(X)
        ? Pass.of(input, gradient -> gradient)
        : function.apply(input, List.of());
  }

  private static Map<String, ElementwiseFunction> elementwise() {
    Map<String, ElementwiseFunction> known = new LinkedHashMap<>();
    Map<String, Formula> formulas = new LinkedHashMap<>();
    formulas.put("linear", X);
    formulas.put("relu", relu(X));
    formulas.put("relu6", min(relu(X), constant(6)));
    formulas.put("elu", select(GREATER, X, ZERO, X, expm1(X)));
    formulas.put("selu", selu());
    formulas.put("sigmoid", sigmoid());
    formulas.put("tanh", tanh(X));
    formulas.put("softplus", softplus());
    formulas.put("silu", X.times(sigmoid()));
    formulas.put("gelu", gelu());
    formulas.put("exponential", exp(X));
    formulas.forEach((name, f) -> known.put(name, new ElementwiseFunction(f, Map.of())));
    known.put("leaky_relu", LeakyReLU.function(0.2)); // the function's default; the layer's is 0.3
    return known;
  }

  /** Klambauer and others 2017, <a href="https://arxiv.org/abs/1706.02515">arXiv:1706.02515</a>. */
  private static Formula selu() {
    double scale = 1.0507009873554805;
    double alpha = 1.6732632423543772;
    return constant(scale).times(select(GREATER, X, ZERO, X, constant(alpha).times(expm1(X))));
  }

  /** In each half with the exponential that cannot overflow there. */
  private static Formula sigmoid() {
    Formula negative = exp(X).dividedBy(ONE.plus(exp(X)));
    return select(LESS, X, ZERO, negative, ONE.dividedBy(ONE.plus(exp(X.negated()))));
  }

  /** {@code log(1 + e^x)}, in each half with the exponential that cannot overflow there. */
  private static Formula softplus() {
    return select(GREATER, X, ZERO, X.plus(log1p(exp(X.negated()))), log1p(exp(X)));
  }

  /** {@code x·Φ(x)}, the exact form: Keras's default for {@code keras.activations.gelu}. */
  private static Formula gelu() {
    Formula inside = ONE.plus(erf(X.times(constant(Math.sqrt(0.5)))));
    return constant(0.5).times(X).times(inside);
  }
}
