package dev.sarvi.layer.activation;

import static dev.sarvi.formula.Comparison.GREATER;
import static dev.sarvi.formula.Comparison.GREATER_OR_EQUAL;
import static dev.sarvi.formula.Comparison.LESS;
import static dev.sarvi.formula.Comparison.LESS_OR_EQUAL;
import static dev.sarvi.formula.Formula.ONE;
import static dev.sarvi.formula.Formula.X;
import static dev.sarvi.formula.Formula.ZERO;
import static dev.sarvi.formula.Formula.abs;
import static dev.sarvi.formula.Formula.constant;
import static dev.sarvi.formula.Formula.erfc;
import static dev.sarvi.formula.Formula.exp;
import static dev.sarvi.formula.Formula.expm1;
import static dev.sarvi.formula.Formula.input;
import static dev.sarvi.formula.Formula.max;
import static dev.sarvi.formula.Formula.min;
import static dev.sarvi.formula.Formula.relu;
import static dev.sarvi.formula.Formula.select;
import static dev.sarvi.formula.Formula.sqrt;
import static dev.sarvi.formula.Formula.tanh;

import dev.sarvi.formula.Formula;

/** The longer formulas of {@code keras.activations}. */
final class ActivationFormulas {
  private static final Formula THRESHOLD_NUMBER = input("threshold");
  private static final Formula MINUS_ONE = constant(-1);
  private static final Formula HALF = constant(0.5);
  private static final Formula SIX = constant(6);

  static final Formula RELU6 = relu6(X);

  static final Formula HARD_SIGMOID = relu6(X.plus(constant(3))).dividedBy(SIX);

  /** At 0 it has the slope 1. Barron 2017, <a href="https://arxiv.org/abs/1704.07483">celu</a>. */
  static final Formula CELU =
      relu(X).plus(input("alpha").times(expm1(min(ZERO, X).dividedBy(input("alpha")))));

  /** Klambauer and others 2017, <a href="https://arxiv.org/abs/1706.02515">arXiv:1706.02515</a>. */
  static final Formula SELU =
      constant(1.0507009873554805)
          .times(select(GREATER, X, ZERO, X, constant(1.6732632423543772).times(expm1(X))));

  /**
   * Keras's {@code x·tanh(softplus(x))}, Misra 2019, <a
   * href="https://arxiv.org/abs/1908.08681">arXiv:1908.08681</a>, by one exponential.
   */
  static final Formula MISH = mish();

  static final Formula SOFTSIGN = X.dividedBy(abs(X).plus(ONE));

  static final Formula SQUAREPLUS =
      X.plus(sqrt(X.squared().plus(input("b")))).dividedBy(constant(2));

  /** At the kinks it has the slope 1. */
  static final Formula HARD_TANH =
      select(GREATER, X, ONE, ONE, select(LESS, X, MINUS_ONE, MINUS_ONE, X));

  /** At the kinks it has the slope 0. */
  static final Formula SPARSE_SIGMOID =
      select(
          LESS_OR_EQUAL,
          X,
          MINUS_ONE,
          ZERO,
          select(GREATER_OR_EQUAL, X, ONE, ONE, HALF.times(X.plus(ONE))));

  static final Formula SPARSE_PLUS =
      select(
          LESS_OR_EQUAL,
          X,
          MINUS_ONE,
          ZERO,
          select(GREATER_OR_EQUAL, X, ONE, X, constant(0.25).times(X.plus(ONE).squared())));

  static final Formula SOFT_SHRINK =
      select(
          GREATER,
          X,
          THRESHOLD_NUMBER,
          X.minus(THRESHOLD_NUMBER),
          select(LESS, X, THRESHOLD_NUMBER.negated(), X.plus(THRESHOLD_NUMBER), ZERO));

  static final Formula HARD_SHRINK = select(GREATER, abs(X), THRESHOLD_NUMBER, X, ZERO);

  static final Formula THRESHOLD = select(GREATER, X, THRESHOLD_NUMBER, X, input("default_value"));

  private ActivationFormulas() {}

  /** At 0 and at 6 it has the slope 0. */
  static Formula relu6(Formula x) {
    return min(relu(x), SIX);
  }

  static Formula hardSigmoid(Activations.HardSigmoid arguments) {
    return arguments.slope() == Activations.HardSigmoid.KERAS_3
        ? HARD_SIGMOID
        : min(max(ZERO, input("slope").times(X).plus(HALF)), ONE);
  }

  /**
   * {@code x·Φ(x)}, or its approximation with tanh. Hendrycks, Gimpel 2016, <a
   * href="https://arxiv.org/abs/1606.08415">arXiv:1606.08415</a>.
   */
  static Formula gelu(boolean approximate) {
    if (!approximate) {
      return HALF.times(X).times(erfc(X.times(constant(-Math.sqrt(0.5)))));
    }
    Formula cubic = X.plus(constant(0.044715).times(X.squared().times(X)));
    return HALF.times(X).times(ONE.plus(tanh(constant(Math.sqrt(2 / Math.PI)).times(cubic))));
  }

  /**
   * With {@code n = (1 + e^x)² - 1}, tanh(softplus(x)) is {@code n / (n + 2)}; above 0 both are
   * multiplied by {@code e^-2x}, so that nothing overflows.
   */
  private static Formula mish() {
    Formula two = constant(2);
    Formula e = exp(select(LESS, X, ZERO, X, X.negated()));
    Formula n = select(LESS, X, ZERO, e.times(e.plus(two)), ONE.plus(two.times(e)));
    Formula rest = select(LESS, X, ZERO, two, two.times(e).times(e));
    return X.times(n.dividedBy(n.plus(rest)));
  }
}
