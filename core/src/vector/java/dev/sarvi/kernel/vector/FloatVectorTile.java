package dev.sarvi.kernel.vector;

import dev.sarvi.kernel.FloatMatrix;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The micro kernels of the matrix product: sixteen vectors of sums stay in registers while a strip
 * of {@code a} and a panel of {@code b} are gone through. Each has one loop over all segments,
 * since vectors that live through two nested loops are boxed on JDK 17 (6 instead of 115 GFLOP/s),
 * and no method takes vectors, since C2 does not inline it here (50 instead of 115).
 */
final class FloatVectorTile {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  /** How many columns a panel has. */
  static final int COLUMNS = 2 * LANES;

  /** Rows of a tile as wide as a panel. */
  static final int WIDE_ROWS = 8;

  /** Rows of a tile that is one vector wide: the first half of a panel. */
  static final int NARROW_ROWS = 16;

  private FloatVectorTile() {}

  /** Copies rows of at most the width of a panel; what they lack is filled up with zeros. */
  static void copyRows(FloatMatrix from, float[] to, int at) {
    float[] data = from.data();
    FloatVector zeros = FloatVector.zero(SPECIES);
    for (int i = 0, p = from.offset(), q = at;
        i < from.rows();
        i++, p += from.rowStride(), q += COLUMNS) {
      if (from.columns() == COLUMNS) {
        FloatVector.fromArray(SPECIES, data, p).intoArray(to, q);
        FloatVector.fromArray(SPECIES, data, p + LANES).intoArray(to, q + LANES);
      } else if (from.columns() == LANES) {
        FloatVector.fromArray(SPECIES, data, p).intoArray(to, q);
        zeros.intoArray(to, q + LANES);
      } else {
        System.arraycopy(data, p, to, q, from.columns());
        Arrays.fill(to, q + from.columns(), q + COLUMNS, 0);
      }
    }
  }

