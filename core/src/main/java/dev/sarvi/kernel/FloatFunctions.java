package dev.sarvi.kernel;

import static dev.sarvi.kernel.CoefficientsOfFloat.*;

import java.lang.invoke.MethodHandles;

/**
 * All that a formula is compiled into, on one float: the operations of lanes, and here the
 * functions that are made of them. So they have the same bits in vectors too: from this text the
 * build makes the terms that loops are compiled from ({@code Term} is put for {@code float}). Every
 * lane goes through all of a function and selects at the end; nothing branches, nothing is looked
 * up.
 */
class FloatFunctions extends FloatLanes {
  /** An integer that is added to it is placed for {@code powerOfTwo}. */
  private static final float BIASED = FloatLanes.ROUNDER + Float.MAX_EXPONENT;

  /** The same for {@code timesPowerOfTwo}. */
  private static final float TWICE_BIASED = BIASED + Float.MAX_EXPONENT;

  /** What is raised by so many powers of two does not become subnormal before its last rounding. */
  private static final int RAISED = (Float.MAX_EXPONENT + 1) / 2;

  private static final float BY_RAISED = Math.scalb(1f, -RAISED);

  FloatFunctions() {}

  static MethodHandles.Lookup lookup() {
    return MethodHandles.lookup();
  }

  /** {@code e^x}. */
  static float exp(float x) {
    float n = fma(x, all(INVERSE_LN2), all(TWICE_BIASED));
    float power = expNear0(remainder(x, subtract(n, all(TWICE_BIASED))));
    float notTooLow = less(x, all(LOWEST_OF_EXP), all(0f), timesPowerOfTwo(power, n));
    return greater(x, all(HIGHEST_OF_EXP), all(Float.POSITIVE_INFINITY), notTooLow);
  }

  /** {@code e^x} for x up to 0: in fewer operations the same. */
  static float expOfNegative(float x) {
    float n = fma(x, all(INVERSE_LN2), all(FloatLanes.ROUNDER + RAISED));
    float r = remainder(x, subtract(n, all(FloatLanes.ROUNDER + RAISED)));
    return less(x, all(LOWEST_OF_EXP), all(0f), lowered(expNear0(r), n));
  }

  /** {@code e^x - 1}. */
  static float expm1(float x) {
    float bounded = between(all(-40f), x, all(HIGHEST_OF_EXP));
    // Half of 2^n, because 2^n may be too large where the result is not.
    float n = fma(bounded, all(INVERSE_LN2), all(BIASED - 1));
    float scale = powerOfTwo(n);
    float near0 = expm1Near0(remainder(bounded, subtract(n, all(BIASED - 1))));
    float half = fma(scale, near0, subtract(scale, all(0.5f)));
    return less(abs(x), all(0x1p-54f), x, add(half, half));
  }

  /** The natural logarithm. */
  static float log(float x) {
    // Subnormal numbers are made normal; with some more, so that 2^-n is no infinity either.
    float normal = less(x, all(0x1p-100f), multiply(x, all(0x1p54f)), x);
    float shift = less(x, all(0x1p-100f), all(54f), all(0f));
    float n = exponent(normal);
    float scaled = multiply(normal, powerOfTwo(subtract(all(BIASED + 2), n)));
    float f = fma(scaled, all(0.25f), all(-1f));
    return atEdges(x, logOf(subtract(n, shift), f));
  }

  /** {@code log(1 + x)}. */
  static float log1p(float x) {
    float sum = add(all(1f), x);
    return less(abs(x), all(0x1p-54f), x, atEdges(sum, logOfSum(sum, x)));
  }

  /** {@code log(1 + x)} for x from 0 to 1: in fewer operations the same. */
  static float log1pOfFraction(float x) {
    return logOfSum(add(all(1f), x), x);
  }

  /** The logarithm of {@code 1 + x}, which is rounded in the sum. */
  private static float logOfSum(float sum, float x) {
    float n = exponent(sum);
    // (1 + x)·2^-n - 1 without the error of 1 + x; with a factor 4, because 2^-n may be too small.
    float scale = powerOfTwo(subtract(all(BIASED + 2), n));
    float f = multiply(fma(x, scale, subtract(scale, all(4f))), all(0.25f));
    return logOf(n, f);
  }

  /** The hyperbolic tangent. */
  static float tanh(float x) {
    float a = abs(x);
    float z = multiply(a, a);
    float near0 = fma(multiply(a, z), tanhTail(z), a);
    float doubled = add(a, a);
    float bounded = greater(doubled, all(40f), all(40f), doubled);
    float n = fma(bounded, all(INVERSE_LN2), all(BIASED));
    float power = expNear0(remainder(bounded, subtract(n, all(BIASED))));
    // Not one fma: with it C2 on JDK 17 boxes vectors where tanh's argument is computed (gelu).
    float sum = add(multiply(power, powerOfTwo(n)), all(1f));
    float far = subtract(all(1f), divide(all(2f), sum));
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
    float n = fma(negated, all(INVERSE_LN2), all(FloatLanes.ROUNDER + RAISED));
    float r = add(remainder(negated, subtract(n, all(FloatLanes.ROUNDER + RAISED))), lost);
    return lowered(fma(y, expm1Near0(r), y), n);
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

  /** {@code x·2^n} of {@code ROUNDER + RAISED + n}, for n up to 0; only the product rounds. */
  private static float lowered(float x, float n) {
    float nothing = subtract(x, x); // or NaN, which is lost where bits are added
    return fma(addToExponent(x, n), all(BY_RAISED), nothing);
  }

  /** {@code e^r}. */
  private static float expNear0(float r) {
    return fma(r, fma(r, expTail(r), all(1f)), all(1f));
  }

  /** {@code e^r - 1}. */
  private static float expm1Near0(float r) {
    return fma(multiply(r, r), expm1Tail(r), r);
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
