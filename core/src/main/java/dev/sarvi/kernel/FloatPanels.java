package dev.sarvi.kernel;

import java.util.Arrays;

/**
 * The right-hand side of products: a matrix, and, once a SIMD kernel has asked for them, its
 * columns in panels as wide as a tile, each laid out row by row. The copy is made once for all
 * tasks.
 */
public final class FloatPanels implements AutoCloseable {
  /** Copies rows of a matrix. */
  @FunctionalInterface
  public interface Rows {
    /**
     * Copies all rows.
     *
     * @param from of column stride 1
     * @param to where each row is as wide as a panel, and filled up with zeros
     * @param at where the first begins
     */
    void copy(FloatMatrix from, float[] to, int at);
  }

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
   * @param rows copies rows of numbers that lie beside each other
   */
  public float[] panels(int width, Rows rows) {
    float[] made = panels;
    if (made == null) {
      made = pack(width, rows); // at worst several threads make the same
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

  private float[] pack(int width, Rows rows) {
    int count = (matrix.columns() + width - 1) / width;
    int size = Math.multiplyExact(Math.multiplyExact(count, width), matrix.rows());
    float[] packed = isKept ? new float[size] : FloatBuffers.take(size);
    int inTask = Math.max(1, TASK / Math.max(1, matrix.rows() * width)) * width;
    Parallel.runParts(
        matrix.columns(),
        inTask,
        (from, to) -> {
          FloatMatrix block = matrix.block(0, from, matrix.rows(), to - from);
          pack(block, packed, from * matrix.rows(), width, rows);
        });
    return packed;
  }

  private static void pack(FloatMatrix block, float[] packed, int start, int width, Rows copier) {
    for (int k = 0; k < block.rows(); k += ROWS) {
      int rows = Math.min(ROWS, block.rows() - k);
      for (int j = 0; j < block.columns(); j += width) {
        int columns = Math.min(width, block.columns() - j);
        int at = start + j * block.rows() + k * width;
        FloatMatrix part = block.block(k, j, rows, columns);
        if (part.columnStride() == 1) {
          copier.copy(part, packed, at);
        } else {
          copyTransposed(part, packed, at, width);
        }
      }
    }
  }

  private static void copyTransposed(FloatMatrix part, float[] packed, int at, int width) {
    FloatTransposition.copy(part.transposed(), packed, at, width);
    for (int k = 0; k < part.rows() && part.columns() < width; k++) {
      Arrays.fill(packed, at + k * width + part.columns(), at + (k + 1) * width, 0);
    }
  }
}
