package dev.sarvi.kernel;

import static dev.sarvi.kernel.CoefficientsOfFloat.*;

import java.lang.invoke.MethodHandles;

/**
 * All that a formula is compiled into, on one float: the operations of lanes, and here the
 * functions that are made of them. So they have the same bits in vectors too, whose form the build
 * makes from this text: {@code FloatVector} is put for {@code float}. Every lane goes through all
 * of a function and selects at the end; nothing branches, nothing is looked up.
 *
 * <p>For the sake of that form: the first argument of {@code fma} is a variable, and calls are not
 * nested deeper than here (see {@code InlinedCalls}).
 */
class FloatFunctions extends FloatLanes {
  /** Below it an exponential is no normal number. */
  private static final float LOWEST_OF_NORMAL_EXP = LN2_HIGH * Float.MIN_EXPONENT;

  FloatFunctions() {}

  static MethodHandles.Lookup lookup() {
    return MethodHandles.lookup();
  }

  /** {@code e^x}. */
  static float exp(float x) {
    float bounded = between(all(LOWEST_OF_EXP), x, all(HIGHEST_OF_EXP));
    float n = nearestInteger(multiply(bounded, all(INVERSE_LN2)));
    float r = remainder(bounded, n);
    float power = expNear0(r, expm1Tail(r));
    return timesPowerOfTwo(power, n);
  }

  /** {@code e^x} for x up to 0, with 0 for what is no normal number. */
  static float expOfNegative(float x) {
    float n = nearestInteger(multiply(x, all(INVERSE_LN2)));
    float r = remainder(x, n);
    float power = multiply(expNear0(r, expm1Tail(r)), powerOfTwo(n));
    return less(x, all(LOWEST_OF_NORMAL_EXP), all(0f), power);
  }

  /** {@code e^x - 1}. */
  static float expm1(float x) {
    float bounded = between(all(-40f), x, all(HIGHEST_OF_EXP));
    float n = nearestInteger(multiply(bounded, all(INVERSE_LN2)));
    // Half of 2^n, because 2^n may be too large where the result is not.
    float scale = powerOfTwo(subtract(n, all(1f)));
    float r = remainder(bounded, n);
    float square = multiply(r, r);
    float near0 = fma(square, expm1Tail(r), r);
    float half = fma(scale, near0, subtract(scale, all(0.5f)));
    return less(abs(x), all(0x1p-54f), x, add(half, half));
  }

  /** The natural logarithm. */
  static float log(float x) {
    // Subnormal numbers are made normal; with some more, so that 2^-n is no infinity either.
    float normal = less(x, all(0x1p-100f), multiply(x, all(0x1p54f)), x);
    float shift = less(x, all(0x1p-100f), all(54f), all(0f));
    float n = exponent(normal);
    float scaled = multiply(normal, powerOfTwo(subtract(all(2f), n)));
    float f = fma(scaled, all(0.25f), all(-1f));
    return atEdges(x, logOf(subtract(n, shift), f));
  }

  /** {@code log(1 + x)}. */
  static float log1p(float x) {
    float sum = add(all(1f), x);
    float n = exponent(sum);
    // (1 + x)·2^-n - 1 without the error of 1 + x; with a factor 4, because 2^-n may be too small.
    float scale = powerOfTwo(subtract(all(2f), n));
    float f = multiply(fma(x, scale, subtract(scale, all(4f))), all(0.25f));
    return less(abs(x), all(0x1p-54f), x, atEdges(sum, logOf(n, f)));
  }

  /** The hyperbolic tangent. */
  static float tanh(float x) {
    float a = abs(x);
    float z = multiply(a, a);
    float cube = multiply(a, z);
    float near0 = fma(cube, tanhTail(z), a);
    float doubled = add(a, a);
    float e = expOfModerate(greater(doubled, all(40f), all(40f), doubled));
    float far = subtract(all(1f), divide(all(2f), add(e, all(1f))));
    return copySign(less(a, all(0.55f), near0, far), x);
  }

  /** {@code e^(x²)·erfc(|x|)}, where that is not 0. */
  static float scaledErfc(float x) {
    float bounded = boundedForErfc(x);
    float sum = add(bounded, all(CENTER_OF_ERFC));
    float q = divide(subtract(bounded, all(CENTER_OF_ERFC)), sum);
    return divide(scaledErfcByQuotient(q), sum);
  }

  /** {@code e^(-x²)·y}, of the exact square. */
  static float timesExpOfNegatedSquare(float x, float y) {
    float bounded = boundedForErfc(x);
    float opposite = multiply(bounded, all(-1f));
    float negated = multiply(bounded, opposite);
    float lost = fma(bounded, opposite, multiply(bounded, bounded));
    float n = nearestInteger(multiply(negated, all(INVERSE_LN2)));
    float r = add(remainder(negated, n), lost);
    float square = multiply(r, r);
    float near0 = fma(square, expm1Tail(r), r);
    return timesPowerOfTwo(fma(y, near0, y), n);
  }

