package dev.sarvi.kernel;

/**
 * What softmax needs, of rows longer than {@link #PARTIAL_SUMS} and of lines of columns. Every
 * implementation gives the same bits: element {@code i} of a row goes to the partial sum {@code i %
 * PARTIAL_SUMS}, in order, and those are added in a fixed tree.
 */
public interface FloatRowKernel {
  /** As many as the widest vector holds. */
  int PARTIAL_SUMS = 64 / Float.BYTES;

  /** The largest number of each of some rows that follow each other; NaN if there is one. */
  void max(float[] x, int at, int length, int rows, float[] max);

  /**
   * {@code y = e^(x - max)} for some rows.
   *
   * @param free up to where y, which is another array than x, may be overwritten with anything: the
   *     end of the rows or further
   * @param sums of each row
   * @param partial room for twice as many as there are partial sums
   */
  void exp(
      float[] x,
      int at,
      int length,
      int rows,
      int free,
      float[] max,
      float[] y,
      float[] sums,
      float[] partial);

  /** {@code y = factor · y} for some rows. */
  void scale(float[] y, int at, int length, int rows, float[] factors);

  /** {@code Σ y·g} of each of some rows, in {@code partial} sums of fused multiply-adds. */
  void dot(float[] y, float[] g, int at, int length, int rows, float[] sums, float[] partial);

  /** The largest number of each column of a block. */
  void maxOfColumns(float[] x, ColumnBlock block, float[] max);

  /** {@code y = e^(x - max)} for a block, and the sum of each column, in order. */
  void expOfColumns(float[] x, ColumnBlock block, float[] max, float[] y, float[] sums);

  /** {@code y = factor · y} for a block. */
  void scaleColumns(float[] y, ColumnBlock block, float[] factors);

  /** {@code Σ y·g} of each column of a block, by fused multiply-adds in order. */
  void dotOfColumns(float[] y, float[] g, ColumnBlock block, float[] sums);

  /** The sum of partial sums. */
  static float total(float[] sums) {
    return PARTIAL_SUMS == 8 ? eight(sums, 0) : eight(sums, 0) + eight(sums, 1);
  }

  private static float eight(float[] sums, int i) {
    return four(sums, i) + four(sums, i + PARTIAL_SUMS / 8);
  }

  private static float four(float[] sums, int i) {
    return two(sums, i) + two(sums, i + PARTIAL_SUMS / 4);
  }

  private static float two(float[] sums, int i) {
    return sums[i] + sums[i + PARTIAL_SUMS / 2];
  }
}
