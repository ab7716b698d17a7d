package dev.sarvi.kernel;

import java.util.Arrays;

/**
 * A matrix whose rows lie anywhere in an array, and whose columns lie in segments that are the same
 * for all rows: the left-hand side of products. The patches under a sliding window are such a
 * matrix without being copied: a row for each position, a segment for each row of taps.
 *
 * @param data where the numbers are
 * @param rowAt where each row begins
 * @param segmentAt where each segment begins, from there
 * @param segmentLength how many columns are in each
 * @param step how far the columns of a segment are apart
 */
@SuppressWarnings("ArrayRecordComponent") // a view; never compared
public record FloatGather(float[] data, int[] rowAt, int[] segmentAt, int segmentLength, int step) {

  /** A matrix in one segment. */
  static FloatGather of(FloatMatrix matrix) {
    return new FloatGather(
        matrix.data(),
        evenly(matrix.offset(), matrix.rowStride(), matrix.rows()),
        new int[1],
        matrix.columns(),
        matrix.columnStride());
  }

  /** Numbers that grow by steps. */
  static int[] evenly(int first, int step, int count) {
    int[] numbers = new int[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = first + i * step;
    }
    return numbers;
  }

  /** How many rows. */
  public int rows() {
    return rowAt.length;
  }

  /** How many columns. */
  public int columns() {
    return segmentAt.length * segmentLength;
  }

  /** Where a column lies from where a row begins. */
  public int columnAt(int column) {
    return segmentAt[column / segmentLength] + column % segmentLength * step;
  }

  /** Some of the rows. */
  FloatGather rows(int from, int to) {
    return new FloatGather(
        data, Arrays.copyOfRange(rowAt, from, to), segmentAt, segmentLength, step);
  }

  /** Copies some columns of a row; they begin where a segment does, unless there is only one. */
  public void copyRow(int row, int from, int count, float[] to, int at) {
    for (int k = from; k < from + count; ) {
      int length = Math.min(from + count - k, segmentLength - k % segmentLength);
      int source = rowAt[row] + columnAt(k);
      if (step == 1) {
        System.arraycopy(data, source, to, at + k - from, length);
      } else {
        for (int i = 0; i < length; i++) {
          to[at + k - from + i] = data[source + i * step];
        }
      }
      k += length;
    }
  }
}
