package dev.sarvi.kernel;

/**
 * What depthwise convolution and pooling do with pixels: each channel by itself. Every
 * implementation gives the same bits: each sum is one chain, in the order of the arguments.
 */
public interface FloatChannelKernel {
  /**
   * {@code y[sumAt[p] + c] += Σ x[positionAt[p] + tapAt[t] + c] · w[wAt + t · channels + c]} over
   * all t, for all p and c.
   */
  void addProducts(
      float[] x,
      int[] positionAt,
      int[] tapAt,
      float[] w,
      int wAt,
      float[] y,
      int[] sumAt,
      int channels);

  /** {@code y[yAt + c]} is the largest of the pixels' values; NaN if there is one. */
  void max(float[] x, int[] pixelAt, int count, float[] y, int yAt, int channels);

  /** Adds {@code g[yAt + c]} to dx at the first of the pixels whose value is y's, or is NaN. */
  void addToFirst(
      float[] x, int[] pixelAt, int count, float[] y, float[] g, int yAt, float[] dx, int channels);

  /** {@code y[yAt + c]} is the mean of the pixels' values. */
  void mean(float[] x, int[] pixelAt, int count, float[] y, int yAt, int channels);

  /** Adds {@code g[yAt + c] / count} to dx at each of the pixels. */
  void addShares(float[] g, int yAt, int[] pixelAt, int count, float[] dx, int channels);
}
