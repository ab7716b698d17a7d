package dev.sarvi.kernel.vector;

import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.NE;

import dev.sarvi.kernel.FloatChannelKernel;
import dev.sarvi.kernel.FloatPlainChannels;
import dev.sarvi.kernel.Stretch;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * Channels in vectors. Where they do not end with one, the last begins earlier and computes some
 * once more.
 */
public final class FloatVectorChannels implements FloatChannelKernel {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  /** Positions, or taps, that share what is loaded for all of them. */
  private static final int TILE = 4;

  /** Positions that share the pixels under their taps, too. */
  private static final int NEIGHBOURS = 8;

  /** Taps that share them: so many in a row of the window, or a multiple. */
  private static final int TAPS = 3;

  private static final FloatChannelKernel PLAIN = new FloatPlainChannels(0);

  @Override
  public void products(
      float[] x, Stretch stretch, float[] w, float[] start, float[] y, int channels) {
    if (channels < LANES) {
      PLAIN.products(x, stretch, w, start, y, channels);
      return;
    }
    int p = 0;
    if (sharesPixels(stretch)) {
      for (; p + NEIGHBOURS <= stretch.count(); p += NEIGHBOURS) {
        for (int c = 0; c < channels; c += LANES) {
          productsOfNeighbours(x, stretch, p, w, start, y, Math.min(c, channels - LANES), channels);
        }
      }
    }
    for (; p + TILE <= stretch.count(); p += TILE) {
      for (int c = 0; c < channels; c += LANES) {
        productsOfTile(x, stretch, p, w, start, y, Math.min(c, channels - LANES), channels);
      }
    }
    for (; p < stretch.count(); p++) {
      for (int c = 0; c < channels; c += LANES) {
        productsOfPosition(x, stretch, p, w, start, y, Math.min(c, channels - LANES), channels);
      }
    }
  }

  private static void productsOfTile(
      float[] x,
      Stretch stretch,
      int position,
      float[] w,
      float[] start,
      float[] y,
      int c,
      int channels) {
    FloatVector y0 = FloatVector.fromArray(SPECIES, start, c);
    FloatVector y1 = y0;
    FloatVector y2 = y0;
    FloatVector y3 = y0;
    int step = stretch.pixelStep();
    int first = stretch.pixelAt() + position * step + c;
    int[] taps = stretch.taps();
    int[] tapAt = stretch.tapAt();
    for (int t = 0; t < taps.length; t++) {
      FloatVector factor = FloatVector.fromArray(SPECIES, w, taps[t] * channels + c);
      int at = first + tapAt[t];
      y0 = factor.fma(FloatVector.fromArray(SPECIES, x, at), y0);
      y1 = factor.fma(FloatVector.fromArray(SPECIES, x, at + step), y1);
      y2 = factor.fma(FloatVector.fromArray(SPECIES, x, at + 2 * step), y2);
      y3 = factor.fma(FloatVector.fromArray(SPECIES, x, at + 3 * step), y3);
    }
    y0.intoArray(y, stretch.outputAt(position) + c);
    y1.intoArray(y, stretch.outputAt(position + 1) + c);
    y2.intoArray(y, stretch.outputAt(position + 2) + c);
    y3.intoArray(y, stretch.outputAt(position + 3) + c);
  }

  /** Whether taps come in threes, each where the one before it is at the next position. */
  private static boolean sharesPixels(Stretch stretch) {
    int[] tapAt = stretch.tapAt();
    boolean shares = tapAt.length > 0 && tapAt.length % TAPS == 0;
    for (int t = 0; shares && t < tapAt.length; t += TAPS) {
      shares =
          tapAt[t + 1] - tapAt[t] == stretch.pixelStep()
              && tapAt[t + 2] - tapAt[t + 1] == stretch.pixelStep();
    }
    return shares;
  }

