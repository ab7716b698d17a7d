package dev.sarvi.kernel;

import java.util.Arrays;

/** Rows in plain loops; columns from one on, for vectors that have done those before it. */
public final class FloatPlainRows implements FloatRowKernel {
  private final int from;

  /** All columns. */
  FloatPlainRows() {
    this(0);
  }

  /** The columns from one on. */
  public FloatPlainRows(int from) {
    this.from = from;
  }

  @Override
  public void max(float[] x, int at, int length, int rows, float[] max) {
    for (int row = 0; row < rows; row++) {
      int first = at + row * length;
      float largest = x[first];
      for (int i = first + 1; i < first + length; i++) {
        largest = Math.max(largest, x[i]);
      }
      max[row] = largest;
    }
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
    for (int row = 0; row < rows; row++) {
      int first = at + row * length;
      Arrays.fill(partial, 0, PARTIAL_SUMS, 0);
      for (int i = 0; i < length; i++) {
        float exp = FloatFunctions.expOfNegative(x[first + i] - max[row]);
        y[first + i] = exp;
        partial[i % PARTIAL_SUMS] += exp;
      }
      sums[row] = FloatRowKernel.total(partial);
    }
  }

  @Override
  public void scale(float[] y, int at, int length, int rows, float[] factors) {
    for (int row = 0; row < rows; row++) {
      int first = at + row * length;
      for (int i = first; i < first + length; i++) {
        y[i] *= factors[row];
      }
    }
  }

  @Override
  public void dot(
      float[] y, float[] g, int at, int length, int rows, float[] sums, float[] partial) {
    for (int row = 0; row < rows; row++) {
      int first = at + row * length;
      Arrays.fill(partial, 0, PARTIAL_SUMS, 0);
      dotOfRest(y, g, first, length, partial);
      sums[row] = FloatRowKernel.total(partial);
    }
  }

  /** Adds what vectors leave. */
  public static void dotOfRest(float[] y, float[] g, int at, int length, float[] partial) {
    for (int i = 0; i < length; i++) {
      int sum = i % PARTIAL_SUMS;
      partial[sum] = Math.fma(y[at + i], g[at + i], partial[sum]);
    }
  }

  @Override
  public void maxOfColumns(float[] x, ColumnBlock block, float[] max) {
    Arrays.fill(max, from, block.columns(), Float.NEGATIVE_INFINITY);
    for (int line = 0; line < block.lines(); line++) {
      int at = block.line(line);
      for (int i = from; i < block.columns(); i++) {
        max[i] = Math.max(max[i], x[at + i]);
      }
    }
  }

  @Override
  public void expOfColumns(float[] x, ColumnBlock block, float[] max, float[] y, float[] sums) {
    Arrays.fill(sums, from, block.columns(), 0);
    for (int line = 0; line < block.lines(); line++) {
      int at = block.line(line);
      for (int i = from; i < block.columns(); i++) {
        float exp = FloatFunctions.expOfNegative(x[at + i] - max[i]);
        y[at + i] = exp;
        sums[i] += exp;
      }
    }
  }

  @Override
  public void scaleColumns(float[] y, ColumnBlock block, float[] factors) {
    for (int line = 0; line < block.lines(); line++) {
      int at = block.line(line);
      for (int i = from; i < block.columns(); i++) {
        y[at + i] *= factors[i];
      }
    }
  }

  @Override
  public void dotOfColumns(float[] y, float[] g, ColumnBlock block, float[] sums) {
    Arrays.fill(sums, from, block.columns(), 0);
    for (int line = 0; line < block.lines(); line++) {
      int at = block.line(line);
      for (int i = from; i < block.columns(); i++) {
        sums[i] = Math.fma(y[at + i], g[at + i], sums[i]);
      }
    }
  }
}
