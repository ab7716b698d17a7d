package dev.sarvi.formula;

/** erf in double precision, slowly: Java has none, and formulas need an oracle. */
final class ErrorFunction {
  private static final int SERIES_END = 3;

  private ErrorFunction() {}

  static double at(double x) {
    if (Double.isNaN(x)) {
      return x;
    }
    double size = Math.abs(x);
    return Math.copySign(size < SERIES_END ? series(size) : 1 - tail(size), x);
  }

  /** Abramowitz and Stegun 7.1.6: all terms are positive, so nothing cancels. */
  private static double series(double x) {
    double term = x;
    double sum = x;
    for (int n = 1; term > sum * 1e-18; n++) {
      term *= 2 * x * x / (2 * n + 1);
      sum += term;
    }
    return 2 / Math.sqrt(Math.PI) * StrictMath.exp(-x * x) * sum;
  }

  /** 1 - erf(x) by the continued fraction, Abramowitz and Stegun 7.1.14. */
  private static double tail(double x) {
    double fraction = x;
    for (int n = 60; n > 0; n--) {
      fraction = x + n / 2.0 / fraction;
    }
    return StrictMath.exp(-x * x) / (Math.sqrt(Math.PI) * fraction);
  }
}
