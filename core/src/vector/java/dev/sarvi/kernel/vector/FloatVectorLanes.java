package dev.sarvi.kernel.vector;

import java.lang.invoke.MethodHandles;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/** stub, replaced soon. */
final class FloatVectorLanes {
  private FloatVectorLanes() {}

  static MethodHandles.Lookup lookup() {
    return MethodHandles.lookup();
  }

  static FloatVector all(float c) {
    return FloatVector.broadcast(FloatVector.SPECIES_PREFERRED, c);
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

  static FloatVector max(FloatVector a, FloatVector b) {
    return a.max(b);
  }

  static FloatVector min(FloatVector a, FloatVector b) {
    return a.min(b);
  }

  static FloatVector greater(FloatVector a, FloatVector b, FloatVector yes, FloatVector no) {
    return no.blend(yes, a.compare(VectorOperators.GT, b));
  }
}