  /** {@code c += a·b} for eight rows and two vectors of columns. */
  static void addWide(
      FloatStrip strip, float[] panels, int panel, float[] c, int[] rowAt, int i, int j) {
    FloatVector c00 = FloatVector.fromArray(SPECIES, c, rowAt[i] + j);
    FloatVector c01 = FloatVector.fromArray(SPECIES, c, rowAt[i] + j + LANES);
    FloatVector c10 = FloatVector.fromArray(SPECIES, c, rowAt[i + 1] + j);
    FloatVector c11 = FloatVector.fromArray(SPECIES, c, rowAt[i + 1] + j + LANES);
    FloatVector c20 = FloatVector.fromArray(SPECIES, c, rowAt[i + 2] + j);
    FloatVector c21 = FloatVector.fromArray(SPECIES, c, rowAt[i + 2] + j + LANES);
    FloatVector c30 = FloatVector.fromArray(SPECIES, c, rowAt[i + 3] + j);
    FloatVector c31 = FloatVector.fromArray(SPECIES, c, rowAt[i + 3] + j + LANES);
    FloatVector c40 = FloatVector.fromArray(SPECIES, c, rowAt[i + 4] + j);
    FloatVector c41 = FloatVector.fromArray(SPECIES, c, rowAt[i + 4] + j + LANES);
    FloatVector c50 = FloatVector.fromArray(SPECIES, c, rowAt[i + 5] + j);
    FloatVector c51 = FloatVector.fromArray(SPECIES, c, rowAt[i + 5] + j + LANES);
    FloatVector c60 = FloatVector.fromArray(SPECIES, c, rowAt[i + 6] + j);
    FloatVector c61 = FloatVector.fromArray(SPECIES, c, rowAt[i + 6] + j + LANES);
    FloatVector c70 = FloatVector.fromArray(SPECIES, c, rowAt[i + 7] + j);
    FloatVector c71 = FloatVector.fromArray(SPECIES, c, rowAt[i + 7] + j + LANES);
    float[] a = strip.data();
    int row = strip.rowStride();
    int step = strip.step();
    int[] segmentAt = strip.segmentAt();
    int segment = strip.segment();
    int inSegment = strip.segmentLength() * COLUMNS;
    int end = panel + strip.depth() * COLUMNS;
    int cut = panel + inSegment;
    for (int b = panel, p = strip.start(); b < end; b += COLUMNS, p += step) {
      if (b == cut) {
        p = strip.origin() + segmentAt[++segment];
        cut += inSegment;
      }
      FloatVector b0 = FloatVector.fromArray(SPECIES, panels, b);
      FloatVector b1 = FloatVector.fromArray(SPECIES, panels, b + LANES);
      FloatVector x = FloatVector.broadcast(SPECIES, a[p]);
      c00 = x.fma(b0, c00);
      c01 = x.fma(b1, c01);
      x = FloatVector.broadcast(SPECIES, a[p + row]);
      c10 = x.fma(b0, c10);
      c11 = x.fma(b1, c11);
      x = FloatVector.broadcast(SPECIES, a[p + 2 * row]);
      c20 = x.fma(b0, c20);
      c21 = x.fma(b1, c21);
      x = FloatVector.broadcast(SPECIES, a[p + 3 * row]);
      c30 = x.fma(b0, c30);
      c31 = x.fma(b1, c31);
      x = FloatVector.broadcast(SPECIES, a[p + 4 * row]);
      c40 = x.fma(b0, c40);
      c41 = x.fma(b1, c41);
      x = FloatVector.broadcast(SPECIES, a[p + 5 * row]);
      c50 = x.fma(b0, c50);
      c51 = x.fma(b1, c51);
      x = FloatVector.broadcast(SPECIES, a[p + 6 * row]);
      c60 = x.fma(b0, c60);
      c61 = x.fma(b1, c61);
      x = FloatVector.broadcast(SPECIES, a[p + 7 * row]);
      c70 = x.fma(b0, c70);
      c71 = x.fma(b1, c71);
    }
    c00.intoArray(c, rowAt[i] + j);
    c01.intoArray(c, rowAt[i] + j + LANES);
    c10.intoArray(c, rowAt[i + 1] + j);
    c11.intoArray(c, rowAt[i + 1] + j + LANES);
    c20.intoArray(c, rowAt[i + 2] + j);
    c21.intoArray(c, rowAt[i + 2] + j + LANES);
    c30.intoArray(c, rowAt[i + 3] + j);
    c31.intoArray(c, rowAt[i + 3] + j + LANES);
    c40.intoArray(c, rowAt[i + 4] + j);
    c41.intoArray(c, rowAt[i + 4] + j + LANES);
    c50.intoArray(c, rowAt[i + 5] + j);
    c51.intoArray(c, rowAt[i + 5] + j + LANES);
    c60.intoArray(c, rowAt[i + 6] + j);
    c61.intoArray(c, rowAt[i + 6] + j + LANES);
    c70.intoArray(c, rowAt[i + 7] + j);
    c71.intoArray(c, rowAt[i + 7] + j + LANES);
  }

