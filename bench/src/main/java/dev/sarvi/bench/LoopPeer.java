package dev.sarvi.bench;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** The limit as a loop of the Vector API. */
final class LoopPeer extends StreamPeer {
  static final String NAME = "limit";

  private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;

  @Override
  boolean knowsTheWayBack() {
    return true;
  }

  @Override
  void copy(Object from, Object to, int start, int end) {
    if (from instanceof float[] floats) {
      copy(floats, (float[]) to, start, end);
    } else {
      copy((double[]) from, (double[]) to, start, end);
    }
  }

  @Override
  void sum(Object a, Object b, Object to, int start, int end) {
    if (a instanceof float[] floats) {
      sum(floats, (float[]) b, (float[]) to, start, end);
    } else {
      sum((double[]) a, (double[]) b, (double[]) to, start, end);
    }
  }

  private static void copy(float[] from, float[] to, int start, int end) {
    int i = start;
    for (; i <= end - FLOATS.length(); i += FLOATS.length()) {
      FloatVector.fromArray(FLOATS, from, i).intoArray(to, i);
    }
    for (; i < end; i++) {
      to[i] = from[i];
    }
  }

  private static void copy(double[] from, double[] to, int start, int end) {
    int i = start;
    for (; i <= end - DOUBLES.length(); i += DOUBLES.length()) {
      DoubleVector.fromArray(DOUBLES, from, i).intoArray(to, i);
    }
    for (; i < end; i++) {
      to[i] = from[i];
    }
  }

  private static void sum(float[] a, float[] b, float[] to, int start, int end) {
    int i = start;
    for (; i <= end - FLOATS.length(); i += FLOATS.length()) {
      FloatVector.fromArray(FLOATS, a, i).add(FloatVector.fromArray(FLOATS, b, i)).intoArray(to, i);
    }
    for (; i < end; i++) {
      to[i] = a[i] + b[i];
    }
  }

  private static void sum(double[] a, double[] b, double[] to, int start, int end) {
    int i = start;
    for (; i <= end - DOUBLES.length(); i += DOUBLES.length()) {
      DoubleVector.fromArray(DOUBLES, a, i)
          .add(DoubleVector.fromArray(DOUBLES, b, i))
          .intoArray(to, i);
    }
    for (; i < end; i++) {
      to[i] = a[i] + b[i];
    }
  }
}
