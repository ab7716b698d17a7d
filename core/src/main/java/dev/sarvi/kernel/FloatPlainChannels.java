package dev.sarvi.kernel;

import java.util.Arrays;

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
  public void products(
      float[] x, Stretch stretch, float[] w, float[] start, float[] y, int channels) {
    for (int p = 0; p < stretch.count(); p++) {
      int at = stretch.outputAt(p);
      System.arraycopy(start, from, y, at + from, channels - from);
      for (int t = 0; t < stretch.taps().length; t++) {
        addProducts(x, stretch.pixelAt(p, t), w, stretch.taps()[t] * channels, y, at, channels);
      }
    }
  }

  @Override
  public void addProducts(float[] x, Stretch stretch, float[] g, float[] dw, int channels) {
    for (int p = 0; p < stretch.count(); p++) {
      int at = stretch.outputAt(p);
      for (int t = 0; t < stretch.taps().length; t++) {
        addProducts(x, stretch.pixelAt(p, t), g, at, dw, stretch.taps()[t] * channels, channels);
      }
    }
  }

  private void addProducts(
      float[] a, int aAt, float[] b, int bAt, float[] sums, int at, int channels) {
    for (int c = from; c < channels; c++) {
      sums[at + c] = Math.fma(a[aAt + c], b[bAt + c], sums[at + c]);
    }
  }

  @Override
  public void max(float[] x, Stretch stretch, float[] y, int channels) {
    for (int p = 0; p < stretch.count(); p++) {
      int at = stretch.outputAt(p);
      Arrays.fill(y, at + from, at + channels, Float.NEGATIVE_INFINITY);
      for (int t = 0; t < stretch.taps().length; t++) {
        int pixel = stretch.pixelAt(p, t);
        for (int c = from; c < channels; c++) {
          y[at + c] = Math.max(y[at + c], x[pixel + c]);
        }
      }
    }
  }

  @Override
  public void addToFirst(
      float[] x, Stretch stretch, float[] y, float[] g, float[] dx, int channels) {
    for (int p = 0; p < stretch.count(); p++) {
      int at = stretch.outputAt(p);
      for (int c = from; c < channels; c++) {
        for (int t = 0; t < stretch.taps().length; t++) {
          int pixel = stretch.pixelAt(p, t) + c;
          if (x[pixel] == y[at + c] || Float.isNaN(x[pixel])) {
            dx[pixel] += g[at + c];
            break;
          }
        }
      }
    }
  }

  @Override
  public void mean(float[] x, Stretch stretch, float[] y, int channels) {
    int count = stretch.taps().length;
    for (int p = 0; p < stretch.count(); p++) {
      int at = stretch.outputAt(p);
      Arrays.fill(y, at + from, at + channels, 0);
      for (int t = 0; t < count; t++) {
        int pixel = stretch.pixelAt(p, t);
        for (int c = from; c < channels; c++) {
          y[at + c] += x[pixel + c];
        }
      }
      for (int c = from; c < channels; c++) {
        y[at + c] /= count;
      }
    }
  }

  @Override
  public void addShares(float[] g, Stretch stretch, float[] dx, int channels) {
    int count = stretch.taps().length;
    for (int p = 0; p < stretch.count(); p++) {
      int at = stretch.outputAt(p);
      for (int t = 0; t < count; t++) {
        int pixel = stretch.pixelAt(p, t);
        for (int c = from; c < channels; c++) {
          dx[pixel + c] += g[at + c] / count;
        }
      }
    }
  }
}