  /** {@code erf(x)}, of {@code erfc(|x|)}, which tells where that is not near 1. */
  static float erfByTail(float x, float tail) {
    float a = abs(x);
    float near0 = fma(a, erfTail(multiply(a, a)), a);
    return copySign(less(a, all(0.95f), near0, subtract(all(1f), tail)), x);
  }

  /** {@code erfc(x)}, of {@code erfc(|x|)}, which tells where that is not near 1. */
  static float erfcByTail(float x, float tail) {
    float near1 = subtract(all(1f), fma(x, erfTail(multiply(x, x)), x));
    float far = less(x, all(0f), subtract(all(2f), tail), tail);
    return less(abs(x), all(0.47f), near1, far);
  }

  /** The sine. */
  static float sin(float x) {
    float n = nearestInteger(multiply(x, all(TWO_OVER_PI)));
    float sine = sineAfterTurns(n, remainderOfTurns(x, n));
    float bounded = lessOrEqual(abs(x), all(END_OF_SIN), sine, all(Float.NaN));
    return less(abs(x), all(0x1p-54f), x, bounded);
  }

  /** The cosine: a quarter turn ahead of the sine. */
  static float cos(float x) {
    float n = nearestInteger(multiply(x, all(TWO_OVER_PI)));
    float sine = sineAfterTurns(add(n, all(1f)), remainderOfTurns(x, n));
    return lessOrEqual(abs(x), all(END_OF_SIN), sine, all(Float.NaN));
  }

  /** The r of {@code x = n·π/2 + r}: the first difference is exact. */
  private static float remainderOfTurns(float x, float n) {
    float high = fma(n, all(-HALF_PI_HIGH), x);
    return fma(n, all(-HALF_PI_LOW), fma(n, all(-HALF_PI_MIDDLE), high));
  }

  /** {@code sin(n·π/2 + r)}. */
  private static float sineAfterTurns(float n, float r) {
    float turn = subtract(n, multiply(nearestInteger(multiply(n, all(0.25f))), all(4f)));
    float z = multiply(r, r);
    float cube = multiply(r, z);
    float sine = fma(cube, sinTail(z), r);
    float half = multiply(z, all(0.5f));
    float near1 = subtract(all(1f), half);
    float square = multiply(z, z);
    float lost = subtract(subtract(all(1f), near1), half);
    float cosine = add(near1, fma(square, cosTail(z), lost));
    float distance = abs(subtract(abs(turn), all(1f)));
    float value = less(distance, all(0.5f), cosine, sine);
    float negative = multiply(value, all(-1f));
    float ahead = less(turn, all(-0.5f), negative, value);
    return greater(turn, all(1.5f), negative, ahead);
  }

  /** {@code e^x} where neither it nor 2^n leaves the normal numbers. */
  private static float expOfModerate(float x) {
    float n = nearestInteger(multiply(x, all(INVERSE_LN2)));
    float r = remainder(x, n);
    return multiply(expNear0(r, expm1Tail(r)), powerOfTwo(n));
  }

  /** In two steps, because 2^n itself may be too large or too small; only the second one rounds. */
  private static float timesPowerOfTwo(float x, float n) {
    float half = nearestInteger(multiply(n, all(0.5f)));
    return multiply(multiply(x, powerOfTwo(half)), powerOfTwo(subtract(n, half)));
  }

  /** {@code 1 + r + r²·tail}. */
  private static float expNear0(float r, float tail) {
    float slope = fma(r, tail, all(1f));
    return fma(r, slope, all(1f));
  }

  /** The r of {@code x = n·ln 2 + r}: exact but for its last rounding. */
  private static float remainder(float x, float n) {
    return fma(n, all(-LN2_LOW), fma(n, all(-LN2_HIGH), x));
  }

  /** {@code log((1 + f)·2^n)} for 1 + f from √½ to √2, summed in the order of fdlibm's e_log.c. */
  private static float logOf(float n, float f) {
    float s = divide(f, add(f, all(2f)));
    float z = multiply(s, s);
    float halfSquare = multiply(multiply(f, f), all(0.5f));
    float tail = fma(s, fma(z, logTail(z), halfSquare), multiply(n, all(LN2_LOW)));
    return fma(n, all(LN2_HIGH), subtract(f, subtract(halfSquare, tail)));
  }

  /** The logarithm of x, or what it is where x is not positive and finite. */
  private static float atEdges(float x, float logarithm) {
    float notPositive = less(x, all(0f), all(Float.NaN), all(Float.NEGATIVE_INFINITY));
    float notFinite = less(x, all(Float.POSITIVE_INFINITY), logarithm, x);
    return lessOrEqual(x, all(0f), notPositive, notFinite);
  }

  /** The size of x, or where erfc is 0 if that is less. */
  private static float boundedForErfc(float x) {
    float size = abs(x);
    return greater(size, all(END_OF_ERFC), all(END_OF_ERFC), size);
  }

  /** x moved between two bounds; NaN stays. */
  private static float between(float low, float x, float high) {
    float raised = less(x, low, low, x);
    return greater(raised, high, high, raised);
  }
}
