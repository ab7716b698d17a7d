package dev.sarvi.layer.operation;

import static dev.sarvi.formula.Formula.ONE;
import static dev.sarvi.formula.Formula.X;
import static dev.sarvi.formula.Formula.ZERO;
import static dev.sarvi.formula.Formula.constant;
import static dev.sarvi.formula.Formula.exp;
import static dev.sarvi.formula.Formula.log;
import static dev.sarvi.formula.Formula.log1p;
import static dev.sarvi.formula.Formula.select;
import static dev.sarvi.layer.operation.ElementwiseOperation.type;

import dev.sarvi.formula.Comparison;
import dev.sarvi.formula.Formula;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The elementwise functions of {@code keras.ops.numpy} and {@code keras.ops.math}. Adding one adds
 * a line. See <a href="https://keras.io/api/ops/numpy/">Keras: NumPy ops</a>.
 */
public final class Arithmetic {
  /** What gives truth values. */
  static final Set<String> TRUTHS =
      Set.of(
          "Greater",
          "GreaterEqual",
          "Less",
          "LessEqual",
          "Equal",
          "NotEqual",
          "LogicalAnd",
          "LogicalOr",
          "LogicalNot");

  private static final Formula A = Formula.input("x1");
  private static final Formula B = Formula.input("x2");
  private static final Formula CONDITION = Formula.input("condition");

  /** The greatest exponent for which a power is a product. */
  private static final int GREATEST_PRODUCT = 16;

  private static final Formula HALF = constant(0.5);

  /** In a tie of max and min, the slope is that of the first operand, as in TensorFlow. */
  private static final Formula MAXIMUM = Formula.max(B, A);

  private static final Formula MINIMUM = Formula.min(B, A);

  private Arithmetic() {}

  /**
   * The bounds of {@code clip}.
   *
   * @param xMin the lower
   * @param xMax the upper
   */
  public record Bounds(double xMin, double xMax) {}

  static List<OperationType<?>> types() {
    return Stream.of(ofOperands(), ofOneOperand()).flatMap(List::stream).toList();
  }

  private static List<OperationType<?>> ofOperands() {
    return List.of(
        ofTwo("Add", A.plus(B)),
        ofTwo("Subtract", A.minus(B)),
        ofTwo("Multiply", A.times(B)),
        ofTwo("Divide", A.dividedBy(B)),
        ofTwo("TrueDivide", A.dividedBy(B)),
        new OperationType<>(
            "Power",
            new OperationType.None(),
            Set.of(),
            List.of("x1", "x2"),
            (type, config, operands, name) ->
                new ElementwiseOperation(type, config, operands, name, power(operands))),
        ofTwo("Maximum", MAXIMUM),
        ofTwo("Minimum", MINIMUM),
        ofTwo("Logaddexp", MAXIMUM.plus(log1p(exp(Formula.abs(A.minus(B)).negated())))),
        ofTwo("Greater", holds(Comparison.GREATER)),
        ofTwo("GreaterEqual", holds(Comparison.GREATER_OR_EQUAL)),
        ofTwo("Less", holds(Comparison.LESS)),
        ofTwo("LessEqual", holds(Comparison.LESS_OR_EQUAL)),
        ofTwo("Equal", equal(ONE, ZERO)),
        ofTwo("NotEqual", equal(ZERO, ONE)),
        ofTwo("LogicalAnd", isTrue(A, isTrue(B, ONE, ZERO), ZERO)),
        ofTwo("LogicalOr", isTrue(A, ONE, isTrue(B, ONE, ZERO))),
        type("Where", isTrue(CONDITION, A, B), "condition", "x1", "x2"));
  }

  private static List<OperationType<?>> ofOneOperand() {
    return List.of(
        ofOne("LogicalNot", isTrue(X, ZERO, ONE)),
        ofOne("Negative", X.negated()),
        ofOne("Absolute", Formula.abs(X)),
        ofOne("Abs", Formula.abs(X)),
        ofOne(
            "Sign",
            select(
                Comparison.GREATER,
                X,
                ZERO,
                ONE,
                select(Comparison.LESS, X, ZERO, constant(-1), X.times(ZERO)))),
        ofOne("Square", X.times(X)),
        ofOne("Sqrt", Formula.sqrt(X)),
        ofOne("Rsqrt", ONE.dividedBy(Formula.sqrt(X))),
        ofOne("Reciprocal", ONE.dividedBy(X)),
        ofOne("Exp", exp(X)),
        ofOne("Exp2", exp(X.times(constant(Math.log(2))))),
        ofOne("Expm1", Formula.expm1(X)),
        ofOne("Log", log(X)),
        ofOne("Log1p", log1p(X)),
        ofOne("Log2", log(X).dividedBy(constant(Math.log(2)))),
        ofOne("Log10", log(X).dividedBy(constant(Math.log(10)))),
        ofOne("Erf", Formula.erf(X)),
        ofOne("Sin", Formula.sin(X)),
        ofOne("Cos", Formula.cos(X)),
        ofOne("Sinh", HALF.times(Formula.expm1(X).minus(Formula.expm1(X.negated())))),
        ofOne("Cosh", HALF.times(exp(X).plus(exp(X.negated())))),
        type("Clip", new Bounds(0, 0), Set.of("xMin", "xMax"), Arithmetic::clip));
  }

  private static OperationType<?> ofOne(String className, Formula formula) {
    return type(className, formula, "x");
  }

  private static OperationType<?> ofTwo(String className, Formula formula) {
    return type(className, formula, "x1", "x2");
  }

  private static Formula holds(Comparison comparison) {
    return select(comparison, A, B, ONE, ZERO);
  }

  /** Equal is what is neither smaller nor greater, and no NaN. */
  private static Formula equal(Formula whenTrue, Formula whenFalse) {
    Formula notAbove = select(Comparison.LESS_OR_EQUAL, A, B, whenTrue, whenFalse);
    return select(Comparison.GREATER_OR_EQUAL, A, B, notAbove, whenFalse);
  }

  /** All but 0 is true, NaN too. */
  private static Formula isTrue(Formula condition, Formula then, Formula otherwise) {
    Formula notAbove = select(Comparison.LESS_OR_EQUAL, condition, ZERO, otherwise, then);
    return select(Comparison.GREATER_OR_EQUAL, condition, ZERO, notAbove, then);
  }

  /** At a bound the slope is 1, as in TensorFlow and PyTorch. */
  private static Formula clip(Bounds bounds) {
    return Formula.min(constant(bounds.xMax), Formula.max(constant(bounds.xMin), X));
  }

  /** By multiplications where the exponent is a small integer; else NaN below 0. */
  private static Formula power(Operands operands) {
    if (operands.constants().get(1) instanceof Constant.Scalar exponent) {
      double value = exponent.value().doubleValue();
      if (value == 0.5) {
        return Formula.sqrt(A);
      } else if (value == Math.rint(value) && Math.abs(value) <= GREATEST_PRODUCT) {
        Formula power = power((int) Math.abs(value));
        return value < 0 ? ONE.dividedBy(power) : power;
      }
    }
    return exp(B.times(log(A)));
  }

  private static Formula power(int exponent) {
    if (exponent <= 1) {
      return exponent == 0 ? ONE : A;
    }
    Formula half = power(exponent / 2);
    return exponent % 2 == 0 ? half.times(half) : half.times(half).times(A);
  }
}
