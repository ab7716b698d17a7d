package dev.sarvi.kernel.vector;

import dev.sarvi.kernel.FloatGather;
import dev.sarvi.kernel.FloatMatMulKernel;
import dev.sarvi.kernel.FloatMatrix;
import dev.sarvi.kernel.FloatPanels;
import dev.sarvi.kernel.FloatSums;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The matrix product with a tile of the result in registers, eight rows by two vectors. {@code b}
 * comes in panels as wide as a tile; {@code a} is read where it lies if the rows of a tile are
 * evenly spaced, and copied into a strip if they are not. For few rows, panels would be more work
 * than the product: then {@code b} is read once, row by row.
 */
public final class FloatVectorMatMul implements FloatMatMulKernel {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();
  private static final int TILE_ROWS = 8;
  private static final int TILE_COLUMNS = 2 * LANES;

  /** Up to so many rows b is read where it lies. */
  private static final int FEW_ROWS = 8;

  /** Rows of b that are added in one go where it is. */
  private static final int LINES = 8;

  /** How many numbers of b are gone through before the next, to stay in the second cache. */
  private static final int BLOCK = 1 << 17;

  private static final int LEAST_DEPTH = 256;

  /** Where the rows of a tile begin that is by itself. */
  private static final int[] TILE = new int[TILE_ROWS];

  static {
    Arrays.setAll(TILE, row -> row * TILE_COLUMNS);
  }

  @Override
  public void prepare(FloatPanels b, int rows) {
    if (!readsInPlace(b, rows)) {
      b.panels(TILE_COLUMNS);
    }
  }

  @Override
  public void add(FloatGather a, FloatPanels b, int column, FloatSums c) {
    if (readsInPlace(b, c.rows())) {
      addFewRows(a, b.matrix().block(0, column, a.columns(), c.columns()), c);
      return;
    }
    float[] panels = b.panels(TILE_COLUMNS);
    for (int k = 0; k < a.columns(); ) {
      int depth = Math.min(depth(a, c.columns()), a.columns() - k);
      Strip strip = new Strip(a, k, depth);
      for (int i = 0; i < c.rows(); i += TILE_ROWS) {
        strip.moveTo(i);
        for (int j = 0; j < c.columns(); j += TILE_COLUMNS) {
          int panel = (column + j) * a.columns() + k * TILE_COLUMNS;
          addTile(strip, panels, panel, c, i, j);
        }
      }
      k += depth;
    }
  }

  private static boolean readsInPlace(FloatPanels b, int rows) {
    return rows <= FEW_ROWS && b.matrix().columnStride() == 1;
  }

  /** How far along k a block reaches: over whole segments, where there are several. */
  private static int depth(FloatGather a, int columns) {
    int depth = Math.max(LEAST_DEPTH, BLOCK / Math.max(1, columns));
    return a.segmentAt().length == 1
        ? depth
        : Math.max(1, depth / a.segmentLength()) * a.segmentLength();
  }

  private static void addFewRows(FloatGather a, FloatMatrix b, FloatSums c) {
    int k = 0;
    int[] columnAt = new int[LINES];
    for (; k + LINES <= a.columns(); k += LINES) {
      for (int line = 0; line < LINES; line++) {
        columnAt[line] = a.columnAt(k + line);
      }
      for (int i = 0; i < c.rows(); i++) {
        addLines(a.data(), a.rowAt()[i], columnAt, b, b.at(k, 0), c.data(), c.rowAt()[i]);
      }
    }
    for (; k < a.columns(); k++) {
      int columnAtK = a.columnAt(k);
      for (int i = 0; i < c.rows(); i++) {
        addLine(a.data()[a.rowAt()[i] + columnAtK], b, b.at(k, 0), c.data(), c.rowAt()[i], 0);
      }
    }
  }

  /** Adds a few rows of b to a row of sums: {@code c += Σ a[columnAt[i]]·b[i]}. */
  private static void addLines(
      float[] a, int row, int[] columnAt, FloatMatrix b, int bAt, float[] c, int cAt) {
    FloatVector a0 = FloatVector.broadcast(SPECIES, a[row + columnAt[0]]);
    FloatVector a1 = FloatVector.broadcast(SPECIES, a[row + columnAt[1]]);
    FloatVector a2 = FloatVector.broadcast(SPECIES, a[row + columnAt[2]]);
    FloatVector a3 = FloatVector.broadcast(SPECIES, a[row + columnAt[3]]);
    FloatVector a4 = FloatVector.broadcast(SPECIES, a[row + columnAt[4]]);
    FloatVector a5 = FloatVector.broadcast(SPECIES, a[row + columnAt[5]]);
    FloatVector a6 = FloatVector.broadcast(SPECIES, a[row + columnAt[6]]);
    FloatVector a7 = FloatVector.broadcast(SPECIES, a[row + columnAt[7]]);
    float[] data = b.data();
    int stride = b.rowStride();
    int bound = SPECIES.loopBound(b.columns());
    for (int j = 0; j < bound; j += LANES) {
      int at = bAt + j;
      FloatVector sum = FloatVector.fromArray(SPECIES, c, cAt + j);
      sum = a0.fma(FloatVector.fromArray(SPECIES, data, at), sum);
      sum = a1.fma(FloatVector.fromArray(SPECIES, data, at + stride), sum);
      sum = a2.fma(FloatVector.fromArray(SPECIES, data, at + 2 * stride), sum);
      sum = a3.fma(FloatVector.fromArray(SPECIES, data, at + 3 * stride), sum);
      sum = a4.fma(FloatVector.fromArray(SPECIES, data, at + 4 * stride), sum);
      sum = a5.fma(FloatVector.fromArray(SPECIES, data, at + 5 * stride), sum);
      sum = a6.fma(FloatVector.fromArray(SPECIES, data, at + 6 * stride), sum);
      sum = a7.fma(FloatVector.fromArray(SPECIES, data, at + 7 * stride), sum);
      sum.intoArray(c, cAt + j);
    }
    for (int i = 0; i < LINES; i++) {
      addLine(a[row + columnAt[i]], b, bAt + i * stride, c, cAt, bound);
    }
  }

