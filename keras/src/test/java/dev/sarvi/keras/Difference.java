package dev.sarvi.keras;

import dev.sarvi.tensor.Tensor;
import java.util.List;
import java.util.Locale;

/**
 * How far two results are apart, relative to their size, and where.
 *
 * @param size 0 if they are the same
 * @param where what was compared
 */
record Difference(double size, String where) {
  static final Difference NONE = new Difference(0, "nothing");

  /** Of all numbers, each relative to the expected one, or to the largest where that is small. */
  static Difference of(Tensor actual, Tensor expected, String what) {
    double largest = 0;
    for (int i = 0; i < expected.size(); i++) {
      double value = Math.abs(expected.at(i));
      largest = value < 1e6 ? Math.max(largest, value) : largest;
    }
    Difference difference = NONE;
    for (int i = 0; i < expected.size(); i++) {
      double e = expected.at(i);
      double scale = Math.max(Math.abs(e), Math.min(1, largest));
      boolean finite = Double.isFinite(e) && scale > 0;
      double size = finite ? Math.abs(e - actual.at(i)) / scale : 0;
      difference = difference.or(new Difference(size, what + " at " + i));
    }
    return difference;
  }

  Difference or(Difference other) {
    return other.size > size ? other : this;
  }

  /**
   * As tables state it: the smallest of 1e-7, 2e-7, 5e-7, 1e-6, ... that is at least twice its
   * size, so that another order of summation does not make the table wrong.
   */
  String bound() {
    for (int exponent = -7; exponent < 3; exponent++) {
      for (int digit : List.of(1, 2, 5)) {
        String bound = String.format(Locale.ROOT, "%de%d", digit, exponent);
        if (2 * size <= Double.parseDouble(bound)) {
          return bound;
        }
      }
    }
    return "inf";
  }
}
