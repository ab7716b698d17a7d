package dev.sarvi.kernel.vector;

import dev.sarvi.kernel.FloatGather;
import java.util.Arrays;

/**
 * As many rows of a left-hand side as a tile has, and some of its columns: where they are, if they
 * are evenly spaced, or copied; what a matrix lacks is filled up with zeros.
 */
final class FloatStrip {
  /** Rows that begin in the same set of the first cache would drive each other out of it. */
  private static final int APART = 16;

  private final FloatGather matrix;
  private final int from;
  private final int depth;
  private final int rows;
  private final int[] oneSegment = new int[1];
  private float[] copy;

  private float[] data;
  private int origin;
  private int start;
  private int rowStride;
  private int step;
  private int[] segmentAt;
  private int segment;
  private int segmentLength;

  /** For tiles of so many rows, and so many columns from one on. */
  FloatStrip(FloatGather matrix, int from, int depth, int rows) {
    this.matrix = matrix;
    this.from = from;
    this.depth = depth;
    this.rows = rows;
  }

  void moveTo(int row) {
    int there = Math.min(rows, matrix.rows() - row);
    if (there == rows && areEvenlySpaced(row)) {
      data = matrix.data();
      origin = matrix.rowAt()[row];
      start = origin + matrix.columnAt(from);
      rowStride = matrix.rowAt()[row + 1] - origin;
      step = matrix.step();
      segmentAt = matrix.segmentAt();
      segment = from / matrix.segmentLength();
      segmentLength = matrix.segmentLength();
    } else {
      copyRows(row, there);
    }
  }

  private boolean areEvenlySpaced(int row) {
    int[] at = matrix.rowAt();
    int apart = at[row + 1] - at[row];
    for (int i = 2; i < rows; i++) {
      if (at[row + i] - at[row + i - 1] != apart) {
        return false;
      }
    }
    return true;
  }

  private void copyRows(int row, int there) {
    if (copy == null) {
      copy = new float[rows * (depth + APART)];
    }
    data = copy;
    origin = 0;
    start = 0;
    rowStride = depth + APART;
    step = 1;
    segmentAt = oneSegment;
    segment = 0;
    segmentLength = depth;
    for (int i = 0; i < there; i++) {
      matrix.copyRow(row + i, from, depth, data, i * rowStride);
    }
    Arrays.fill(data, there * rowStride, data.length, 0);
  }

  /** As many as a tile has. */
  int rows() {
    return rows;
  }

  /** The array that the rows are in. */
  float[] data() {
    return data;
  }

  /** Where the segments of the first row count from. */
  int origin() {
    return origin;
  }

  /** Where the first column of the first row is. */
  int start() {
    return start;
  }

  int rowStride() {
    return rowStride;
  }

  /** How far the columns of a segment are apart. */
  int step() {
    return step;
  }

  int[] segmentAt() {
    return segmentAt;
  }

  /** The segment of the first column. */
  int segment() {
    return segment;
  }

  int segmentLength() {
    return segmentLength;
  }

  /** How many columns. */
  int depth() {
    return depth;
  }
}
