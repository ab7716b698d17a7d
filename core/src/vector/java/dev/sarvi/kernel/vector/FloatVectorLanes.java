package dev.sarvi.kernel.vector;

import static jdk.incubator.vector.VectorOperators.GE;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LE;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.LT;
import static jdk.incubator.vector.VectorOperators.SQRT;

import java.lang.invoke.MethodHandles;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** The operations of {@code FloatLanes} on a vector; never one whose bits depend on the JIT. */
final class FloatVectorLanes {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int FRACTION_BITS = -Math.getExponent(Math.ulp(1f));
  private static final float UNIT_STEPS = 1f / Math.ulp(1f);
  private static final float ROUNDER = 1.5f * UNIT_STEPS;
  private static final float SQRT_HALF = 0.7071068f;

  private FloatVectorLanes() {}

  static MethodHandles.Lookup lookup() {
    return MethodHandles.lookup();
  }

  static FloatVector all(float c) {
    return FloatVector.broadcast(SPECIES, c);
  }

  static FloatVector add(FloatVector a, FloatVector b) {
    return a.add(b);
  }

  static FloatVector subtract(FloatVector a, FloatVector b) {
    return a.sub(b);
  }

  static FloatVector multiply(FloatVector a, FloatVector b) {
    return a.mul(b);
  }

  static FloatVector divide(FloatVector a, FloatVector b) {
    return a.div(b);
  }

  static FloatVector fma(FloatVector a, FloatVector b, FloatVector c) {
    return a.fma(b, c);
  }

  static FloatVector sqrt(FloatVector a) {
    return a.lanewise(SQRT);
  }

  static FloatVector negate(FloatVector a) {
    return a.neg();
  }

  static FloatVector abs(FloatVector a) {
    return a.abs();
  }

  static FloatVector max(FloatVector a, FloatVector b) {
    return a.max(b);
  }

  static FloatVector min(FloatVector a, FloatVector b) {
    return a.min(b);
  }

  static FloatVector less(FloatVector a, FloatVector b, FloatVector yes, FloatVector no) {
    return no.blend(yes, a.compare(LT, b));
  }

  static FloatVector lessOrEqual(FloatVector a, FloatVector b, FloatVector yes, FloatVector no) {
    return no.blend(yes, a.compare(LE, b));
  }

  static FloatVector greater(FloatVector a, FloatVector b, FloatVector yes, FloatVector no) {
    return no.blend(yes, a.compare(GT, b));
  }

  static FloatVector greaterOrEqual(FloatVector a, FloatVector b, FloatVector yes, FloatVector no) {
    return no.blend(yes, a.compare(GE, b));
  }

  static FloatVector exp(FloatVector x) {
    return FloatVectorFunctions.exp(x);
  }

  static FloatVector expm1(FloatVector x) {
    return FloatVectorFunctions.expm1(x);
  }

  static FloatVector log(FloatVector x) {
    return FloatVectorFunctions.log(x);
  }

  static FloatVector log1p(FloatVector x) {
    return FloatVectorFunctions.log1p(x);
  }

  static FloatVector tanh(FloatVector x) {
    return FloatVectorFunctions.tanh(x);
  }

  static FloatVector tanhExponent(FloatVector x) {
    return FloatVectorFunctions.tanhExponent(x);
  }

  static FloatVector tanhOf(FloatVector x, FloatVector exponential) {
    return FloatVectorFunctions.tanhOf(x, exponential);
  }

  static FloatVector erf(FloatVector x) {
    return FloatVectorFunctions.erf(x);
  }

  static FloatVector erfExponent(FloatVector x) {
    return FloatVectorFunctions.erfExponent(x);
  }

  static FloatVector erfOf(FloatVector x, FloatVector exponential) {
    return FloatVectorFunctions.erfOf(x, exponential);
  }

  static FloatVector expOfModerate(FloatVector x) {
    return FloatVectorFunctions.expOfModerate(x);
  }

  static FloatVector copySign(FloatVector magnitude, FloatVector sign) {
    var signBit = all(-0f).reinterpretAsInts();
    var magnitudeBits = magnitude.abs().reinterpretAsInts();
    return magnitudeBits.or(sign.reinterpretAsInts().and(signBit)).reinterpretAsFloats();
  }

  static FloatVector nearestInteger(FloatVector x) {
    return x.add(all(ROUNDER)).sub(all(ROUNDER));
  }

  static FloatVector powerOfTwo(FloatVector n) {
    var bits = n.add(all(ROUNDER + Float.MAX_EXPONENT)).reinterpretAsInts();
    return bits.lanewise(LSHL, FRACTION_BITS).reinterpretAsFloats();
  }

  static FloatVector exponent(FloatVector x) {
    var bits = x.reinterpretAsInts().sub(all(SQRT_HALF).reinterpretAsInts());
    var biased = bits.add(all(1f).reinterpretAsInts()).lanewise(LSHR, FRACTION_BITS);
    return biased
        .or(all(UNIT_STEPS).reinterpretAsInts())
        .reinterpretAsFloats()
        .sub(all(UNIT_STEPS + Float.MAX_EXPONENT));
  }
}
