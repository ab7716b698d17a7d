package dev.sarvi.kernel;

/**
 * A matrix product on one thread. Every implementation gives the same bits: each element of the
 * result is one chain of fused multiply-adds in order of increasing k, so work is cut into tiles of
 * the result and never across k.
 */
public interface FloatMatMulKernel {
  /**
   * {@code c += a·b}.
   *
   * @param a of any strides, (m, k)
   * @param b of any strides, (k, n)
   * @param c of column stride 1, (m, n), in an array of its own
   */
  void add(FloatMatrix a, FloatMatrix b, FloatMatrix c);
}
