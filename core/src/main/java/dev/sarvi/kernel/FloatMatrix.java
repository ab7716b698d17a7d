package dev.sarvi.kernel;

/**
 * A matrix seen in an array: element {@code (i, j)} is {@code data[offset + i·rowStride +
 * j·columnStride]}.
 */
@SuppressWarnings("ArrayRecordComponent") // a view; never compared
public record FloatMatrix(
    float[] data, int offset, int rows, int columns, int rowStride, int columnStride) {

  /** A matrix whose rows follow each other in the array. */
  public static FloatMatrix rowMajor(float[] data, int offset, int rows, int columns) {
    return new FloatMatrix(data, offset, rows, columns, columns, 1);
  }

  /** The position of an element in the array. */
  public int at(int row, int column) {
    return offset + row * rowStride + column * columnStride;
  }

  /** The transposed matrix, in the same array. */
  public FloatMatrix transposed() {
    return new FloatMatrix(data, offset, columns, rows, columnStride, rowStride);
  }

  /** The part that begins at an element, in the same array. */
  public FloatMatrix block(int row, int column, int blockRows, int blockColumns) {
    return new FloatMatrix(data, at(row, column), blockRows, blockColumns, rowStride, columnStride);
  }

  /** Runs on all elements, as many at a time as lie together. */
  void forEachRun(Epilogue epilogue) {
    if (columns == rowStride) {
      epilogue.run(offset, rows * columns);
      return;
    }
    for (int i = 0; i < rows; i++) {
      epilogue.run(at(i, 0), columns);
    }
  }
}