  /** {@code c += a·b} for sixteen rows and one vector of columns. */
  static void addNarrow(
      FloatStrip strip, float[] panels, int panel, float[] c, int[] rowAt, int i, int j) {
    FloatVector c0 = FloatVector.fromArray(SPECIES, c, rowAt[i] + j);
    FloatVector c1 = FloatVector.fromArray(SPECIES, c, rowAt[i + 1] + j);
    FloatVector c2 = FloatVector.fromArray(SPECIES, c, rowAt[i + 2] + j);
    FloatVector c3 = FloatVector.fromArray(SPECIES, c, rowAt[i + 3] + j);
    FloatVector c4 = FloatVector.fromArray(SPECIES, c, rowAt[i + 4] + j);
    FloatVector c5 = FloatVector.fromArray(SPECIES, c, rowAt[i + 5] + j);
    FloatVector c6 = FloatVector.fromArray(SPECIES, c, rowAt[i + 6] + j);
    FloatVector c7 = FloatVector.fromArray(SPECIES, c, rowAt[i + 7] + j);
    FloatVector c8 = FloatVector.fromArray(SPECIES, c, rowAt[i + 8] + j);
    FloatVector c9 = FloatVector.fromArray(SPECIES, c, rowAt[i + 9] + j);
    FloatVector c10 = FloatVector.fromArray(SPECIES, c, rowAt[i + 10] + j);
    FloatVector c11 = FloatVector.fromArray(SPECIES, c, rowAt[i + 11] + j);
    FloatVector c12 = FloatVector.fromArray(SPECIES, c, rowAt[i + 12] + j);
    FloatVector c13 = FloatVector.fromArray(SPECIES, c, rowAt[i + 13] + j);
    FloatVector c14 = FloatVector.fromArray(SPECIES, c, rowAt[i + 14] + j);
    FloatVector c15 = FloatVector.fromArray(SPECIES, c, rowAt[i + 15] + j);
    float[] a = strip.data();
    int row = strip.rowStride();
    int step = strip.step();
    int[] segmentAt = strip.segmentAt();
    int segment = strip.segment();
    int inSegment = strip.segmentLength() * COLUMNS;
    int end = panel + strip.depth() * COLUMNS;
    int cut = panel + inSegment;
    for (int b = panel, p = strip.start(); b < end; b += COLUMNS, p += step) {
      if (b == cut) {
        p = strip.origin() + segmentAt[++segment];
        cut += inSegment;
      }
      FloatVector b0 = FloatVector.fromArray(SPECIES, panels, b);
      int q = p + 8 * row;
      FloatVector x = FloatVector.broadcast(SPECIES, a[p]);
      c0 = x.fma(b0, c0);
      x = FloatVector.broadcast(SPECIES, a[p + row]);
      c1 = x.fma(b0, c1);
      x = FloatVector.broadcast(SPECIES, a[p + 2 * row]);
      c2 = x.fma(b0, c2);
      x = FloatVector.broadcast(SPECIES, a[p + 3 * row]);
      c3 = x.fma(b0, c3);
      x = FloatVector.broadcast(SPECIES, a[p + 4 * row]);
      c4 = x.fma(b0, c4);
      x = FloatVector.broadcast(SPECIES, a[p + 5 * row]);
      c5 = x.fma(b0, c5);
      x = FloatVector.broadcast(SPECIES, a[p + 6 * row]);
      c6 = x.fma(b0, c6);
      x = FloatVector.broadcast(SPECIES, a[p + 7 * row]);
      c7 = x.fma(b0, c7);
      x = FloatVector.broadcast(SPECIES, a[q]);
      c8 = x.fma(b0, c8);
      x = FloatVector.broadcast(SPECIES, a[q + row]);
      c9 = x.fma(b0, c9);
      x = FloatVector.broadcast(SPECIES, a[q + 2 * row]);
      c10 = x.fma(b0, c10);
      x = FloatVector.broadcast(SPECIES, a[q + 3 * row]);
      c11 = x.fma(b0, c11);
      x = FloatVector.broadcast(SPECIES, a[q + 4 * row]);
      c12 = x.fma(b0, c12);
      x = FloatVector.broadcast(SPECIES, a[q + 5 * row]);
      c13 = x.fma(b0, c13);
      x = FloatVector.broadcast(SPECIES, a[q + 6 * row]);
      c14 = x.fma(b0, c14);
      x = FloatVector.broadcast(SPECIES, a[q + 7 * row]);
      c15 = x.fma(b0, c15);
    }
    c0.intoArray(c, rowAt[i] + j);
    c1.intoArray(c, rowAt[i + 1] + j);
    c2.intoArray(c, rowAt[i + 2] + j);
    c3.intoArray(c, rowAt[i + 3] + j);
    c4.intoArray(c, rowAt[i + 4] + j);
    c5.intoArray(c, rowAt[i + 5] + j);
    c6.intoArray(c, rowAt[i + 6] + j);
    c7.intoArray(c, rowAt[i + 7] + j);
    c8.intoArray(c, rowAt[i + 8] + j);
    c9.intoArray(c, rowAt[i + 9] + j);
    c10.intoArray(c, rowAt[i + 10] + j);
    c11.intoArray(c, rowAt[i + 11] + j);
    c12.intoArray(c, rowAt[i + 12] + j);
    c13.intoArray(c, rowAt[i + 13] + j);
    c14.intoArray(c, rowAt[i + 14] + j);
    c15.intoArray(c, rowAt[i + 15] + j);
  }
}
