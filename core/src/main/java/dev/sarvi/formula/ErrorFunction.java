package dev.sarvi.formula;

/** erf and erfc in double precision, slowly: Java has none, and formulas need an oracle. */
final class ErrorFunction {
  /** Up to here erfc is so large that it may be the difference from erf. */
  private static final int SERIES_END = 1;

  /** From here on erfc is 0. */
  private static final int TAIL_END = 28;

  private ErrorFunction() {}

  static double at(double x) {
    if (Double.isNaN(x)) {
      return x;
    }
    double size = Math.abs(x);
    return Math.copySign(size < SERIES_END ? series(size) : 1 - tail(size), x);
  }

  /** {@code 1 - erf(x)}. */
  static double complementAt(double x) {
    return x < SERIES_END ? 1 - at(x) : tail(x);
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

  /** erfc by the continued fraction, Abramowitz and Stegun 7.1.14. */
  private static double tail(double x) {
    if (x >= TAIL_END) {
      return 0;
    }
    double fraction = x;
    for (int n = (int) (200 / x); n > 0; n--) {
      fraction = x + n / 2.0 / fraction;
    }
    return StrictMath.exp(-x * x) / (Math.sqrt(Math.PI) * fraction);
  }
}
