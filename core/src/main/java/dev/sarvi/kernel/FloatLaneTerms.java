package dev.sarvi.kernel;

import static dev.sarvi.kernel.Term.call;
import static dev.sarvi.kernel.TermLanes.add;
import static dev.sarvi.kernel.TermLanes.all;
import static dev.sarvi.kernel.TermLanes.subtract;

/**
 * Those operations of {@code FloatLanes} that are several operations of vectors. Bits are vectors
 * of integers, comparisons are masks.
 */
final class FloatLaneTerms {
  private static final float BIASED_UNIT_STEPS = FloatLanes.UNIT_STEPS + Float.MAX_EXPONENT;

  private FloatLaneTerms() {}

  static Term less(Term a, Term b, Term yes, Term no) {
    return call("blend", no, yes, call("isLess", a, b));
  }

  static Term lessOrEqual(Term a, Term b, Term yes, Term no) {
    return call("blend", no, yes, call("isLessOrEqual", a, b));
  }

  static Term greater(Term a, Term b, Term yes, Term no) {
    return call("blend", no, yes, call("isGreater", a, b));
  }

  static Term greaterOrEqual(Term a, Term b, Term yes, Term no) {
    return call("blend", no, yes, call("isGreaterOrEqual", a, b));
  }

  static Term copySign(Term magnitude, Term sign) {
    Term signBit = call("andBits", bits(sign), bits(all(-0f)));
    return ofBits(call("orBits", bits(TermLanes.abs(magnitude)), signBit));
  }

  static Term nearestInteger(Term x) {
    return subtract(add(x, all(FloatLanes.ROUNDER)), all(FloatLanes.ROUNDER));
  }

  static Term powerOfTwo(Term n) {
    return ofBits(call("toExponent", bits(n)));
  }

  static Term addToExponent(Term x, Term n) {
    return ofBits(call("addBits", bits(x), call("toExponent", bits(n))));
  }

  static Term timesPowerOfTwo(Term x, Term n) {
    Term half = call("halfBits", bits(n));
    Term scale = call("subtractBits", call("toExponent", half), bits(all(1f)));
    Term scaled = ofBits(call("addBits", bits(x), scale));
    Term rest = ofBits(call("toExponent", call("subtractBits", bits(n), half)));
    return TermLanes.fma(scaled, rest, subtract(x, x));
  }

  static Term exponent(Term x) {
    Term distance = call("subtractBits", bits(x), bits(all(FloatLanes.SQRT_HALF)));
    Term biased = call("fromExponent", call("addBits", distance, bits(all(1f))));
    Term number = ofBits(call("orBits", biased, bits(all(FloatLanes.UNIT_STEPS))));
    return subtract(number, all(BIASED_UNIT_STEPS));
  }

  private static Term bits(Term x) {
    return call("bits", x);
  }

  private static Term ofBits(Term bits) {
    return call("ofBits", bits);
  }
}
