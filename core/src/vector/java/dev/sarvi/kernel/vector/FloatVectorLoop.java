package dev.sarvi.kernel.vector;

import dev.sarvi.kernel.FloatLoop;
import dev.sarvi.kernel.LoopCompiler;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The loop over vectors: a template, copied for each formula as the plain one is. The few elements
 * that do not fill a vector are left to the plain loop, which gives the same bits, so a value never
 * depends on its position.
 */
public final class FloatVectorLoop implements FloatLoop {
  private static final MethodHandle BODY = LoopCompiler.body(MethodHandles.lookup());
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

  private final FloatLoop tail;

  /** Made by {@link LoopCompiler}. */
  public FloatVectorLoop(FloatLoop tail) {
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
    try {
      loop(inputs, inputsAt, numbers, output, outputAt, from, end);
    } catch (RuntimeException | Error thrown) {
      throw thrown;
    } catch (Throwable impossible) {
      throw new AssertionError("a formula throws nothing checked", impossible);
    }
    if (end < to) {
      tail.run(inputs, inputsAt, numbers, output, outputAt, end, to);
    }
  }

  private static void loop(
      float[][] inputs,
      int[] inputsAt,
      float[] numbers,
      float[] output,
      int outputAt,
      int from,
      int to)
      throws Throwable {
    float[] a = inputs[0];
    float[] b = inputs[1];
    float[] c = inputs[2];
    float[] d = inputs[3];
    float[] e = inputs[4];
    float[] f = inputs[5];
    int aAt = inputsAt[0];
    int bAt = inputsAt[1];
    int cAt = inputsAt[2];
    int dAt = inputsAt[3];
    int eAt = inputsAt[4];
    int fAt = inputsAt[5];
    FloatVector p = FloatVector.broadcast(SPECIES, numbers[0]);
    FloatVector q = FloatVector.broadcast(SPECIES, numbers[1]);
    FloatVector r = FloatVector.broadcast(SPECIES, numbers[2]);
    FloatVector s = FloatVector.broadcast(SPECIES, numbers[3]);
    for (int i = from; i < to; i += SPECIES.length()) {
      FloatVector y =
          (FloatVector)
              BODY.invokeExact(
                  FloatVector.fromArray(SPECIES, a, aAt + i),
                  FloatVector.fromArray(SPECIES, b, bAt + i),
                  FloatVector.fromArray(SPECIES, c, cAt + i),
                  FloatVector.fromArray(SPECIES, d, dAt + i),
                  FloatVector.fromArray(SPECIES, e, eAt + i),
                  FloatVector.fromArray(SPECIES, f, fAt + i),
                  p,
                  q,
                  r,
                  s);
      y.intoArray(output, outputAt + i);
    }
  }
}
