package dev.sarvi.kernel.vector;

import java.util.function.IntSupplier;
import jdk.incubator.vector.FloatVector;

/** How many elements a vector holds on this machine. */
public final class FloatLaneCount implements IntSupplier {
  @Override
  public int getAsInt() {
    return FloatVector.SPECIES_PREFERRED.length();
  }
}
