package dev.sarvi.kernel.vector;

import static jdk.incubator.vector.VectorOperators.GE;
import static jdk.incubator.vector.VectorOperators.MAX;

import dev.sarvi.kernel.ColumnBlock;
import dev.sarvi.kernel.FloatPlainRows;
import dev.sarvi.kernel.FloatRowKernel;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Rows, and lines of columns, in vectors. */
public final class FloatVectorRows implements FloatRowKernel {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  /** The number of each lane. */
  private static final float[] LANE = new float[LANES];

  static {
    for (int lane = 0; lane < LANES; lane++) {
      LANE[lane] = lane;
    }
  }

  @Override
  public void max(float[] x, int at, int length, int rows, float[] max) {
    for (int row = 0; row < rows; row++) {
      max[row] = max(x, at + row * length, length);
    }
  }

  private static float max(float[] x, int at, int length) {
    int last = at + length - LANES; // that vector may overlap with the one before
    FloatVector largest = FloatVector.fromArray(SPECIES, x, last);
    for (int i = at; i < last; i += LANES) {
      largest = largest.max(FloatVector.fromArray(SPECIES, x, i));
    }
    return largest.reduceLanes(MAX);
  }

  @Override
  public void exp(
      float[] x,
      int at,
      int length,
      int rows,
      int free,
      float[] max,
      float[] y,
      float[] sums,
      float[] partial) {
    try {
      for (int row = 0; row < rows; row++) {
        int first = at + row * length;
        exp(x, first, first + length, free, max[row], y, partial);
        sums[row] = FloatRowKernel.total(partial);
      }
    } catch (RuntimeException | Error thrown) {
      throw thrown;
    } catch (Throwable impossible) {
      throw new AssertionError("an exponential throws nothing checked", impossible);
    }
  }

  private static void exp(
      float[] x, int from, int to, int free, float max, float[] y, float[] partial)
      throws Throwable {
    int whole = to - (to - from) % PARTIAL_SUMS;
    for (int lane = 0; lane < PARTIAL_SUMS; lane += LANES) {
      expOfWhole(x, from + lane, whole, max, y, partial, lane);
    }
    for (int i = whole; i < to; i += LANES) {
      if (i + LANES <= free) {
        expOfRest(x, i, to - i, max, y, i, partial, i - whole);
      } else {
        System.arraycopy(x, i, partial, PARTIAL_SUMS, to - i);
        expOfRest(partial, PARTIAL_SUMS, to - i, max, partial, PARTIAL_SUMS, partial, i - whole);
        System.arraycopy(partial, PARTIAL_SUMS, y, i, to - i);
      }
    }
  }

