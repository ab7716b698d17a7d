package dev.sarvi.kernel.vector;

import jdk.incubator.vector.FloatVector;

final class Probe {
  static final int L = FloatVector.SPECIES_PREFERRED.length();

  private Probe() {}
}
