package dev.sarvi.kernel.vector;

import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.NE;

import dev.sarvi.kernel.FloatChannelKernel;
import dev.sarvi.kernel.FloatPlainChannels;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/** Channels in vectors; what does not fill one in plain loops. */
public final class FloatVectorChannels implements FloatChannelKernel {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  /** Positions that share what is loaded of w. */
  private static final int TILE = 4;

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
    int bound = SPECIES.loopBound(channels);
    int p = 0;
    for (; p + TILE <= positionAt.length; p += TILE) {
      for (int c = 0; c < bound; c += LANES) {
        addTile(x, positionAt, p, tapAt, w, wAt, y, sumAt, c, channels);
      }
    }
    for (; p < positionAt.length; p++) {
      for (int c = 0; c < bound; c += LANES) {
        addPosition(x, positionAt[p] + c, tapAt, w, wAt + c, y, sumAt[p] + c, channels);
      }
    }
    if (bound < channels) {
      new FloatPlainChannels(bound).addProducts(x, positionAt, tapAt, w, wAt, y, sumAt, channels);
    }
  }

  private static void addTile(
      float[] x,
      int[] positionAt,
      int p,
      int[] tapAt,
      float[] w,
      int wAt,
      float[] y,
      int[] sumAt,
      int c,
      int channels) {
    int x0 = positionAt[p] + c;
    int x1 = positionAt[p + 1] + c;
    int x2 = positionAt[p + 2] + c;
    int x3 = positionAt[p + 3] + c;
    FloatVector y0 = FloatVector.fromArray(SPECIES, y, sumAt[p] + c);
    FloatVector y1 = FloatVector.fromArray(SPECIES, y, sumAt[p + 1] + c);
    FloatVector y2 = FloatVector.fromArray(SPECIES, y, sumAt[p + 2] + c);
    FloatVector y3 = FloatVector.fromArray(SPECIES, y, sumAt[p + 3] + c);
    int at = wAt + c;
    for (int tap : tapAt) {
      FloatVector factor = FloatVector.fromArray(SPECIES, w, at);
      y0 = factor.fma(FloatVector.fromArray(SPECIES, x, x0 + tap), y0);
      y1 = factor.fma(FloatVector.fromArray(SPECIES, x, x1 + tap), y1);
      y2 = factor.fma(FloatVector.fromArray(SPECIES, x, x2 + tap), y2);
      y3 = factor.fma(FloatVector.fromArray(SPECIES, x, x3 + tap), y3);
      at += channels;
    }
    y0.intoArray(y, sumAt[p] + c);
    y1.intoArray(y, sumAt[p + 1] + c);
    y2.intoArray(y, sumAt[p + 2] + c);
    y3.intoArray(y, sumAt[p + 3] + c);
  }

  private static void addPosition(
      float[] x, int xAt, int[] tapAt, float[] w, int wAt, float[] y, int yAt, int channels) {
    FloatVector sum = FloatVector.fromArray(SPECIES, y, yAt);
    int at = wAt;
    for (int tap : tapAt) {
      FloatVector factor = FloatVector.fromArray(SPECIES, w, at);
      sum = factor.fma(FloatVector.fromArray(SPECIES, x, xAt + tap), sum);
      at += channels;
    }
    sum.intoArray(y, yAt);
  }

  @Override
  public void max(float[] x, int[] pixelAt, int count, float[] y, int yAt, int channels) {
    int bound = SPECIES.loopBound(channels);
    for (int c = 0; c < bound; c += LANES) {
      maxOfLanes(x, pixelAt, count, y, yAt + c, c);
    }
    if (bound < channels) {
      new FloatPlainChannels(bound).max(x, pixelAt, count, y, yAt, channels);
    }
  }

  private static void maxOfLanes(float[] x, int[] pixelAt, int count, float[] y, int yAt, int c) {
    FloatVector max = FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY);
    for (int i = 0; i < count; i++) {
      max = max.max(FloatVector.fromArray(SPECIES, x, pixelAt[i] + c));
    }
    max.intoArray(y, yAt);
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
    int bound = SPECIES.loopBound(channels);
    for (int c = 0; c < bound; c += LANES) {
      addToFirstOfLanes(x, pixelAt, count, y, g, yAt + c, dx, c);
    }
    if (bound < channels) {
      new FloatPlainChannels(bound).addToFirst(x, pixelAt, count, y, g, yAt, dx, channels);
    }
  }

  private static void addToFirstOfLanes(
      float[] x, int[] pixelAt, int count, float[] y, float[] g, int yAt, float[] dx, int c) {
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector max = FloatVector.fromArray(SPECIES, y, yAt);
    FloatVector left = FloatVector.fromArray(SPECIES, g, yAt);
    for (int i = 0; i < count; i++) {
      int at = pixelAt[i] + c;
      FloatVector value = FloatVector.fromArray(SPECIES, x, at);
      VectorMask<Float> found = value.compare(EQ, max).or(value.compare(NE, value));
      FloatVector.fromArray(SPECIES, dx, at).add(zero.blend(left, found)).intoArray(dx, at);
      left = left.blend(zero, found);
    }
  }

  @Override
  public void mean(float[] x, int[] pixelAt, int count, float[] y, int yAt, int channels) {
    int bound = SPECIES.loopBound(channels);
    for (int c = 0; c < bound; c += LANES) {
      meanOfLanes(x, pixelAt, count, y, yAt + c, c);
    }
    if (bound < channels) {
      new FloatPlainChannels(bound).mean(x, pixelAt, count, y, yAt, channels);
    }
  }

  private static void meanOfLanes(float[] x, int[] pixelAt, int count, float[] y, int yAt, int c) {
    FloatVector sum = FloatVector.zero(SPECIES);
    for (int i = 0; i < count; i++) {
      sum = sum.add(FloatVector.fromArray(SPECIES, x, pixelAt[i] + c));
    }
    sum.div(count).intoArray(y, yAt);
  }

  @Override
  public void addShares(float[] g, int yAt, int[] pixelAt, int count, float[] dx, int channels) {
    int bound = SPECIES.loopBound(channels);
    for (int c = 0; c < bound; c += LANES) {
      addSharesToLanes(g, yAt + c, pixelAt, count, dx, c);
    }
    if (bound < channels) {
      new FloatPlainChannels(bound).addShares(g, yAt, pixelAt, count, dx, channels);
    }
  }

  private static void addSharesToLanes(
      float[] g, int yAt, int[] pixelAt, int count, float[] dx, int c) {
    FloatVector share = FloatVector.fromArray(SPECIES, g, yAt).div(count);
    for (int i = 0; i < count; i++) {
      int at = pixelAt[i] + c;
      FloatVector.fromArray(SPECIES, dx, at).add(share).intoArray(dx, at);
    }
  }
}
