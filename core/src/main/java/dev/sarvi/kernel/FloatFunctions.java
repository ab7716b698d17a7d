package dev.sarvi.kernel;

import static dev.sarvi.kernel.CoefficientsOfFloat.*;
import static dev.sarvi.kernel.FloatLanes.*;

/**
 * Exponentials, logarithms, tanh and erf in terms of lanes alone, so that the build can make the
 * vector form from this file: it puts {@code FloatVector} for {@code float}. Every lane goes
 * through all of a function and selects at the end; nothing branches, nothing is looked up.
 */
final class FloatFunctions {
  private FloatFunctions() {}

  /** {@code e^x}. */
  static float exp(float x) {
    float bounded = between(lowestOfExp(), x, highestOfExp());
    float n = halvings(bounded);
    float power = expNear0(remainder(bounded, n));
    // In two steps, because 2^n itself may be too large or too small; only the second one rounds.
    float half = nearestInteger(multiply(n, all(0.5f)));
    return multiply(multiply(power, powerOfTwo(half)), powerOfTwo(subtract(n, half)));
  }

  /** {@code e^x - 1}. */
  static float expm1(float x) {
    float bounded = between(all(-40f), x, highestOfExp());
    float n = halvings(bounded);
    // Half of 2^n, because 2^n may be too large where the result is not.
    float scale = powerOfTwo(subtract(n, all(1f)));
    float half = fma(scale, expm1Near0(remainder(bounded, n)), subtract(scale, all(0.5f)));
    return less(abs(x), all(0x1p-54f), x, add(half, half));
  }

  /** The natural logarithm. */
  static float log(float x) {
    // Subnormal numbers are made normal; with some more, so that 2^-n is no infinity either.
    float normal = less(x, all(0x1p-100f), multiply(x, all(0x1p54f)), x);
    float shift = less(x, all(0x1p-100f), all(54f), all(0f));
    float n = exponent(normal);
    float f = fma(multiply(normal, powerOfTwo(subtract(all(2f), n))), all(0.25f), all(-1f));
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
    return tanhOf(x, expOfModerate(tanhExponent(x)));
  }

  /** The exponent of the exponential in tanh. */
  static float tanhExponent(float x) {
    float a = abs(x);
    float doubled = add(a, a);
    return greater(doubled, all(40f), all(40f), doubled);
  }

  /** tanh of x, given {@code e^tanhExponent(x)}. */
  static float tanhOf(float x, float e) {
    float a = abs(x);
    float z = multiply(a, a);
    float near0 = fma(multiply(a, z), tanhTail(z), a);
    float far = subtract(all(1f), divide(all(2f), add(e, all(1f))));
    return copySign(less(a, all(0.55f), near0, far), x);
  }

  /** The error function. */
  static float erf(float x) {
    return erfOf(x, expOfModerate(erfExponent(x)));
  }

  /** The exponent of the exponential in erf: the logarithm of 1 - erf(|x|). */
  static float erfExponent(float x) {
    float a = abs(x);
    return logOfErfc(greater(a, endOfErf(), endOfErf(), a));
  }

  /** erf of x, given {@code e^erfExponent(x)}. */
  static float erfOf(float x, float complement) {
    float a = abs(x);
    float near0 = fma(a, erfTail(multiply(a, a)), a);
    return copySign(less(a, all(0.95f), near0, subtract(all(1f), complement)), x);
  }

  /** {@code e^x} where neither it nor 2^n leaves the normal numbers. */
  static float expOfModerate(float x) {
    float n = halvings(x);
    return multiply(expNear0(remainder(x, n)), powerOfTwo(n));
  }

  /** The n of {@code e^x = e^r·2^n} with the smallest r. */
  private static float halvings(float x) {
    return nearestInteger(multiply(x, inverseLn2()));
  }

  /** The r of {@code x = n·ln 2 + r}: exact but for its last rounding. */
  private static float remainder(float x, float n) {
    return fma(n, negate(ln2Low()), fma(n, negate(ln2High()), x));
  }

  private static float expNear0(float r) {
    return fma(fma(expm1Tail(r), r, all(1f)), r, all(1f));
  }

  private static float expm1Near0(float r) {
    return fma(multiply(r, r), expm1Tail(r), r);
  }

  /** {@code log((1 + f)·2^n)} for 1 + f from √½ to √2, summed in the order of fdlibm's e_log.c. */
  private static float logOf(float n, float f) {
    float s = divide(f, add(f, all(2f)));
    float z = multiply(s, s);
    float halfSquare = multiply(multiply(f, f), all(0.5f));
    float tail = fma(s, fma(z, logTail(z), halfSquare), multiply(n, ln2Low()));
    return fma(n, ln2High(), subtract(f, subtract(halfSquare, tail)));
  }

  /** The logarithm of x, or what it is where x is not positive and finite. */
  private static float atEdges(float x, float logarithm) {
    float notPositive = less(x, all(0f), all(Float.NaN), all(Float.NEGATIVE_INFINITY));
    float notFinite = less(x, all(Float.POSITIVE_INFINITY), logarithm, x);
    return lessOrEqual(x, all(0f), notPositive, notFinite);
  }

  /** x moved between two bounds; NaN stays. */
  private static float between(float low, float x, float high) {
    float raised = less(x, low, low, x);
    return greater(raised, high, high, raised);
  }
}
