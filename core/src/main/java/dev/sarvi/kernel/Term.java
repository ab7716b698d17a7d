package dev.sarvi.kernel;

import java.util.List;
import java.util.Objects;

/**
 * A formula as loops know it: nothing but calls of lane operations. Equality is spelled out for the
 * sake of a program's start, as that of {@link dev.sarvi.formula.Formula}.
 */
sealed interface Term {
  /** An input, by name. */
  record Slot(String name) implements Term {
    @Override
    public boolean equals(Object other) {
      return other instanceof Slot that && name.equals(that.name);
    }

    @Override
    public int hashCode() {
      return name.hashCode();
    }
  }

  /** The same number in every lane. */
  record Constant(double value) implements Term {
    @Override
    public boolean equals(Object other) {
      return other instanceof Constant that
          && Double.doubleToLongBits(value) == Double.doubleToLongBits(that.value);
    }

    @Override
    public int hashCode() {
      return Double.hashCode(value);
    }
  }

  /** A lane operation. */
  record Call(String operation, List<Term> arguments) implements Term {
    @Override
    public boolean equals(Object other) {
      return other instanceof Call that
          && operation.equals(that.operation)
          && arguments.equals(that.arguments);
    }

    @Override
    public int hashCode() {
      return Objects.hash(operation, arguments);
    }
  }

  /** A call. */
  static Term call(String operation, Term... arguments) {
    return new Call(operation, List.of(arguments));
  }
}
