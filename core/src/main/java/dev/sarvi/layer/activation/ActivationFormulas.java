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
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The elementwise functions of {@code keras.activations}, each as one formula with Keras's
 * defaults. Adding a function adds a line. See <a
 * href="https://keras.io/api/layers/activations/">Keras: activations</a>.
 */
final class ActivationFormulas {
  /** By name. */
  static final Map<String, ElementwiseFunction> BY_NAME = byName();

  private ActivationFormulas() {}

  private static Map<String, ElementwiseFunction> byName() {
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
