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
      return da.plus(db);
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
      return da.equals(Formula.ZERO) ? db.negated() : da.minus(db);
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
      return da.times(b).plus(a.times(db));
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
      if (db.equals(Formula.ZERO)) {
        return da.equals(Formula.ZERO) ? Formula.ZERO : da.dividedBy(b);
      }
      return da.minus(a.dividedBy(b).times(db)).dividedBy(b);
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

  String print(Formula a, Formula b) {
    return switch (this) {
      case ADD -> "(" + a + " + " + b + ")";
      case SUBTRACT -> "(" + a + " - " + b + ")";
      case MULTIPLY -> a + "·" + b;
      case DIVIDE -> a + "/" + (b instanceof Formula.Binary ? "(" + b + ")" : b);
      case MAX -> "max(" + a + ", " + b + ")";
      case MIN -> "min(" + a + ", " + b + ")";
    };
  }
}
