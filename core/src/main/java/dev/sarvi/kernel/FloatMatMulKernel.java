package dev.sarvi.kernel;

/**
 * A matrix product on one thread. Every implementation gives the same bits: each element of the
 * result is one chain of fused multiply-adds in order of increasing k, so work is cut into tiles of
 * the result and never across k.
 */
public interface FloatMatMulKernel {
  /** Up to so many rows a product is as fast as b is read, which is left where it lies. */
  int FEW_ROWS = 8;

  /** Does what has to be done once before a product of so many rows is shared out. */
  void prepare(FloatPanels b, int rows);

  /**
   * {@code c += a·b}, for some of the columns of b.
   *
   * @param a (m, k)
   * @param b (k, n)
   * @param column the first column of b, a multiple of {@link FloatMatMul#COLUMNS}
   * @param c the sums for that column and those after it, in an array of their own
   */
  void add(FloatGather a, FloatPanels b, int column, FloatSums c);
}