  private static void addLine(float factor, FloatMatrix b, int bAt, float[] c, int cAt, int from) {
    float[] data = b.data();
    for (int j = from; j < b.columns(); j++) {
      c[cAt + j] = Math.fma(factor, data[bAt + j], c[cAt + j]);
    }
  }

  /** Eight rows of a, or as many as are left: where they are, or copied. */
  private static final class Strip {
    /** Rows that begin in the same set of the first cache would drive each other out of it. */
    private static final int APART = 16;

    private final FloatGather matrix;
    private final int from;
    private final int depth;
    private final int[] oneSegment = new int[1];
    private float[] copy;

    private float[] data;
    private int origin;
    private int start;
    private int rowStride;
    private int step;
    private int[] segmentAt;
    private int segment;
    private int segmentLength;

    Strip(FloatGather matrix, int from, int depth) {
      this.matrix = matrix;
      this.from = from;
      this.depth = depth;
    }

    void moveTo(int row) {
      int rows = Math.min(TILE_ROWS, matrix.rows() - row);
      if (rows == TILE_ROWS && areEvenlySpaced(row)) {
        data = matrix.data();
        origin = matrix.rowAt()[row];
        start = origin + matrix.columnAt(from);
        rowStride = matrix.rowAt()[row + 1] - origin;
        step = matrix.step();
        segmentAt = matrix.segmentAt();
        segment = from / matrix.segmentLength();
        segmentLength = matrix.segmentLength();
      } else {
        copyRows(row, rows);
      }
    }

    private boolean areEvenlySpaced(int row) {
      int[] at = matrix.rowAt();
      int apart = at[row + 1] - at[row];
      for (int i = 2; i < TILE_ROWS; i++) {
        if (at[row + i] - at[row + i - 1] != apart) {
          return false;
        }
      }
      return true;
    }

    private void copyRows(int row, int rows) {
      if (copy == null) {
        copy = new float[TILE_ROWS * (depth + APART)];
      }
      data = copy;
      origin = 0;
      start = 0;
      rowStride = depth + APART;
      step = 1;
      segmentAt = oneSegment;
      segment = 0;
      segmentLength = depth;
      for (int i = 0; i < rows; i++) {
        matrix.copyRow(row + i, from, depth, data, i * rowStride);
      }
      Arrays.fill(data, rows * rowStride, data.length, 0);
    }
  }

  /** A tile of c: itself, or a copy where it is cut off by an edge. */
  private static void addTile(Strip strip, float[] panels, int panel, FloatSums c, int i, int j) {
    int rows = Math.min(TILE_ROWS, c.rows() - i);
    int columns = Math.min(TILE_COLUMNS, c.columns() - j);
    if (rows == TILE_ROWS && columns == TILE_COLUMNS) {
      addTile(strip, panels, panel, c.data(), c.rowAt(), i, j);
      return;
    }
    float[] tile = new float[TILE_ROWS * TILE_COLUMNS];
    for (int row = 0; row < rows; row++) {
      System.arraycopy(c.data(), c.rowAt()[i + row] + j, tile, row * TILE_COLUMNS, columns);
    }
    addTile(strip, panels, panel, tile, TILE, 0, 0);
    for (int row = 0; row < rows; row++) {
      System.arraycopy(tile, row * TILE_COLUMNS, c.data(), c.rowAt()[i + row] + j, columns);
    }
  }

  /**
   * The micro kernel. There is one loop over all segments, since vectors that live through two
   * nested loops are boxed on JDK 17 (6 instead of 115 GFLOP/s), and no method takes vectors, since
   * C2 does not inline it here (50 instead of 115).
   */
  private static void addTile(
      Strip strip, float[] panels, int panel, float[] c, int[] rowAt, int i, int j) {
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
    float[] a = strip.data;
    int row = strip.rowStride;
    int step = strip.step;
    int[] segmentAt = strip.segmentAt;
    int segment = strip.segment;
    int inSegment = strip.segmentLength * TILE_COLUMNS;
    int end = panel + strip.depth * TILE_COLUMNS;
    int cut = panel + inSegment;
    for (int b = panel, p = strip.start; b < end; b += TILE_COLUMNS, p += step) {
      if (b == cut) {
        p = strip.origin + segmentAt[++segment];
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
}
