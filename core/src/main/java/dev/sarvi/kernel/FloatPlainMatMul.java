package dev.sarvi.kernel;

import java.util.Arrays;

/**
 * The matrix product in loops that C2 vectorises by itself: a few rows of {@code b}, copied so that
 * one index serves all arrays, are added onto a block of sums that stays in the cache.
 */
final class FloatPlainMatMul implements FloatMatMulKernel {
  private static final int BLOCK_ROWS = 64;
  private static final int BLOCK_COLUMNS = 256;

  /** Rows of b that are added in one go, to load and store each sum less often. */
  private static final int STEP = 4;

  @Override
  public void prepare(FloatPanels b, int rows) {} // it reads b where it is

  @Override
  public void add(FloatGather a, FloatPanels b, int column, FloatSums c) {
    for (int i = 0; i < c.rows(); i += BLOCK_ROWS) {
      int rows = Math.min(BLOCK_ROWS, c.rows() - i);
      for (int j = 0; j < c.columns(); j += BLOCK_COLUMNS) {
        int columns = Math.min(BLOCK_COLUMNS, c.columns() - j);
        addBlock(
            a,
            i,
            b.matrix().block(0, column + j, a.columns(), columns),
            c.block(i, j, rows, columns));
      }
    }
  }

  private static void addBlock(FloatGather a, int row, FloatMatrix b, FloatSums c) {
    float[][] sums = new float[c.rows()][];
    for (int i = 0; i < sums.length; i++) {
      sums[i] = Arrays.copyOfRange(c.data(), c.rowAt()[i], c.rowAt()[i] + c.columns());
    }
    float[][] lines = new float[STEP][c.columns()];
    int[] columnAt = new int[STEP];
    for (int k = 0; k < a.columns(); k += STEP) {
      int count = Math.min(STEP, a.columns() - k);
      copyRows(b, k, count, lines);
      for (int step = 0; step < count; step++) {
        columnAt[step] = a.columnAt(k + step);
      }
      for (int i = 0; i < sums.length; i++) {
        int at = a.rowAt()[row + i];
        if (count == STEP) {
          addLines(a.data(), at, columnAt, lines, sums[i]);
        } else {
          for (int step = 0; step < count; step++) {
            addLine(a.data()[at + columnAt[step]], lines[step], sums[i]);
          }
        }
      }
    }
    for (int i = 0; i < sums.length; i++) {
      System.arraycopy(sums[i], 0, c.data(), c.rowAt()[i], c.columns());
    }
  }

  private static void copyRows(FloatMatrix b, int first, int rows, float[][] lines) {
    if (b.columnStride() == 1) {
      for (int row = 0; row < rows; row++) {
        System.arraycopy(b.data(), b.at(first + row, 0), lines[row], 0, b.columns());
      }
      return;
    }
    for (int j = 0; j < b.columns(); j++) {
      for (int row = 0; row < rows; row++) {
        lines[row][j] = b.data()[b.at(first + row, j)];
      }
    }
  }

  private static void addLines(float[] a, int row, int[] columnAt, float[][] lines, float[] sums) {
    float a0 = a[row + columnAt[0]];
    float a1 = a[row + columnAt[1]];
    float a2 = a[row + columnAt[2]];
    float a3 = a[row + columnAt[3]];
    float[] b0 = lines[0];
    float[] b1 = lines[1];
    float[] b2 = lines[2];
    float[] b3 = lines[3];
    for (int j = 0; j < sums.length; j++) {
      float sum = Math.fma(a0, b0[j], sums[j]);
      sum = Math.fma(a1, b1[j], sum);
      sum = Math.fma(a2, b2[j], sum);
      sums[j] = Math.fma(a3, b3[j], sum);
    }
  }

  private static void addLine(float factor, float[] line, float[] sums) {
    for (int j = 0; j < sums.length; j++) {
      sums[j] = Math.fma(factor, line[j], sums[j]);
    }
  }
}
