package dev.sarvi.kernel.vector;

import static jdk.incubator.vector.VectorOperators.MAX;

import dev.sarvi.kernel.FloatRowKernel;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Rows in vectors; what does not fill one is computed in a copy filled up with what adds nothing.
 */
public final class FloatVectorRows implements FloatRowKernel {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  @Override
  public float max(float[] x, int at, int length) {
    int end = at + SPECIES.loopBound(length);
    float max = x[at];
    if (at < end) {
      FloatVector largest = FloatVector.fromArray(SPECIES, x, at);
      for (int i = at + LANES; i < end; i += LANES) {
        largest = largest.max(FloatVector.fromArray(SPECIES, x, i));
      }
      max = largest.reduceLanes(MAX);
    }
    for (int i = end; i < at + length; i++) {
      max = Math.max(max, x[i]);
    }
    return max;
  }

  @Override
  public void exp(float[] x, int at, int length, float max, float[] y, float[] sums) {
    int whole = length - length % PARTIAL_SUMS;
    addExp(x, at, whole, max, y, sums);
    if (whole < length) {
      Arrays.fill(sums, PARTIAL_SUMS, 2 * PARTIAL_SUMS, Float.NEGATIVE_INFINITY);
      System.arraycopy(x, at + whole, sums, PARTIAL_SUMS, length - whole);
      addExp(sums, PARTIAL_SUMS, PARTIAL_SUMS, max, sums, sums);
      System.arraycopy(sums, PARTIAL_SUMS, y, at + whole, length - whole);
    }
  }

  @Override
  public void scale(float[] y, int at, int length, float factor) {
    int end = at + SPECIES.loopBound(length);
    for (int i = at; i < end; i += LANES) {
      FloatVector.fromArray(SPECIES, y, i).mul(factor).intoArray(y, i);
    }
    for (int i = end; i < at + length; i++) {
      y[i] *= factor;
    }
  }

  private static void addExp(float[] x, int at, int length, float max, float[] y, float[] sums) {
    try {
      for (int lane = 0; lane < PARTIAL_SUMS; lane += LANES) {
        addExp(x, at + lane, at + length, max, y, sums, lane);
      }
    } catch (RuntimeException | Error thrown) {
      throw thrown;
    } catch (Throwable impossible) {
      throw new AssertionError("an exponential throws nothing checked", impossible);
    }
  }

  /** For as many of the partial sums as a vector holds. */
  private static void addExp(
      float[] x, int from, int to, float max, float[] y, float[] sums, int lane) throws Throwable {
    FloatVector sum = FloatVector.fromArray(SPECIES, sums, lane);
    for (int i = from; i < to; i += PARTIAL_SUMS) {
      FloatVector exp =
          (FloatVector)
              FloatVectorFunctions.expOfNegative.invokeExact(
                  FloatVector.fromArray(SPECIES, x, i).sub(max));
      exp.intoArray(y, i);
      sum = sum.add(exp);
    }
    sum.intoArray(sums, lane);
  }
}
