package dev.sarvi.kernel.vector;

import dev.sarvi.kernel.FloatLoop;
import dev.sarvi.kernel.LoopTemplate;
import java.util.function.Supplier;
import jdk.incubator.vector.FloatVector;

/** Where {@code float} formulas are compiled for SIMD. */
public final class FloatVectorTemplate implements Supplier<LoopTemplate> {
  @Override
  public LoopTemplate get() {
    return new LoopTemplate(
        FloatLoop.class,
        FloatVectorLanes.lookup(),
        FloatVector.class,
        float.class,
        FloatVector.SPECIES_PREFERRED.length(),
        VectorOperations.of(FloatVectorLanes.class, FloatVector.class));
  }
}
