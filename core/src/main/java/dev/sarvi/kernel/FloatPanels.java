package dev.sarvi.kernel;

/**
 * The right-hand side of products: a matrix, and, once a SIMD kernel has asked for them, its
 * columns in panels as wide as a tile, each laid out row by row. The copy is made once for all
 * tasks, and kept as long as this is.
 */
public final class FloatPanels {
  /** Elements that one task copies. */
  private static final int TASK = 1 << 16;

  private final FloatMatrix matrix;
  private volatile float[] panels;

  FloatPanels(FloatMatrix matrix) {
    this.matrix = matrix;
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

  private float[] pack(int width) {
    int count = (matrix.columns() + width - 1) / width;
    float[] packed = new float[Math.multiplyExact(Math.multiplyExact(count, width), matrix.rows())];
    int inTask = Math.max(1, TASK / Math.max(1, matrix.rows() * width));
    Parallel.run(
        (count + inTask - 1) / inTask,
        task -> {
          for (int i = task * inTask; i < Math.min(count, (task + 1) * inTask); i++) {
            int columns = Math.min(width, matrix.columns() - i * width);
            pack(
                matrix.block(0, i * width, matrix.rows(), columns),
                packed,
                i * width * matrix.rows(),
                width);
          }
        });
    return packed;
  }

  private static void pack(FloatMatrix block, float[] packed, int start, int width) {
    if (block.columnStride() == 1) {
      for (int k = 0; k < block.rows(); k++) {
        System.arraycopy(block.data(), block.at(k, 0), packed, start + k * width, block.columns());
      }
      return;
    }
    FloatTransposition.copy(block.transposed(), packed, start, width);
  }
}