  private static void productsOfNeighbours(
      float[] x,
      Stretch stretch,
      int position,
      float[] w,
      float[] start,
      float[] y,
      int c,
      int channels) {
    FloatVector y0 = FloatVector.fromArray(SPECIES, start, c);
    FloatVector y1 = y0;
    FloatVector y2 = y0;
    FloatVector y3 = y0;
    FloatVector y4 = y0;
    FloatVector y5 = y0;
    FloatVector y6 = y0;
    FloatVector y7 = y0;
    int step = stretch.pixelStep();
    int first = stretch.pixelAt(position, 0) + c;
    int[] taps = stretch.taps();
    int[] tapAt = stretch.tapAt();
    for (int t = 0; t < taps.length; t += TAPS) {
      int at = first + tapAt[t];
      FloatVector x0 = FloatVector.fromArray(SPECIES, x, at);
      FloatVector x1 = FloatVector.fromArray(SPECIES, x, at + step);
      FloatVector x2 = FloatVector.fromArray(SPECIES, x, at + 2 * step);
      FloatVector x3 = FloatVector.fromArray(SPECIES, x, at + 3 * step);
      FloatVector x4 = FloatVector.fromArray(SPECIES, x, at + 4 * step);
      FloatVector x5 = FloatVector.fromArray(SPECIES, x, at + 5 * step);
      FloatVector x6 = FloatVector.fromArray(SPECIES, x, at + 6 * step);
      FloatVector x7 = FloatVector.fromArray(SPECIES, x, at + 7 * step);
      FloatVector x8 = FloatVector.fromArray(SPECIES, x, at + 8 * step);
      FloatVector x9 = FloatVector.fromArray(SPECIES, x, at + 9 * step);
      int wAt = taps[t] * channels + c;
      int wStep = (taps[t + 1] - taps[t]) * channels;
      FloatVector w0 = FloatVector.fromArray(SPECIES, w, wAt);
      FloatVector w1 = FloatVector.fromArray(SPECIES, w, wAt + wStep);
      FloatVector w2 = FloatVector.fromArray(SPECIES, w, wAt + 2 * wStep);
      y0 = w2.fma(x2, w1.fma(x1, w0.fma(x0, y0)));
      y1 = w2.fma(x3, w1.fma(x2, w0.fma(x1, y1)));
      y2 = w2.fma(x4, w1.fma(x3, w0.fma(x2, y2)));
      y3 = w2.fma(x5, w1.fma(x4, w0.fma(x3, y3)));
      y4 = w2.fma(x6, w1.fma(x5, w0.fma(x4, y4)));
      y5 = w2.fma(x7, w1.fma(x6, w0.fma(x5, y5)));
      y6 = w2.fma(x8, w1.fma(x7, w0.fma(x6, y6)));
      y7 = w2.fma(x9, w1.fma(x8, w0.fma(x7, y7)));
    }
    int yAt = stretch.outputAt(position) + c;
    int yStep = stretch.outputStep();
    y0.intoArray(y, yAt);
    y1.intoArray(y, yAt + yStep);
    y2.intoArray(y, yAt + 2 * yStep);
    y3.intoArray(y, yAt + 3 * yStep);
    y4.intoArray(y, yAt + 4 * yStep);
    y5.intoArray(y, yAt + 5 * yStep);
    y6.intoArray(y, yAt + 6 * yStep);
    y7.intoArray(y, yAt + 7 * yStep);
  }

  private static void productsOfPosition(
      float[] x,
      Stretch stretch,
      int position,
      float[] w,
      float[] start,
      float[] y,
      int c,
      int channels) {
    FloatVector sum = FloatVector.fromArray(SPECIES, start, c);
    int first = stretch.pixelAt() + position * stretch.pixelStep() + c;
    int[] taps = stretch.taps();
    int[] tapAt = stretch.tapAt();
    for (int t = 0; t < taps.length; t++) {
      FloatVector factor = FloatVector.fromArray(SPECIES, w, taps[t] * channels + c);
      sum = factor.fma(FloatVector.fromArray(SPECIES, x, first + tapAt[t]), sum);
    }
    sum.intoArray(y, stretch.outputAt(position) + c);
  }

  @Override
  public void addProducts(float[] x, Stretch stretch, float[] g, float[] dw, int channels) {
    boolean sharesPixels = sharesPixels(stretch);
    int bound = SPECIES.loopBound(channels);
    for (int c = 0; c < bound; c += LANES) {
      int p = 0;
      for (; sharesPixels && p + NEIGHBOURS <= stretch.count(); p += NEIGHBOURS) {
        addProductsOfNeighbours(x, stretch, p, g, dw, c, channels);
      }
      int t = 0;
      for (; t + TILE <= stretch.taps().length; t += TILE) {
        addProductsToTile(x, stretch, p, g, dw, t, c, channels);
      }
      for (; t < stretch.taps().length; t++) {
        addProductsToTap(x, stretch, p, g, dw, t, c, channels);
      }
    }
    if (bound < channels) {
      new FloatPlainChannels(bound).addProducts(x, stretch, g, dw, channels);
    }
  }

