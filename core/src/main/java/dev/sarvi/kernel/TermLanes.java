package dev.sarvi.kernel;

/**
 * The operations of {@code FloatLanes} on terms: what is written in them gives the term of itself.
 */
class TermLanes {
  TermLanes() {}

  static Term all(double c) {
    return new Term.Constant(c);
  }

  static Term add(Term a, Term b) {
    return Term.call("add", a, b);
  }

  static Term subtract(Term a, Term b) {
    return Term.call("subtract", a, b);
  }

  static Term multiply(Term a, Term b) {
    return Term.call("multiply", a, b);
  }

  static Term divide(Term a, Term b) {
    return Term.call("divide", a, b);
  }

  static Term fma(Term a, Term b, Term c) {
    return Term.call("fma", a, b, c);
  }

  static Term abs(Term a) {
    return Term.call("abs", a);
  }

  static Term less(Term a, Term b, Term yes, Term no) {
    return Term.call("less", a, b, yes, no);
  }

  static Term lessOrEqual(Term a, Term b, Term yes, Term no) {
    return Term.call("lessOrEqual", a, b, yes, no);
  }

  static Term greater(Term a, Term b, Term yes, Term no) {
    return Term.call("greater", a, b, yes, no);
  }

  static Term copySign(Term magnitude, Term sign) {
    return Term.call("copySign", magnitude, sign);
  }

  static Term nearestInteger(Term x) {
    return Term.call("nearestInteger", x);
  }

  static Term powerOfTwo(Term n) {
    return Term.call("powerOfTwo", n);
  }

  static Term addToExponent(Term x, Term n) {
    return Term.call("addToExponent", x, n);
  }

  static Term timesPowerOfTwo(Term x, Term n) {
    return Term.call("timesPowerOfTwo", x, n);
  }

  static Term exponent(Term x) {
    return Term.call("exponent", x);
  }
}
