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
  public void subtract(float[] x, int at, int length, int rows, float[] numbers, float[] y) {
    for (int row = 0; row < rows; row++) {
      int first = at + row * length;
      for (int i = first; i < first + length; i++) {
        y[i] = x[i] - numbers[row];
      }
    }
  }

  @Override
  public void sum(float[] y, int at, int length, int rows, float[] sums, float[] partial) {
    int whole = length - length % PARTIAL_SUMS;
    for (int row = 0; row < rows; row++) {
      int first = at + row * length;
      Arrays.fill(partial, 0);
      for (int i = 0; i < whole; i++) {
        partial[i % PARTIAL_SUMS] += y[first + i];
      }
      addHalves(partial);
      for (int i = whole; i < length; i++) {
        partial[i % QUARTER] += y[first + i];
      }
      sums[row] = FloatRowKernel.total(partial);
    }
  }

  private static void addHalves(float[] partial) {
    for (int half = PARTIAL_SUMS / 2; half >= QUARTER; half /= 2) {
      for (int i = 0; i < half; i++) {
        partial[i] += partial[i + half];
      }
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
    int whole = length - length % PARTIAL_SUMS;
    for (int row = 0; row < rows; row++) {
      int first = at + row * length;
      Arrays.fill(partial, 0);
      for (int i = 0; i < whole; i++) {
        int sum = i % PARTIAL_SUMS;
        partial[sum] = Math.fma(y[first + i], g[first + i], partial[sum]);
      }
      addHalves(partial);
      for (int i = whole; i < length; i++) {
        int sum = i % QUARTER;
        partial[sum] = Math.fma(y[first + i], g[first + i], partial[sum]);
      }
      sums[row] = FloatRowKernel.total(partial);
    }
  }

  @Override
  public void timesDifference(
      float[] y, float[] g, int at, int length, int rows, float[] numbers, float[] back) {
    for (int row = 0; row < rows; row++) {
      int first = at + row * length;
      for (int i = first; i < first + length; i++) {
        back[i] = y[i] * (g[i] - numbers[row]);
      }
    }
  }

  @Override
  public void subtractMultiple(
      float[] g, int at, int length, int rows, float[] numbers, float[] back) {
    for (int row = 0; row < rows; row++) {
      int first = at + row * length;
      for (int i = first; i < first + length; i++) {
        back[i] = g[i] - back[i] * numbers[row];
      }
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
  public void sumOfColumns(float[] y, ColumnBlock block, float[] sums) {
    Arrays.fill(sums, from, block.columns(), 0);
    for (int line = 0; line < block.lines(); line++) {
      int at = block.line(line);
      for (int i = from; i < block.columns(); i++) {
        sums[i] += y[at + i];
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