  private static void addProductsOfNeighbours(
      float[] x, Stretch stretch, int position, float[] g, float[] dw, int c, int channels) {
    int gAt = stretch.outputAt(position) + c;
    int gStep = stretch.outputStep();
    FloatVector g0 = FloatVector.fromArray(SPECIES, g, gAt);
    FloatVector g1 = FloatVector.fromArray(SPECIES, g, gAt + gStep);
    FloatVector g2 = FloatVector.fromArray(SPECIES, g, gAt + 2 * gStep);
    FloatVector g3 = FloatVector.fromArray(SPECIES, g, gAt + 3 * gStep);
    FloatVector g4 = FloatVector.fromArray(SPECIES, g, gAt + 4 * gStep);
    FloatVector g5 = FloatVector.fromArray(SPECIES, g, gAt + 5 * gStep);
    FloatVector g6 = FloatVector.fromArray(SPECIES, g, gAt + 6 * gStep);
    FloatVector g7 = FloatVector.fromArray(SPECIES, g, gAt + 7 * gStep);
    int step = stretch.pixelStep();
    int first = stretch.pixelAt(position, 0) + c;
    int[] taps = stretch.taps();
    int[] tapAt = stretch.tapAt();
    for (int t = 0; t < taps.length; t += TAPS) {
      int at = first + tapAt[t];
      FloatVector x0 = FloatVector.fromArray(SPECIES, x, at);
      FloatVector x1 = FloatVector.fromArray(SPECIES, x, at + step);
      FloatVector x2 = FloatVector.fromArray(SPECIES, x, at + 2 * step);
      FloatVector x3 = FloatVector.fromArray(SPECIES, x, at + 3 * step);
      FloatVector x4 = FloatVector.fromArray(SPECIES, x, at + 4 * step);
      FloatVector x5 = FloatVector.fromArray(SPECIES, x, at + 5 * step);
      FloatVector x6 = FloatVector.fromArray(SPECIES, x, at + 6 * step);
      FloatVector x7 = FloatVector.fromArray(SPECIES, x, at + 7 * step);
      FloatVector x8 = FloatVector.fromArray(SPECIES, x, at + 8 * step);
      FloatVector x9 = FloatVector.fromArray(SPECIES, x, at + 9 * step);
      int dAt = taps[t] * channels + c;
      int dStep = (taps[t + 1] - taps[t]) * channels;
      FloatVector d0 = FloatVector.fromArray(SPECIES, dw, dAt);
      FloatVector d1 = FloatVector.fromArray(SPECIES, dw, dAt + dStep);
      FloatVector d2 = FloatVector.fromArray(SPECIES, dw, dAt + 2 * dStep);
      d0 = g0.fma(x0, d0);
      d1 = g0.fma(x1, d1);
      d2 = g0.fma(x2, d2);
      d0 = g1.fma(x1, d0);
      d1 = g1.fma(x2, d1);
      d2 = g1.fma(x3, d2);
      d0 = g2.fma(x2, d0);
      d1 = g2.fma(x3, d1);
      d2 = g2.fma(x4, d2);
      d0 = g3.fma(x3, d0);
      d1 = g3.fma(x4, d1);
      d2 = g3.fma(x5, d2);
      d0 = g4.fma(x4, d0);
      d1 = g4.fma(x5, d1);
      d2 = g4.fma(x6, d2);
      d0 = g5.fma(x5, d0);
      d1 = g5.fma(x6, d1);
      d2 = g5.fma(x7, d2);
      d0 = g6.fma(x6, d0);
      d1 = g6.fma(x7, d1);
      d2 = g6.fma(x8, d2);
      d0 = g7.fma(x7, d0);
      d1 = g7.fma(x8, d1);
      d2 = g7.fma(x9, d2);
      d0.intoArray(dw, dAt);
      d1.intoArray(dw, dAt + dStep);
      d2.intoArray(dw, dAt + 2 * dStep);
    }
  }

  private static void addProductsToTile(
      float[] x, Stretch stretch, int from, float[] g, float[] dw, int tap, int c, int channels) {
    int[] taps = stretch.taps();
    FloatVector d0 = FloatVector.fromArray(SPECIES, dw, taps[tap] * channels + c);
    FloatVector d1 = FloatVector.fromArray(SPECIES, dw, taps[tap + 1] * channels + c);
    FloatVector d2 = FloatVector.fromArray(SPECIES, dw, taps[tap + 2] * channels + c);
    FloatVector d3 = FloatVector.fromArray(SPECIES, dw, taps[tap + 3] * channels + c);
    int[] tapAt = stretch.tapAt();
    for (int p = from; p < stretch.count(); p++) {
      FloatVector factor = FloatVector.fromArray(SPECIES, g, stretch.outputAt(p) + c);
      int at = stretch.pixelAt() + p * stretch.pixelStep() + c;
      d0 = factor.fma(FloatVector.fromArray(SPECIES, x, at + tapAt[tap]), d0);
      d1 = factor.fma(FloatVector.fromArray(SPECIES, x, at + tapAt[tap + 1]), d1);
      d2 = factor.fma(FloatVector.fromArray(SPECIES, x, at + tapAt[tap + 2]), d2);
      d3 = factor.fma(FloatVector.fromArray(SPECIES, x, at + tapAt[tap + 3]), d3);
    }
    d0.intoArray(dw, taps[tap] * channels + c);
    d1.intoArray(dw, taps[tap + 1] * channels + c);
    d2.intoArray(dw, taps[tap + 2] * channels + c);
    d3.intoArray(dw, taps[tap + 3] * channels + c);
  }

