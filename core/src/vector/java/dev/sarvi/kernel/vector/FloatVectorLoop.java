package dev.sarvi.kernel.vector;

import dev.sarvi.kernel.FloatLoop;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * A loop over vectors, of which the compiler of loops makes a subclass for each formula, as of the
 * plain one. The few elements that do not fill a vector are left to the plain loop, which gives the
 * same bits, so a value never depends on its position.
 */
abstract class FloatVectorLoop implements FloatLoop {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

  private final FloatLoop tail;

  FloatVectorLoop(FloatLoop tail) {
    this.tail = tail;
  }

  @Override
  public void run(
      float[][] inputs,
      int[] inputsAt,
      float[] numbers,
      float[] output,
      int outputAt,
      int from,
      int to) {
    int end = from + SPECIES.loopBound(to - from);
    loop(inputs, inputsAt, numbers, output, outputAt, from, end);
    if (end < to) {
      tail.run(inputs, inputsAt, numbers, output, outputAt, end, to);
    }
  }

  /** Runs the formula on whole vectors. */
  abstract void loop(
      float[][] inputs,
      int[] inputsAt,
      float[] numbers,
      float[] output,
      int outputAt,
      int from,
      int to);
}
