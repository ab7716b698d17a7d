package dev.sarvi.kernel;

/**
 * {@code a·bᵀ}, in the way that has to lay out least: for a single row of a there are dot products
 * along the rows of b, for a few the result is computed transposed, and for many b is.
 */
final class FloatTransposedProduct {
  /** Dot products that run beside each other, since each is one chain of additions. */
  private static final int CHAINS = 8;

  /** Multiply-adds of one task. */
  private static final int TASK = 1 << 18;

  private FloatTransposedProduct() {}

  /**
   * {@code c = a·bᵀ}, on all threads.
   *
   * @param c row-major, of zeros
   */
  static void compute(FloatMatrix a, FloatMatrix b, FloatMatrix c) {
    long laidOutTransposed = (long) a.rows() * (a.columns() + b.rows());
    if (c.rows() == 1) {
      addDots(a, b, c);
    } else if (laidOutTransposed < (long) b.rows() * b.columns()) {
      computeTransposed(a, b, c);
    } else {
      FloatMatMul.add(a, b.transposed(), c);
    }
  }

  private static void computeTransposed(FloatMatrix a, FloatMatrix b, FloatMatrix c) {
    float[] buffer = FloatBuffers.take(c.rows() * c.columns());
    try (FloatPanels panels = new FloatPanels(a.transposed(), false)) {
      FloatMatrix transposed = FloatMatrix.rowMajor(buffer, 0, c.columns(), c.rows());
      FloatMatMul.product(b, panels, null, transposed, Epilogue.NONE);
      FloatTransposition.copy(transposed, c.data(), c.offset(), c.rowStride());
    }
    FloatBuffers.leave(buffer);
  }

  private static void addDots(FloatMatrix a, FloatMatrix b, FloatMatrix c) {
    int inTask = Math.max(1, TASK / Math.max(1, a.columns()) / CHAINS) * CHAINS;
    Parallel.runParts(
        c.columns(),
        inTask,
        (from, end) -> {
          for (int j = from; j < end; j += CHAINS) {
            if (j + CHAINS <= end) {
              addChains(a, b, j, c.data(), c.at(0, j));
            } else {
              addEach(a, b, j, end, c);
            }
          }
        });
  }

  private static void addEach(FloatMatrix a, FloatMatrix b, int from, int to, FloatMatrix c) {
    for (int j = from; j < to; j++) {
      float sum = c.data()[c.at(0, j)];
      for (int k = 0; k < a.columns(); k++) {
        sum = Math.fma(a.data()[a.at(0, k)], b.data()[b.at(j, k)], sum);
      }
      c.data()[c.at(0, j)] = sum;
    }
  }

  private static void addChains(FloatMatrix a, FloatMatrix b, int row, float[] c, int at) {
    float[] x = a.data();
    float[] y = b.data();
    int stride = b.rowStride();
    float c0 = c[at];
    float c1 = c[at + 1];
    float c2 = c[at + 2];
    float c3 = c[at + 3];
    float c4 = c[at + 4];
    float c5 = c[at + 5];
    float c6 = c[at + 6];
    float c7 = c[at + 7];
    for (int k = 0, p = a.offset(), q = b.at(row, 0); k < a.columns(); k++, p++, q++) {
      float factor = x[p];
      c0 = Math.fma(factor, y[q], c0);
      c1 = Math.fma(factor, y[q + stride], c1);
      c2 = Math.fma(factor, y[q + 2 * stride], c2);
      c3 = Math.fma(factor, y[q + 3 * stride], c3);
      c4 = Math.fma(factor, y[q + 4 * stride], c4);
      c5 = Math.fma(factor, y[q + 5 * stride], c5);
      c6 = Math.fma(factor, y[q + 6 * stride], c6);
      c7 = Math.fma(factor, y[q + 7 * stride], c7);
    }
    c[at] = c0;
    c[at + 1] = c1;
    c[at + 2] = c2;
    c[at + 3] = c3;
    c[at + 4] = c4;
    c[at + 5] = c5;
    c[at + 6] = c6;
    c[at + 7] = c7;
  }
}
