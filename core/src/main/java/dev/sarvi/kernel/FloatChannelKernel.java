package dev.sarvi.kernel;

/**
 * What depthwise convolution and pooling do with a stretch of positions: each channel by itself.
 * Every implementation gives the same bits: each sum is one chain, in order of taps, or where it is
 * over positions in their order.
 */
public interface FloatChannelKernel {
  /**
   * {@code y = start + Σ x·w} over the taps.
   *
   * @param w (taps, channels)
   * @param start (channels,)
   */
  void products(float[] x, Stretch stretch, float[] w, float[] start, float[] y, int channels);

  /**
   * Adds {@code Σ x·g} over the positions to what belongs to each tap.
   *
   * @param g where the stretch has its outputs
   * @param dw (taps, channels)
   */
  void addProducts(float[] x, Stretch stretch, float[] g, float[] dw, int channels);

  /** {@code y} is the largest value; NaN if there is one. */
  void max(float[] x, Stretch stretch, float[] y, int channels);

  /** Adds {@code g} to dx at the first tap whose value is y's, or is NaN. */
  void addToFirst(float[] x, Stretch stretch, float[] y, float[] g, float[] dx, int channels);

  /** {@code y} is the mean of the values. */
  void mean(float[] x, Stretch stretch, float[] y, int channels);

  /** Adds to dx at each tap its share of {@code g}. */
  void addShares(float[] g, Stretch stretch, float[] dx, int channels);
}
