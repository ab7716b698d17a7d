package dev.sarvi.kernel;

import java.util.Arrays;

/**
 * The right-hand side of products: a matrix, and, once a SIMD kernel has asked for them, its
 * columns in panels as wide as a tile, each laid out row by row. The copy is made once for all
 * tasks.
 */
public final class FloatPanels implements AutoCloseable {
  /** Elements that one task copies. */
  private static final int TASK = 1 << 16;

  /** Rows that are copied to all panels before the next ones, to be read in one go. */
  private static final int ROWS = 8;

  private final FloatMatrix matrix;
  private final boolean isKept;
  private volatile float[] panels;

  /**
   * Those of a matrix.
   *
   * @param isKept whether they outlive one call; those that do not must be closed
   */
  FloatPanels(FloatMatrix matrix, boolean isKept) {
    this.matrix = matrix;
    this.isKept = isKept;
  }

  /** The matrix itself. */
  public FloatMatrix matrix() {
    return matrix;
  }

  /**
   * The panels one after another; the last is filled up with zeros.
   *
   * @param width how many columns a panel has, always the same
   */
  public float[] panels(int width) {
    float[] made = panels;
    if (made == null) {
      made = pack(width); // at worst several threads make the same
      panels = made;
    }
    return made;
  }

  @Override
  public void close() {
    if (!isKept && panels != null) {
      FloatBuffers.leave(panels);
      panels = null;
    }
  }

  private float[] pack(int width) {
    int count = (matrix.columns() + width - 1) / width;
    int size = Math.multiplyExact(Math.multiplyExact(count, width), matrix.rows());
    float[] packed = isKept ? new float[size] : FloatBuffers.take(size);
    int inTask = Math.max(1, TASK / Math.max(1, matrix.rows() * width)) * width;
    Parallel.run(
        (matrix.columns() + inTask - 1) / inTask,
        task -> {
          int from = task * inTask;
          int columns = Math.min(inTask, matrix.columns() - from);
          pack(matrix.block(0, from, matrix.rows(), columns), packed, from * matrix.rows(), width);
        });
    return packed;
  }

  private static void pack(FloatMatrix block, float[] packed, int start, int width) {
    for (int k = 0; k < block.rows(); k += ROWS) {
      int rows = Math.min(ROWS, block.rows() - k);
      for (int j = 0; j < block.columns(); j += width) {
        int columns = Math.min(width, block.columns() - j);
        int at = start + j * block.rows() + k * width;
        copy(block.block(k, j, rows, columns), packed, at, width);
      }
    }
  }

  private static void copy(FloatMatrix part, float[] packed, int at, int width) {
    if (part.columnStride() != 1) {
      FloatTransposition.copy(part.transposed(), packed, at, width);
    }
    for (int k = 0; k < part.rows(); k++) {
      int line = at + k * width;
      if (part.columnStride() == 1) {
        System.arraycopy(part.data(), part.at(k, 0), packed, line, part.columns());
      }
      Arrays.fill(packed, line + part.columns(), line + width, 0);
    }
  }
}
