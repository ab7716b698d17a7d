package dev.sarvi.kernel.vector;

import java.lang.invoke.MethodHandles;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** What compiled loops over vectors refer to. */
final class FloatVectorLanes {
  static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

  /** Of their bits. */
  static final VectorSpecies<?> BITS = FloatVector.zero(SPECIES).reinterpretAsInts().species();

  /**
   * What results are cast to before they are stored. The call is virtual; C2 must know the class,
   * or it would need a profile, which it may not have yet when it comes to the first loop: that
   * would allocate for ever.
   */
  static final Class<? extends FloatVector> TYPE = FloatVector.zero(SPECIES).getClass();

  private FloatVectorLanes() {}

  static MethodHandles.Lookup lookup() {
    return MethodHandles.lookup();
  }
}
