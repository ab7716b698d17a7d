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
  public void add(FloatMatrix a, FloatMatrix b, FloatMatrix c) {
    for (int i = 0; i < c.rows(); i += BLOCK_ROWS) {
      int rows = Math.min(BLOCK_ROWS, c.rows() - i);
      for (int j = 0; j < c.columns(); j += BLOCK_COLUMNS) {
        int columns = Math.min(BLOCK_COLUMNS, c.columns() - j);
        addBlock(
            a.block(i, 0, rows, a.columns()),
            b.block(0, j, b.rows(), columns),
            c.block(i, j, rows, columns));
      }
    }
  }

  private static void addBlock(FloatMatrix a, FloatMatrix b, FloatMatrix c) {
    float[][] sums = new float[c.rows()][];
    for (int i = 0; i < sums.length; i++) {
      sums[i] = Arrays.copyOfRange(c.data(), c.at(i, 0), c.at(i, 0) + c.columns());
    }
    float[][] lines = new float[STEP][c.columns()];
    int k = 0;
    for (; k + STEP <= a.columns(); k += STEP) {
      copyRows(b, k, STEP, lines);
      for (int i = 0; i < sums.length; i++) {
        addLines(a, i, k, lines, sums[i]);
      }
    }
    for (; k < a.columns(); k++) {
      copyRows(b, k, 1, lines);
      for (int i = 0; i < sums.length; i++) {
        addLine(a.data()[a.at(i, k)], lines[0], sums[i]);
      }
    }
    for (int i = 0; i < sums.length; i++) {
      System.arraycopy(sums[i], 0, c.data(), c.at(i, 0), c.columns());
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

  private static void addLines(FloatMatrix a, int i, int k, float[][] lines, float[] sums) {
    float a0 = a.data()[a.at(i, k)];
    float a1 = a.data()[a.at(i, k + 1)];
    float a2 = a.data()[a.at(i, k + 2)];
    float a3 = a.data()[a.at(i, k + 3)];
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
