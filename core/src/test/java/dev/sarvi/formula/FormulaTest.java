package dev.sarvi.formula;

import static dev.sarvi.formula.Formula.X;
import static dev.sarvi.formula.Formula.constant;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FormulaTest {
  private static final Formula.Input INPUT = Formula.input("x");

  private static double slope(Formula formula, double x) {
    return formula.slope(INPUT).at(Map.of("x", x));
  }

  private static double difference(Formula formula, double x) {
    double step = 1e-6;
    double up = formula.at(Map.of("x", x + step));
    return (up - formula.at(Map.of("x", x - step))) / (2 * step);
  }

  @ParameterizedTest
  @EnumSource(UnaryOperation.class)
  void everyFunctionKnowsItsSlope(UnaryOperation operation) {
    Formula formula = new Formula.Unary(operation, X.times(constant(0.7)));
    for (double x : new double[] {0.1, 0.5, 1.3, 2.9}) {
      assertThat(slope(formula, x)).isCloseTo(difference(formula, x), Offset.offset(1e-7));
    }
  }

  @ParameterizedTest
  @EnumSource(BinaryOperation.class)
  void everyOperationKnowsItsSlope(BinaryOperation operation) {
    Formula squared = X.times(X);
    for (Formula formula :
        List.of(
            new Formula.Binary(operation, squared, Formula.exp(X)),
            new Formula.Binary(operation, constant(3), squared),
            new Formula.Binary(operation, squared, constant(3)))) {
      for (double x : new double[] {-1.4, -0.3, 0.4, 1.1, 2.2}) {
        assertThat(slope(formula, x))
            .as(formula + " at " + x)
            .isCloseTo(difference(formula, x), Offset.offset(1e-6));
      }
    }
  }

  @Test
  void aKinkHasTheSlopeOfItsBranch() {
    assertThat(slope(Formula.relu(X), 0)).isZero();
    assertThat(slope(Formula.min(Formula.relu(X), constant(6)), 6)).isZero();
    assertThat(slope(Formula.min(constant(5), X), 5)).isOne();
    assertThat(slope(Formula.abs(X), 0)).isZero();
    Formula open =
        Formula.select(
            Comparison.GREATER, X, constant(1), constant(2).times(X), constant(3).times(X));
    assertThat(slope(open, 1)).isEqualTo(3);
    Formula closed =
        Formula.select(
            Comparison.GREATER_OR_EQUAL,
            X,
            constant(1),
            constant(2).times(X),
            constant(3).times(X));
    assertThat(slope(closed, 1)).isEqualTo(2);
    assertThat(slope(open, Double.NaN)).isEqualTo(3);
  }

  @Test
  void aShutBranchMultipliesNothing() {
    Formula gradient = Formula.relu(X).gradient(INPUT, Formula.input("g"));
    assertThat(gradient.at(Map.of("x", -1.0, "g", Double.POSITIVE_INFINITY))).isZero();
    assertThat(gradient.at(Map.of("x", 2.0, "g", Double.POSITIVE_INFINITY))).isInfinite();
  }

  @Test
  void nothingIsLeftOutOfAFormulaItself() {
    Formula zeroTimes = Formula.ZERO.times(X);
    assertThat(zeroTimes.at(Map.of("x", Double.POSITIVE_INFINITY))).isNaN();
    assertThat(constant(0)).isNotEqualTo(constant(-0.0));
  }

  @Test
  void prints() {
    Formula leaky =
        Formula.select(Comparison.GREATER, X, Formula.ZERO, X, Formula.input("slope").times(X));
    assertThat(leaky).hasToString("(x > 0 ? x : slope·x)");
    assertThat(Formula.expm1(X).minus(constant(0.5)).dividedBy(X.plus(Formula.ONE)))
        .hasToString("(expm1(x) - 0.5)/((x + 1))");
    Formula prelu =
        Formula.relu(X).plus(Formula.input("w").negated().times(Formula.relu(X.negated())));
    assertThat(prelu).hasToString("(max(x, 0) + -w·max(-x, 0))");
    assertThat(prelu.slope(INPUT)).hasToString("((x > 0 ? 1 : 0) + (-x > 0 ? w : 0))");
    assertThat(leaky.inputs()).containsExactly("x", "slope");
  }

  @Test
  void aMissingInputIsNamed() {
    org.assertj.core.api.Assertions.assertThatThrownBy(() -> X.at(Map.of("y", 1.0)))
        .hasMessageContaining("x")
        .hasMessageContaining("y");
  }

  @Test
  void theErrorFunctionIsRight() {
    // Abramowitz and Stegun, table 7.1
    assertThat(ErrorFunction.at(0.5)).isCloseTo(0.5204998778, Offset.offset(1e-10));
    assertThat(ErrorFunction.at(1)).isCloseTo(0.8427007929, Offset.offset(1e-10));
    assertThat(ErrorFunction.at(-2)).isCloseTo(-0.9953222650, Offset.offset(1e-10));
    assertThat(ErrorFunction.at(3.5)).isCloseTo(0.999999256901628, Offset.offset(1e-14));
    assertThat(ErrorFunction.at(2.9999999)).isCloseTo(ErrorFunction.at(3), Offset.offset(1e-10));
  }
}
