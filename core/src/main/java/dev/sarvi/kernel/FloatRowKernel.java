package dev.sarvi.kernel;

/**
 * What softmax needs of each row. Every implementation gives the same bits: element {@code i} goes
 * to the partial sum {@code i % PARTIAL_SUMS}, in order.
 */
public interface FloatRowKernel {
  /** As many as the widest vector holds. */
  int PARTIAL_SUMS = 64 / Float.BYTES;

  /** The largest number; NaN if there is one. */
  float max(float[] x, int at, int length);

  /**
   * {@code y = e^(x - max)}.
   *
   * @param sums to which what is written is added, and as much room again
   */
  void exp(float[] x, int at, int length, float max, float[] y, float[] sums);

  /** {@code y = factor · y}. */
  void scale(float[] y, int at, int length, float factor);
}
