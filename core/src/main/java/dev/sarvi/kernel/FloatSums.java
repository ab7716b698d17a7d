package dev.sarvi.kernel;

import java.util.Arrays;

/**
 * Rows of sums, anywhere in an array: what products are added to.
 *
 * @param data where the sums are
 * @param rowAt where each row begins
 * @param columns how many sums lie there together
 */
@SuppressWarnings("ArrayRecordComponent") // a view; never compared
public record FloatSums(float[] data, int[] rowAt, int columns) {

  /** A matrix of column stride 1. */
  static FloatSums of(FloatMatrix matrix) {
    return new FloatSums(
        matrix.data(),
        FloatGather.evenly(matrix.offset(), matrix.rowStride(), matrix.rows()),
        matrix.columns());
  }

  /** How many rows. */
  public int rows() {
    return rowAt.length;
  }

  /** A part of the rows and columns. */
  public FloatSums block(int row, int column, int blockRows, int blockColumns) {
    int[] at = Arrays.copyOfRange(rowAt, row, row + blockRows);
    for (int i = 0; i < blockRows; i++) {
      at[i] += column;
    }
    return new FloatSums(data, at, blockColumns);
  }

  /**
   * Sets every row to the same numbers.
   *
   * @param row those, from an index on; null for zeros
   */
  void fillRows(float[] row, int from) {
    if (rows() > 0 && lieTogether()) {
      fill(row, from, rowAt[0], rows() * columns);
      return;
    }
    for (int at : rowAt) {
      fill(row, from, at, columns);
    }
  }

  private boolean lieTogether() {
    for (int i = 1; i < rowAt.length; i++) {
      if (rowAt[i] - rowAt[i - 1] != columns) {
        return false;
      }
    }
    return true;
  }

  /** Sets so many numbers, one row or several. */
  private void fill(float[] row, int from, int at, int length) {
    if (row == null) {
      Arrays.fill(data, at, at + length, 0);
      return;
    }
    int done = Math.min(columns, length);
    System.arraycopy(row, from, data, at, done);
    for (; done < length; done *= 2) {
      System.arraycopy(data, at, data, at + done, Math.min(done, length - done));
    }
  }
}