  /** The whole groups of partial sums, for as many of each as a vector holds. */
  private static void expOfWhole(
      float[] x, int from, int to, float max, float[] y, float[] sums, int lane) throws Throwable {
    FloatVector sum = FloatVector.zero(SPECIES);
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

  /** What may be less than a vector: the other lanes add nothing. */
  private static void expOfRest(
      float[] x, int at, int length, float max, float[] y, int yAt, float[] sums, int lane)
      throws Throwable {
    var beyond = FloatVector.fromArray(SPECIES, LANE, 0).compare(GE, (float) length);
    FloatVector less = FloatVector.fromArray(SPECIES, x, at).sub(max);
    FloatVector exp =
        (FloatVector)
            FloatVectorFunctions.expOfNegative.invokeExact(
                less.blend(Float.NEGATIVE_INFINITY, beyond));
    exp.intoArray(y, yAt);
    FloatVector.fromArray(SPECIES, sums, lane).add(exp).intoArray(sums, lane);
  }

  @Override
  public void scale(float[] y, int at, int length, int rows, float[] factors) {
    for (int row = 0; row < rows; row++) {
      scale(y, at + row * length, length, factors[row]);
    }
  }

  private static void scale(float[] y, int at, int length, float factor) {
    int end = at + SPECIES.loopBound(length);
    for (int i = at; i < end; i += LANES) {
      FloatVector.fromArray(SPECIES, y, i).mul(factor).intoArray(y, i);
    }
    for (int i = end; i < at + length; i++) {
      y[i] *= factor;
    }
  }

  @Override
  public void dot(
      float[] y, float[] g, int at, int length, int rows, float[] sums, float[] partial) {
    int rest = length % PARTIAL_SUMS;
    for (int row = 0; row < rows; row++) {
      int first = at + row * length;
      int whole = first + length - rest;
      for (int lane = 0; lane < PARTIAL_SUMS; lane += LANES) {
        dotOfWhole(y, g, first + lane, whole, partial, lane);
      }
      FloatPlainRows.dotOfRest(y, g, whole, rest, partial);
      sums[row] = FloatRowKernel.total(partial);
    }
  }

  private static void dotOfWhole(
      float[] y, float[] g, int from, int to, float[] partial, int lane) {
    FloatVector sum = FloatVector.zero(SPECIES);
    for (int i = from; i < to; i += PARTIAL_SUMS) {
      sum = FloatVector.fromArray(SPECIES, y, i).fma(FloatVector.fromArray(SPECIES, g, i), sum);
    }
    sum.intoArray(partial, lane);
  }

  @Override
  public void maxOfColumns(float[] x, ColumnBlock block, float[] max) {
    int whole = SPECIES.loopBound(block.columns());
    System.arraycopy(x, block.at(), max, 0, whole);
    for (int line = 1; line < block.lines(); line++) {
      int at = block.line(line);
      for (int i = 0; i < whole; i += LANES) {
        FloatVector largest = FloatVector.fromArray(SPECIES, max, i);
        largest.max(FloatVector.fromArray(SPECIES, x, at + i)).intoArray(max, i);
      }
    }
    if (whole < block.columns()) {
      new FloatPlainRows(whole).maxOfColumns(x, block, max);
    }
  }

  @Override
  public void expOfColumns(float[] x, ColumnBlock block, float[] max, float[] y, float[] sums) {
    int whole = SPECIES.loopBound(block.columns());
    try {
      Arrays.fill(sums, 0, whole, 0);
      for (int line = 0; line < block.lines(); line++) {
        expOfLine(x, block.line(line), whole, max, y, sums);
      }
    } catch (RuntimeException | Error thrown) {
      throw thrown;
    } catch (Throwable impossible) {
      throw new AssertionError("an exponential throws nothing checked", impossible);
    }
    if (whole < block.columns()) {
      new FloatPlainRows(whole).expOfColumns(x, block, max, y, sums);
    }
  }

  private static void expOfLine(
      float[] x, int at, int columns, float[] max, float[] y, float[] sums) throws Throwable {
    for (int i = 0; i < columns; i += LANES) {
      FloatVector exp =
          (FloatVector)
              FloatVectorFunctions.expOfNegative.invokeExact(
                  FloatVector.fromArray(SPECIES, x, at + i)
                      .sub(FloatVector.fromArray(SPECIES, max, i)));
      exp.intoArray(y, at + i);
      FloatVector.fromArray(SPECIES, sums, i).add(exp).intoArray(sums, i);
    }
  }

  @Override
  public void scaleColumns(float[] y, ColumnBlock block, float[] factors) {
    int whole = SPECIES.loopBound(block.columns());
    for (int line = 0; line < block.lines(); line++) {
      int at = block.line(line);
      for (int i = 0; i < whole; i += LANES) {
        FloatVector factor = FloatVector.fromArray(SPECIES, factors, i);
        FloatVector.fromArray(SPECIES, y, at + i).mul(factor).intoArray(y, at + i);
      }
    }
    if (whole < block.columns()) {
      new FloatPlainRows(whole).scaleColumns(y, block, factors);
    }
  }

  @Override
  public void dotOfColumns(float[] y, float[] g, ColumnBlock block, float[] sums) {
    int whole = SPECIES.loopBound(block.columns());
    Arrays.fill(sums, 0, whole, 0);
    for (int line = 0; line < block.lines(); line++) {
      int at = block.line(line);
      for (int i = 0; i < whole; i += LANES) {
        FloatVector sum = FloatVector.fromArray(SPECIES, sums, i);
        FloatVector.fromArray(SPECIES, y, at + i)
            .fma(FloatVector.fromArray(SPECIES, g, at + i), sum)
            .intoArray(sums, i);
      }
    }
    if (whole < block.columns()) {
      new FloatPlainRows(whole).dotOfColumns(y, g, block, sums);
    }
  }
}
