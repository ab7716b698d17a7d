package dev.sarvi.kernel;

import java.lang.invoke.MethodHandles;

/**
 * What a plain loop is compiled from: the functions, and a formula's selects in a form without
 * branches. Random signs make a branch cost 5 ns; masks cost 1. (In the functions themselves, where
 * nearly all selects go one way, branches are faster.)
 */
final class FloatSelects extends FloatFunctions {
  private FloatSelects() {}

  static MethodHandles.Lookup lookup() {
    return MethodHandles.lookup();
  }

  /** {@code a < b ? yes : no}. */
  static float less(float a, float b, float yes, float no) {
    return ifNegative(a - b, yes, no);
  }

  /** {@code a <= b ? yes : no}. */
  static float lessOrEqual(float a, float b, float yes, float no) {
    return ifNegative(b - a, no, ifNumber(Math.min(a, b), yes, no));
  }

  /** {@code a > b ? yes : no}. */
  static float greater(float a, float b, float yes, float no) {
    return less(b, a, yes, no);
  }

  /** {@code a >= b ? yes : no}. */
  static float greaterOrEqual(float a, float b, float yes, float no) {
    return lessOrEqual(b, a, yes, no);
  }

  /**
   * {@code difference < 0 ? yes : no}. The difference of numbers is 0 only where they are equal,
   * and NaN where one is NaN or both are the same infinity: neither is negative.
   */
  private static float ifNegative(float difference, float yes, float no) {
    var bits = Float.floatToRawIntBits(difference + 0f); // -0 becomes 0
    // Of the bits with a sign, those of NaNs lie so high that they lose it in this sum.
    var sum = bits + (Float.floatToRawIntBits(Float.MIN_NORMAL) - 1);
    var mask = (bits & sum) >> (Float.SIZE - 1);
    var otherwise = Float.floatToRawIntBits(no);
    var changes = otherwise ^ Float.floatToRawIntBits(yes);
    return Float.intBitsToFloat(otherwise ^ (changes & mask));
  }

  /** {@code yes} unless x is NaN. */
  private static float ifNumber(float x, float yes, float no) {
    return ifNegative(Math.min(x, -1f), yes, no);
  }
}
