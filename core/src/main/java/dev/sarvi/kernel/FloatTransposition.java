package dev.sarvi.kernel;

/** The transposition of a matrix, in blocks: by whole rows it would wait for memory. */
final class FloatTransposition {
  /** Two blocks of four by four elements, as many rows as the sets of a first cache hold. */
  private static final int ROWS = 8;

  private static final int COLUMNS = 64;
  private static final int BLOCK = 4;

  private FloatTransposition() {}

  /** Copies a matrix to where each of its columns becomes a row. */
  static void copy(FloatMatrix from, float[] to, int toAt, int toStride) {
    for (int j = 0; j < from.columns(); j += COLUMNS) {
      int columns = Math.min(COLUMNS, from.columns() - j);
      int wholeColumns = columns / BLOCK * BLOCK;
      for (int i = 0; i < from.rows(); i += ROWS) {
        int rows = Math.min(ROWS, from.rows() - i);
        int wholeRows = rows / BLOCK * BLOCK;
        int at = toAt + j * toStride + i;
        copyBlocks(from.block(i, j, wholeRows, wholeColumns), to, at, toStride);
        copyEach(
            from.block(i, j + wholeColumns, rows, columns - wholeColumns),
            to,
            at + wholeColumns * toStride,
            toStride);
        copyEach(
            from.block(i + wholeRows, j, rows - wholeRows, wholeColumns),
            to,
            at + wholeRows,
            toStride);
      }
    }
  }

  private static void copyBlocks(FloatMatrix from, float[] to, int toAt, int toStride) {
    for (int j = 0; j < from.columns(); j += BLOCK) {
      for (int i = 0; i < from.rows(); i += BLOCK) {
        copyBlock(
            from.data(),
            from.at(i, j),
            from.rowStride(),
            from.columnStride(),
            to,
            toAt + j * toStride + i,
            toStride);
      }
    }
  }

  /** All is read before anything is written, since C2 cannot know that the arrays are two. */
  private static void copyBlock(
      float[] from, int at, int row, int column, float[] to, int toAt, int toStride) {
    float a0 = from[at];
    float a1 = from[at + column];
    float a2 = from[at + 2 * column];
    float a3 = from[at + 3 * column];
    float b0 = from[at + row];
    float b1 = from[at + row + column];
    float b2 = from[at + row + 2 * column];
    float b3 = from[at + row + 3 * column];
    float c0 = from[at + 2 * row];
    float c1 = from[at + 2 * row + column];
    float c2 = from[at + 2 * row + 2 * column];
    float c3 = from[at + 2 * row + 3 * column];
    float d0 = from[at + 3 * row];
    float d1 = from[at + 3 * row + column];
    float d2 = from[at + 3 * row + 2 * column];
    float d3 = from[at + 3 * row + 3 * column];
    put(to, toAt, a0, b0, c0, d0);
    put(to, toAt + toStride, a1, b1, c1, d1);
    put(to, toAt + 2 * toStride, a2, b2, c2, d2);
    put(to, toAt + 3 * toStride, a3, b3, c3, d3);
  }

  private static void put(float[] to, int at, float a, float b, float c, float d) {
    to[at] = a;
    to[at + 1] = b;
    to[at + 2] = c;
    to[at + 3] = d;
  }

  private static void copyEach(FloatMatrix from, float[] to, int toAt, int toStride) {
    for (int j = 0; j < from.columns(); j++) {
      for (int i = 0; i < from.rows(); i++) {
        to[toAt + j * toStride + i] = from.data()[from.at(i, j)];
      }
    }
  }
}
