package dev.sarvi.formula;

/** The functions of two arguments, each with its derivative. */
public enum BinaryOperation {
  /** {@code a + b}. */
  ADD {
    @Override
    public double at(double a, double b) {
      return a + b;
    }

    @Override
    Formula slope(Formula a, Formula b, Formula da, Formula db) {
      return Simplification.sum(da, db);
    }
  },
  /** {@code a - b}. */
  SUBTRACT {
    @Override
    public double at(double a, double b) {
      return a - b;
    }

    @Override
    Formula slope(Formula a, Formula b, Formula da, Formula db) {
      return Simplification.difference(da, db);
    }
  },
  /** {@code a · b}. */
  MULTIPLY {
    @Override
    public double at(double a, double b) {
      return a * b;
    }

    @Override
    Formula slope(Formula a, Formula b, Formula da, Formula db) {
      return Simplification.sum(Simplification.product(da, b), Simplification.product(a, db));
    }
  },
  /** {@code a / b}. */
  DIVIDE {
    @Override
    public double at(double a, double b) {
      return a / b;
    }

    @Override
    Formula slope(Formula a, Formula b, Formula da, Formula db) {
      Formula throughB = Simplification.product(a.dividedBy(b), db);
      Formula sum = Simplification.difference(da, throughB);
      return Formula.ZERO.equals(sum) ? sum : sum.dividedBy(b);
    }
  },
  /** The larger, NaN if either is. */
  MAX {
    @Override
    public double at(double a, double b) {
      return Math.max(a, b);
    }

    @Override
    Formula slope(Formula a, Formula b, Formula da, Formula db) {
      return Formula.select(Comparison.GREATER, a, b, da, db);
    }
  },
  /** The smaller, NaN if either is. */
  MIN {
    @Override
    public double at(double a, double b) {
      return Math.min(a, b);
    }

    @Override
    Formula slope(Formula a, Formula b, Formula da, Formula db) {
      return Formula.select(Comparison.LESS, a, b, da, db);
    }
  };

  /** The value in double precision. */
  public abstract double at(double a, double b);

  /** The derivative, from those of the arguments. */
  abstract Formula slope(Formula a, Formula b, Formula da, Formula db);

  private static final Formula MINUS_ONE = Formula.constant(-1);

  String print(Formula a, Formula b) {
    return switch (this) {
      case ADD -> "(" + a + " + " + b + ")";
      case SUBTRACT -> "(" + a + " - " + b + ")";
      case MULTIPLY -> b.equals(MINUS_ONE) ? "-" + a : a + "·" + b;
      case DIVIDE -> a + "/" + (b instanceof Formula.Binary ? "(" + b + ")" : b);
      case MAX -> "max(" + a + ", " + b + ")";
      case MIN -> "min(" + a + ", " + b + ")";
    };
  }
}