  private static void addProductsToTap(
      float[] x, Stretch stretch, int from, float[] g, float[] dw, int tap, int c, int channels) {
    int sumAt = stretch.taps()[tap] * channels + c;
    FloatVector sum = FloatVector.fromArray(SPECIES, dw, sumAt);
    for (int p = from; p < stretch.count(); p++) {
      FloatVector factor = FloatVector.fromArray(SPECIES, g, stretch.outputAt(p) + c);
      sum = factor.fma(FloatVector.fromArray(SPECIES, x, stretch.pixelAt(p, tap) + c), sum);
    }
    sum.intoArray(dw, sumAt);
  }

  @Override
  public void max(float[] x, Stretch stretch, float[] y, int channels) {
    if (channels < LANES) {
      PLAIN.max(x, stretch, y, channels);
      return;
    }
    for (int p = 0; p < stretch.count(); p++) {
      for (int c = 0; c < channels; c += LANES) {
        maxOfLanes(x, stretch, p, y, Math.min(c, channels - LANES));
      }
    }
  }

  private static void maxOfLanes(float[] x, Stretch stretch, int position, float[] y, int c) {
    FloatVector max = FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY);
    for (int t = 0; t < stretch.taps().length; t++) {
      max = max.max(FloatVector.fromArray(SPECIES, x, stretch.pixelAt(position, t) + c));
    }
    max.intoArray(y, stretch.outputAt(position) + c);
  }

  @Override
  public void addToFirst(
      float[] x, Stretch stretch, float[] y, float[] g, float[] dx, int channels) {
    int bound = SPECIES.loopBound(channels);
    for (int p = 0; p < stretch.count(); p++) {
      for (int c = 0; c < bound; c += LANES) {
        addToFirstOfLanes(x, stretch, p, y, g, dx, c);
      }
    }
    if (bound < channels) {
      new FloatPlainChannels(bound).addToFirst(x, stretch, y, g, dx, channels);
    }
  }

  private static void addToFirstOfLanes(
      float[] x, Stretch stretch, int position, float[] y, float[] g, float[] dx, int c) {
    int yAt = stretch.outputAt(position) + c;
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector max = FloatVector.fromArray(SPECIES, y, yAt);
    FloatVector left = FloatVector.fromArray(SPECIES, g, yAt);
    for (int t = 0; t < stretch.taps().length; t++) {
      int at = stretch.pixelAt(position, t) + c;
      FloatVector value = FloatVector.fromArray(SPECIES, x, at);
      VectorMask<Float> found = value.compare(EQ, max).or(value.compare(NE, value));
      FloatVector.fromArray(SPECIES, dx, at).add(zero.blend(left, found)).intoArray(dx, at);
      left = left.blend(zero, found);
    }
  }

  @Override
  public void mean(float[] x, Stretch stretch, float[] y, int channels) {
    if (channels < LANES) {
      PLAIN.mean(x, stretch, y, channels);
      return;
    }
    for (int p = 0; p < stretch.count(); p++) {
      for (int c = 0; c < channels; c += LANES) {
        meanOfLanes(x, stretch, p, y, Math.min(c, channels - LANES));
      }
    }
  }

  private static void meanOfLanes(float[] x, Stretch stretch, int position, float[] y, int c) {
    FloatVector sum = FloatVector.zero(SPECIES);
    int count = stretch.taps().length;
    for (int t = 0; t < count; t++) {
      sum = sum.add(FloatVector.fromArray(SPECIES, x, stretch.pixelAt(position, t) + c));
    }
    sum.div(count).intoArray(y, stretch.outputAt(position) + c);
  }

  @Override
  public void addShares(float[] g, Stretch stretch, float[] dx, int channels) {
    int bound = SPECIES.loopBound(channels);
    for (int p = 0; p < stretch.count(); p++) {
      for (int c = 0; c < bound; c += LANES) {
        addSharesToLanes(g, stretch, p, dx, c);
      }
    }
    if (bound < channels) {
      new FloatPlainChannels(bound).addShares(g, stretch, dx, channels);
    }
  }

  private static void addSharesToLanes(
      float[] g, Stretch stretch, int position, float[] dx, int c) {
    int count = stretch.taps().length;
    FloatVector share =
        FloatVector.fromArray(SPECIES, g, stretch.outputAt(position) + c).div(count);
    for (int t = 0; t < count; t++) {
      int at = stretch.pixelAt(position, t) + c;
      FloatVector.fromArray(SPECIES, dx, at).add(share).intoArray(dx, at);
    }
  }
}
