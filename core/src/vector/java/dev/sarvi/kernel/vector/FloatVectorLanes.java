package dev.sarvi.kernel.vector;

import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LE;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.LT;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Those operations of {@code FloatLanes} that its functions are made of, on a vector; never one
 * whose bits depend on the JIT. No method calls another of ours except by its handle: see {@link
 * InlinedCalls}.
 */
class FloatVectorLanes {
  static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

  /** Of their bits. */
  static final VectorSpecies<?> BITS = FloatVector.zero(SPECIES).reinterpretAsInts().species();

  /**
   * What selects and stores cast to. Their calls are virtual; C2 must know the class, or it would
   * need a profile, which it may not have yet when it comes to the first loop: that would allocate
   * for ever.
   */
  static final Class<? extends FloatVector> TYPE = FloatVector.zero(SPECIES).getClass();

  private static final int FRACTION_BITS = -Math.getExponent(Math.ulp(1f));
  private static final float UNIT_STEPS = 1f / Math.ulp(1f);
  private static final float ROUNDER = 1.5f * UNIT_STEPS;
  private static final float SQRT_HALF = 0.7071068f;

  static final MethodHandle less = InlinedCalls.of(MethodHandles.lookup(), "less");
  static final MethodHandle lessOrEqual = InlinedCalls.of(MethodHandles.lookup(), "lessOrEqual");
  static final MethodHandle greater = InlinedCalls.of(MethodHandles.lookup(), "greater");
  static final MethodHandle copySign = InlinedCalls.of(MethodHandles.lookup(), "copySign");
  static final MethodHandle nearestInteger =
      InlinedCalls.of(MethodHandles.lookup(), "nearestInteger");
  static final MethodHandle powerOfTwo = InlinedCalls.of(MethodHandles.lookup(), "powerOfTwo");
  static final MethodHandle exponent = InlinedCalls.of(MethodHandles.lookup(), "exponent");

  FloatVectorLanes() {}

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

  static FloatVector abs(FloatVector a) {
    return a.abs();
  }

  static FloatVector less(FloatVector a, FloatVector b, FloatVector yes, FloatVector no) {
    return TYPE.cast(no).blend(yes, TYPE.cast(a).compare(LT, b));
  }

  static FloatVector lessOrEqual(FloatVector a, FloatVector b, FloatVector yes, FloatVector no) {
    return TYPE.cast(no).blend(yes, TYPE.cast(a).compare(LE, b));
  }

  static FloatVector greater(FloatVector a, FloatVector b, FloatVector yes, FloatVector no) {
    return TYPE.cast(no).blend(yes, TYPE.cast(a).compare(GT, b));
  }

  static FloatVector copySign(FloatVector magnitude, FloatVector sign) {
    var signBit = FloatVector.broadcast(SPECIES, -0f).reinterpretAsInts();
    var magnitudeBits = magnitude.abs().reinterpretAsInts();
    return magnitudeBits.or(sign.reinterpretAsInts().and(signBit)).reinterpretAsFloats();
  }

  static FloatVector nearestInteger(FloatVector x) {
    return x.add(FloatVector.broadcast(SPECIES, ROUNDER))
        .sub(FloatVector.broadcast(SPECIES, ROUNDER));
  }

  static FloatVector powerOfTwo(FloatVector n) {
    var bits =
        n.add(FloatVector.broadcast(SPECIES, ROUNDER + Float.MAX_EXPONENT)).reinterpretAsInts();
    return bits.lanewise(LSHL, FRACTION_BITS).reinterpretAsFloats();
  }

  static FloatVector exponent(FloatVector x) {
    var bits =
        x.reinterpretAsInts().sub(FloatVector.broadcast(SPECIES, SQRT_HALF).reinterpretAsInts());
    var biased =
        bits.add(FloatVector.broadcast(SPECIES, 1f).reinterpretAsInts())
            .lanewise(LSHR, FRACTION_BITS);
    return biased
        .or(FloatVector.broadcast(SPECIES, UNIT_STEPS).reinterpretAsInts())
        .reinterpretAsFloats()
        .sub(FloatVector.broadcast(SPECIES, UNIT_STEPS + Float.MAX_EXPONENT));
  }
}
