package dev.sarvi.kernel;

/**
 * What softmax needs, of rows longer than {@link #QUARTER} and of lines of columns. Every
 * implementation gives the same bits. A row is summed in this order: element {@code i} goes to the
 * partial sum {@code i % PARTIAL_SUMS}; of those the halves are added until a quarter is left; then
 * come the elements that are less than {@code PARTIAL_SUMS}, to {@code i % QUARTER}, and the rest
 * of the tree.
 */
public interface FloatRowKernel {
  /** As many as the widest vector holds. */
  int QUARTER = 64 / Float.BYTES;

  /** Those of four vectors: an addition takes about four cycles. */
  int PARTIAL_SUMS = 4 * QUARTER;

  /**
   * The largest number of each of some rows that follow each other. If there is a NaN, it is that
   * or the largest of the others.
   */
  void max(float[] x, int at, int length, int rows, float[] max);

  /** {@code y = x - number} for some rows; y may be x. */
  void subtract(float[] x, int at, int length, int rows, float[] numbers, float[] y);

  /** The sum of each of some rows; {@code partial} is room for its partial sums. */
  void sum(float[] y, int at, int length, int rows, float[] sums, float[] partial);

  /** {@code y = factor · y} for some rows. */
  void scale(float[] y, int at, int length, int rows, float[] factors);

  /** {@code Σ y·g} of each of some rows, by fused multiply-adds, likewise. */
  void dot(float[] y, float[] g, int at, int length, int rows, float[] sums, float[] partial);

  /** {@code back = y·(g - number)} for some rows: the gradient of softmax, with {@link #dot}. */
  void timesDifference(
      float[] y, float[] g, int at, int length, int rows, float[] numbers, float[] back);

  /** {@code back = g - back·number} for some rows: that of its logarithm, with {@link #sum}. */
  void subtractMultiple(float[] g, int at, int length, int rows, float[] numbers, float[] back);

  /** The largest number of each column of a block. */
  void maxOfColumns(float[] x, ColumnBlock block, float[] max);

  /** The sum of each column of a block, in order. */
  void sumOfColumns(float[] y, ColumnBlock block, float[] sums);

  /** {@code y = factor · y} for a block. */
  void scaleColumns(float[] y, ColumnBlock block, float[] factors);

  /** {@code Σ y·g} of each column of a block, by fused multiply-adds in order. */
  void dotOfColumns(float[] y, float[] g, ColumnBlock block, float[] sums);

  /** The sum of the quarter of the partial sums that is left. */
  static float total(float[] sums) {
    return QUARTER == 8 ? eight(sums, 0) : eight(sums, 0) + eight(sums, 1);
  }

  private static float eight(float[] sums, int i) {
    return four(sums, i) + four(sums, i + QUARTER / 8);
  }

  private static float four(float[] sums, int i) {
    return two(sums, i) + two(sums, i + QUARTER / 4);
  }

  private static float two(float[] sums, int i) {
    return sums[i] + sums[i + QUARTER / 2];
  }
}
