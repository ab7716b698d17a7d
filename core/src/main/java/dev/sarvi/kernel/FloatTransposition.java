package dev.sarvi.kernel;

/** The transposition of a matrix, in blocks: by whole rows it would wait for memory. */
final class FloatTransposition {
  private static final int BLOCK = 16;

  private FloatTransposition() {}

  /** Copies a matrix to where each of its columns becomes a row. */
  static void copy(FloatMatrix from, float[] to, int toAt, int toStride) {
    float[] data = from.data();
    int stride = from.columnStride();
    for (int i = 0; i < from.rows(); i += BLOCK) {
      int rowEnd = Math.min(from.rows(), i + BLOCK);
      for (int j = 0; j < from.columns(); j += BLOCK) {
        int columnEnd = Math.min(from.columns(), j + BLOCK);
        for (int row = i; row < rowEnd; row++) {
          int at = from.at(row, 0);
          for (int column = j; column < columnEnd; column++) {
            to[toAt + column * toStride + row] = data[at + column * stride];
          }
        }
      }
    }
  }
}
