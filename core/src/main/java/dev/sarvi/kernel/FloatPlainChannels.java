package dev.sarvi.kernel;

/** Channels in plain loops; from one on, for vectors that have done those before it. */
public final class FloatPlainChannels implements FloatChannelKernel {
  private final int from;

  /** All channels. */
  FloatPlainChannels() {
    this(0);
  }

  /** The channels from one on. */
  public FloatPlainChannels(int from) {
    this.from = from;
  }

  @Override
  public void addProducts(
      float[] x,
      int[] positionAt,
      int[] tapAt,
      float[] w,
      int wAt,
      float[] y,
      int[] sumAt,
      int channels) {
    for (int p = 0; p < positionAt.length; p++) {
      for (int t = 0; t < tapAt.length; t++) {
        int at = positionAt[p] + tapAt[t];
        addProducts(x, at, w, wAt + t * channels, y, sumAt[p], channels);
      }
    }
  }

  private void addProducts(
      float[] x, int xAt, float[] w, int wAt, float[] y, int yAt, int channels) {
    for (int c = from; c < channels; c++) {
      y[yAt + c] = Math.fma(x[xAt + c], w[wAt + c], y[yAt + c]);
    }
  }

  @Override
  public void max(float[] x, int[] pixelAt, int count, float[] y, int yAt, int channels) {
    for (int c = from; c < channels; c++) {
      float max = Float.NEGATIVE_INFINITY;
      for (int i = 0; i < count; i++) {
        max = Math.max(max, x[pixelAt[i] + c]);
      }
      y[yAt + c] = max;
    }
  }

  @Override
  public void addToFirst(
      float[] x,
      int[] pixelAt,
      int count,
      float[] y,
      float[] g,
      int yAt,
      float[] dx,
      int channels) {
    for (int c = from; c < channels; c++) {
      for (int i = 0; i < count; i++) {
        float value = x[pixelAt[i] + c];
        if (value == y[yAt + c] || Float.isNaN(value)) {
          dx[pixelAt[i] + c] += g[yAt + c];
          break;
        }
      }
    }
  }

  @Override
  public void mean(float[] x, int[] pixelAt, int count, float[] y, int yAt, int channels) {
    for (int c = from; c < channels; c++) {
      float sum = 0;
      for (int i = 0; i < count; i++) {
        sum += x[pixelAt[i] + c];
      }
      y[yAt + c] = sum / count;
    }
  }

  @Override
  public void addShares(float[] g, int yAt, int[] pixelAt, int count, float[] dx, int channels) {
    for (int c = from; c < channels; c++) {
      float share = g[yAt + c] / count;
      for (int i = 0; i < count; i++) {
        dx[pixelAt[i] + c] += share;
      }
    }
  }
}
