package dev.sarvi.formula;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * An elementwise function as a value: evaluated, differentiated, compiled and printed from one
 * definition.
 *
 * <p>Spell it as Keras computes it; then its value and its slope at the kinks are Keras's:
 *
 * <ul>
 *   <li>the condition of a {@linkplain #select select} is not differentiated, so a kink takes the
 *       slope of the branch it belongs to, and NaN that of the branch taken when the comparison is
 *       false;
 *   <li>{@link #max} and {@link #min} take the slope of their second argument in a tie.
 * </ul>
 */
public sealed interface Formula {
  /** The number 0. */
  Formula ZERO = constant(0);

  /** The number 1. */
  Formula ONE = constant(1);

  /** The layer's input. */
  Formula X = input("x");

  // Equality is spelled out: to make it for a record, the JVM takes a while at each start.

  /** A number that is part of the function. */
  record Constant(double value) implements Formula {
    @Override
    public double at(Map<String, Double> inputs) {
      return value;
    }

    @Override
    public Formula slope(Input of) {
      return ZERO;
    }

    /** Equal when the bits are, so that 0 and -0 are two constants and NaN is one. */
    @Override
    public boolean equals(Object other) {
      return other instanceof Constant that
          && Double.doubleToLongBits(value) == Double.doubleToLongBits(that.value);
    }

    @Override
    public int hashCode() {
      return Double.hashCode(value);
    }

    @Override
    public String toString() {
      return value == Math.rint(value) && Math.abs(value) < 1e9
          ? String.valueOf((long) value)
          : String.valueOf(value);
    }
  }

  /**
   * A value that changes from element to element, or (a layer's number, such as a slope) does not.
   */
  record Input(String name) implements Formula {
    @Override
    public double at(Map<String, Double> inputs) {
      Double value = inputs.get(name);
      if (value == null) {
        throw new IllegalArgumentException(
            "Expected a value for " + name + ". Received: " + inputs.keySet());
      }
      return value;
    }

    @Override
    public Formula slope(Input of) {
      return equals(of) ? ONE : ZERO;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Input that && name.equals(that.name);
    }

    @Override
    public int hashCode() {
      return name.hashCode();
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /** A function of one argument. */
  record Unary(UnaryOperation operation, Formula argument) implements Formula {
    @Override
    public double at(Map<String, Double> inputs) {
      return operation.at(argument.at(inputs));
    }

    @Override
    public Formula slope(Input of) {
      Formula inner = argument.slope(of);
      return ZERO.equals(inner) ? ZERO : Simplification.product(operation.slope(argument), inner);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Unary that
          && operation == that.operation
          && argument.equals(that.argument);
    }

    @Override
    public int hashCode() {
      return Objects.hash(operation, argument);
    }

    @Override
    public String toString() {
      return operation + "(" + argument + ")";
    }
  }

  /** A function of two arguments. */
  record Binary(BinaryOperation operation, Formula left, Formula right) implements Formula {
    @Override
    public double at(Map<String, Double> inputs) {
      return operation.at(left.at(inputs), right.at(inputs));
    }

    @Override
    public Formula slope(Input of) {
      return operation.slope(left, right, left.slope(of), right.slope(of));
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Binary that
          && operation == that.operation
          && left.equals(that.left)
          && right.equals(that.right);
    }

    @Override
    public int hashCode() {
      return Objects.hash(operation, left, right);
    }

    @Override
    public String toString() {
      return operation.print(left, right);
    }
  }

  /** One of two values, by a comparison; a comparison with NaN is false. */
  record Select(
      Comparison comparison, Formula left, Formula right, Formula whenTrue, Formula whenFalse)
      implements Formula {
    @Override
    public double at(Map<String, Double> inputs) {
      return comparison.holds(left.at(inputs), right.at(inputs))
          ? whenTrue.at(inputs)
          : whenFalse.at(inputs);
    }

    @Override
    public Formula slope(Input of) {
      return select(comparison, left, right, whenTrue.slope(of), whenFalse.slope(of));
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Select that
          && comparison == that.comparison
          && left.equals(that.left)
          && right.equals(that.right)
          && whenTrue.equals(that.whenTrue)
          && whenFalse.equals(that.whenFalse);
    }

    @Override
    public int hashCode() {
      return Objects.hash(comparison, left, right, whenTrue, whenFalse);
    }

    @Override
    public String toString() {
      String condition = left + " " + comparison + " " + right;
      return "(" + condition + " ? " + whenTrue + " : " + whenFalse + ")";
    }
  }

  /**
   * The value for these inputs, in double precision: the oracle that compiled kernels are tested
   * against.
   */
  double at(Map<String, Double> inputs);

  /** The partial derivative. */
  Formula slope(Input of);

  /** The gradient that reaches an input: this formula's slope times what comes from above. */
  default Formula gradient(Input of, Formula fromAbove) {
    return Simplification.product(fromAbove, slope(of));
  }

  /** The names of the inputs, in order of appearance. */
  default Set<String> inputs() {
    Set<String> names = new LinkedHashSet<>();
    collect(names);
    return names;
  }

  /**
   * This formula with other formulas in place of some of its inputs. Nothing is simplified: the
   * same operations are done in the same order.
   *
   * @param inputs by name; an input that is not among them stays
   */
  default Formula with(Map<String, Formula> inputs) {
    if (this instanceof Input input) {
      return inputs.getOrDefault(input.name(), input);
    } else if (this instanceof Unary unary) {
      return new Unary(unary.operation(), unary.argument().with(inputs));
    } else if (this instanceof Binary binary) {
      return new Binary(
          binary.operation(), binary.left().with(inputs), binary.right().with(inputs));
    } else if (this instanceof Select select) {
      return new Select(
          select.comparison(),
          select.left().with(inputs),
          select.right().with(inputs),
          select.whenTrue().with(inputs),
          select.whenFalse().with(inputs));
    }
    return this;
  }

  private void collect(Set<String> names) {
    if (this instanceof Input input) {
      names.add(input.name());
    } else if (this instanceof Unary unary) {
      unary.argument().collect(names);
    } else if (this instanceof Binary binary) {
      binary.left().collect(names);
      binary.right().collect(names);
    } else if (this instanceof Select select) {
      select.left().collect(names);
      select.right().collect(names);
      select.whenTrue().collect(names);
      select.whenFalse().collect(names);
    }
  }

  /** A number that is part of the function. */
  static Formula constant(double value) {
    return new Constant(value);
  }

  /** A value that is given: an array, or one of the layer's numbers. */
  static Input input(String name) {
    return new Input(name);
  }

  /** {@code left > right ? whenTrue : whenFalse}, or another comparison. */
  static Formula select(
      Comparison comparison, Formula left, Formula right, Formula whenTrue, Formula whenFalse) {
    return whenTrue.equals(whenFalse)
        ? whenTrue
        : new Select(comparison, left, right, whenTrue, whenFalse);
  }

  /** The larger; NaN if either is; in a tie the slope of {@code b}. */
  static Formula max(Formula a, Formula b) {
    return new Binary(BinaryOperation.MAX, a, b);
  }

  /** The smaller; NaN if either is; in a tie the slope of {@code b}. */
  static Formula min(Formula a, Formula b) {
    return new Binary(BinaryOperation.MIN, a, b);
  }

  /** {@code max(x, 0)}, whose slope at 0 is 0. */
  static Formula relu(Formula x) {
    return max(x, ZERO);
  }

  /** {@code |x|}. */
  static Formula abs(Formula x) {
    return new Unary(UnaryOperation.ABS, x);
  }

  /** {@code √x}. */
  static Formula sqrt(Formula x) {
    return new Unary(UnaryOperation.SQRT, x);
  }

  /** {@code e^x}. */
  static Formula exp(Formula x) {
    return new Unary(UnaryOperation.EXP, x);
  }

  /** {@code e^x - 1}, exact near 0. */
  static Formula expm1(Formula x) {
    return new Unary(UnaryOperation.EXPM1, x);
  }

  /** The natural logarithm. */
  static Formula log(Formula x) {
    return new Unary(UnaryOperation.LOG, x);
  }

  /** {@code log(1 + x)}, exact near 0. */
  static Formula log1p(Formula x) {
    return new Unary(UnaryOperation.LOG1P, x);
  }

  /** The hyperbolic tangent. */
  static Formula tanh(Formula x) {
    return new Unary(UnaryOperation.TANH, x);
  }

  /** The error function. */
  static Formula erf(Formula x) {
    return new Unary(UnaryOperation.ERF, x);
  }

  /** {@code 1 - erf(x)}, exact where erf is near 1. */
  static Formula erfc(Formula x) {
    return new Unary(UnaryOperation.ERFC, x);
  }

  /**
   * The sine; NaN beyond 2<sup>17</sup> in float32, and beyond 2<sup>40</sup> in float64, where
   * neighbouring numbers are far apart.
   */
  static Formula sin(Formula x) {
    return new Unary(UnaryOperation.SIN, x);
  }

  /** The cosine; NaN where {@link #sin} is. */
  static Formula cos(Formula x) {
    return new Unary(UnaryOperation.COS, x);
  }

  /** {@code 1 / (1 + e^-x)}, in each half with the exponential that cannot overflow there. */
  static Formula sigmoid(Formula x) {
    Formula exp = exp(select(Comparison.LESS, x, ZERO, x, x.negated()));
    return select(Comparison.LESS, x, ZERO, exp, ONE).dividedBy(ONE.plus(exp));
  }

  /** {@code log(1 + e^x)}, in each half with the exponential that cannot overflow there. */
  static Formula softplus(Formula x) {
    Formula logarithm = log1p(exp(select(Comparison.GREATER, x, ZERO, x.negated(), x)));
    return select(Comparison.GREATER, x, ZERO, x.plus(logarithm), logarithm);
  }

  /** {@code this + other}. */
  default Formula plus(Formula other) {
    return new Binary(BinaryOperation.ADD, this, other);
  }

  /** {@code this - other}. */
  default Formula minus(Formula other) {
    return new Binary(BinaryOperation.SUBTRACT, this, other);
  }

  /** {@code this · other}. */
  default Formula times(Formula other) {
    return ONE.equals(other)
        ? this
        : ONE.equals(this) ? other : new Binary(BinaryOperation.MULTIPLY, this, other);
  }

  /** {@code this / other}. */
  default Formula dividedBy(Formula other) {
    return new Binary(BinaryOperation.DIVIDE, this, other);
  }

  /** {@code this²}. */
  default Formula squared() {
    return times(this);
  }

  /** {@code -this}. */
  default Formula negated() {
    return times(constant(-1));
  }
}
