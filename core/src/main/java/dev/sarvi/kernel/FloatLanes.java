package dev.sarvi.kernel;

/**
 * Operations on one float. Loops have the same on a vector by {@code VectorOperations} and {@link
 * FloatLaneTerms}, rows those that they need by {@code FloatVectorLanes}; each gives the same bits
 * there: all are exact or correctly rounded.
 */
class FloatLanes {
  /** How many bits follow the leading 1 of a float. */
  private static final int FRACTION_BITS = -Math.getExponent(Math.ulp(1f));

  /** From here to its double, neighbouring floats differ by 1. */
  static final float UNIT_STEPS = 1f / Math.ulp(1f);

  /** In the middle of that range: what is added to it is rounded to an integer. */
  static final float ROUNDER = 1.5f * UNIT_STEPS;

  static final float SQRT_HALF = 0.7071068f;

  FloatLanes() {}

  /** The element at a place. */
  static float load(float[] array, int at) {
    return array[at];
  }

  static void store(float x, float[] array, int at) {
    array[at] = x;
  }

  /** The same number in all lanes. */
  static float all(float c) {
    return c;
  }

  static float add(float a, float b) {
    return a + b;
  }

  static float subtract(float a, float b) {
    return a - b;
  }

  static float multiply(float a, float b) {
    return a * b;
  }

  static float divide(float a, float b) {
    return a / b;
  }

  /** {@code a·b + c}, rounded once. */
  static float fma(float a, float b, float c) {
    return Math.fma(a, b, c);
  }

  @SuppressWarnings("cast") // which the double form does not need
  static float sqrt(float a) {
    return (float) Math.sqrt(a);
  }

  static float abs(float a) {
    return Math.abs(a);
  }

  /** The larger; NaN if either is; -0 is less than 0. */
  static float max(float a, float b) {
    return Math.max(a, b);
  }

  /** The smaller; NaN if either is; -0 is less than 0. */
  static float min(float a, float b) {
    return Math.min(a, b);
  }

  /** {@code a < b ? yes : no}. */
  static float less(float a, float b, float yes, float no) {
    return a < b ? yes : no;
  }

  /** {@code a <= b ? yes : no}. */
  static float lessOrEqual(float a, float b, float yes, float no) {
    return a <= b ? yes : no;
  }

  /** {@code a > b ? yes : no}. */
  static float greater(float a, float b, float yes, float no) {
    return a > b ? yes : no;
  }

  /** {@code a >= b ? yes : no}. */
  static float greaterOrEqual(float a, float b, float yes, float no) {
    return a >= b ? yes : no;
  }

  /** {@code magnitude} with the sign of {@code sign}. */
  static float copySign(float magnitude, float sign) {
    return Math.copySign(magnitude, sign);
  }

  /** The nearest integer, the even one in a tie, of what is smaller than {@code UNIT_STEPS / 2}. */
  static float nearestInteger(float x) {
    return (x + ROUNDER) - ROUNDER;
  }

  /** {@code 2^n}, a normal number, of {@code ROUNDER + MAX_EXPONENT + n}. */
  static float powerOfTwo(float n) {
    return Float.intBitsToFloat(Float.floatToRawIntBits(n) << FRACTION_BITS);
  }

  /** {@code x·2^n} of {@code ROUNDER + n}, of a normal number and giving one. */
  static float addToExponent(float x, float n) {
    var bits = Float.floatToRawIntBits(n) << FRACTION_BITS;
    return Float.intBitsToFloat(Float.floatToRawIntBits(x) + bits);
  }

  /**
   * {@code x·2^n} of {@code ROUNDER + 2·MAX_EXPONENT + n}, for x near 1, or NaN. In two steps,
   * because 2^n itself may be too large or too small; only the second one rounds.
   */
  static float timesPowerOfTwo(float x, float n) {
    var bits = Float.floatToRawIntBits(n);
    var half = bits >>> 1;
    var scale = (half << FRACTION_BITS) - Float.floatToRawIntBits(1f);
    var scaled = Float.intBitsToFloat(Float.floatToRawIntBits(x) + scale);
    var rest = Float.intBitsToFloat((bits - half) << FRACTION_BITS);
    return Math.fma(scaled, rest, subtract(x, x)); // NaN is lost where bits are added
  }

  /** The n of {@code x = m·2^n} with m from √½ to √2, of a positive normal number. */
  static float exponent(float x) {
    var bits = Float.floatToRawIntBits(x) - Float.floatToRawIntBits(SQRT_HALF);
    var biased = (bits + Float.floatToRawIntBits(1f)) >>> FRACTION_BITS;
    return Float.intBitsToFloat(biased | Float.floatToRawIntBits(UNIT_STEPS))
        - (UNIT_STEPS + Float.MAX_EXPONENT);
  }
}
