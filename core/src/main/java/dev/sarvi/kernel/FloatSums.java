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
    for (int at : rowAt) {
      if (row == null) {
        Arrays.fill(data, at, at + columns, 0);
      } else {
        System.arraycopy(row, from, data, at, columns);
      }
    }
  }
}
