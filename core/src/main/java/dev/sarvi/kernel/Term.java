package dev.sarvi.kernel;

import java.util.List;

/** A formula as loops know it: nothing but calls of lane operations. */
sealed interface Term {
  /** An input, by name. */
  record Slot(String name) implements Term {}

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
  record Call(String operation, List<Term> arguments) implements Term {}

  /** A call. */
  static Term call(String operation, Term... arguments) {
    return new Call(operation, List.of(arguments));
  }
}
