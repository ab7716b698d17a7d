package dev.sarvi.formula;

import java.util.Locale;

/** The functions of one argument, each with its derivative. */
public enum UnaryOperation {
  /** {@code |x|}; slope 0 at 0. */
  ABS {
    @Override
    public double at(double x) {
      return Math.abs(x);
    }

    @Override
    Formula slope(Formula x) {
      Formula below =
          Formula.select(Comparison.LESS, x, Formula.ZERO, Formula.constant(-1), Formula.ZERO);
      return Formula.select(Comparison.GREATER, x, Formula.ZERO, Formula.ONE, below);
    }
  },
  /** {@code √x}. */
  SQRT {
    @Override
    public double at(double x) {
      return Math.sqrt(x);
    }

    @Override
    Formula slope(Formula x) {
      return Formula.constant(0.5).dividedBy(Formula.sqrt(x));
    }
  },
  /** {@code e^x}. */
  EXP {
    @Override
    public double at(double x) {
      return StrictMath.exp(x);
    }

    @Override
    Formula slope(Formula x) {
      return Formula.exp(x);
    }
  },
  /** {@code e^x - 1}. */
  EXPM1 {
    @Override
    public double at(double x) {
      return StrictMath.expm1(x);
    }

    @Override
    Formula slope(Formula x) {
      return Formula.exp(x);
    }
  },
  /** The natural logarithm. */
  LOG {
    @Override
    public double at(double x) {
      return StrictMath.log(x);
    }

    @Override
    Formula slope(Formula x) {
      return Formula.ONE.dividedBy(x);
    }
  },
  /** {@code log(1 + x)}. */
  LOG1P {
    @Override
    public double at(double x) {
      return StrictMath.log1p(x);
    }

    @Override
    Formula slope(Formula x) {
      return Formula.ONE.dividedBy(Formula.ONE.plus(x));
    }
  },
  /** The hyperbolic tangent. */
  TANH {
    @Override
    public double at(double x) {
      return StrictMath.tanh(x);
    }

    @Override
    Formula slope(Formula x) {
      return Formula.ONE.minus(Formula.tanh(x).times(Formula.tanh(x)));
    }
  },
  /** The error function. */
  ERF {
    @Override
    public double at(double x) {
      return ErrorFunction.at(x);
    }

    @Override
    Formula slope(Formula x) {
      return Formula.exp(x.times(x).negated()).times(Formula.constant(2 / Math.sqrt(Math.PI)));
    }
  },
  /** {@code 1 - erf(x)}, exact where erf is near 1. */
  ERFC {
    @Override
    public double at(double x) {
      return ErrorFunction.complementAt(x);
    }

    @Override
    Formula slope(Formula x) {
      return ERF.slope(x).negated();
    }
  },
  /** The sine. */
  SIN {
    @Override
    public double at(double x) {
      return StrictMath.sin(x);
    }

    @Override
    Formula slope(Formula x) {
      return Formula.cos(x);
    }
  },
  /** The cosine. */
  COS {
    @Override
    public double at(double x) {
      return StrictMath.cos(x);
    }

    @Override
    Formula slope(Formula x) {
      return Formula.sin(x).negated();
    }
  };

  /** The value in double precision. */
  public abstract double at(double x);

  /** The derivative at x. */
  abstract Formula slope(Formula x);

  /** As in code: {@code expm1}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
