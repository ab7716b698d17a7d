package dev.sarvi.keras;

import dev.sarvi.tensor.DType;

/** Distances in units of the last place of an element type. */
final class Ulps {
  private Ulps() {}

  /** How far a value is from another, in units of that one's last place; two NaNs are the same. */
  static double between(double value, double from, DType dtype) {
    if (value == from || (Double.isNaN(value) && Double.isNaN(from))) {
      return 0;
    }
    double distance = Math.abs(value - from) / of(from, dtype);
    return Double.isNaN(distance) ? Double.POSITIVE_INFINITY : distance;
  }

  /** The unit of the last place. */
  static double of(double value, DType dtype) {
    int fraction =
        switch (dtype) {
          case FLOAT64 -> 52;
          case FLOAT32 -> 23;
          case FLOAT16 -> 10;
          default -> 7;
        };
    int least =
        switch (dtype) {
          case FLOAT64 -> Double.MIN_EXPONENT;
          case FLOAT16 -> -14;
          default -> Float.MIN_EXPONENT;
        };
    return Math.scalb(1.0, Math.max(Math.getExponent(value), least) - fraction);
  }
}
