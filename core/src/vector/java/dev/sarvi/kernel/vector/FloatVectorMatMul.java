package dev.sarvi.kernel.vector;

import static dev.sarvi.kernel.vector.FloatVectorTile.COLUMNS;
import static dev.sarvi.kernel.vector.FloatVectorTile.NARROW_ROWS;
import static dev.sarvi.kernel.vector.FloatVectorTile.WIDE_ROWS;

import dev.sarvi.kernel.FloatGather;
import dev.sarvi.kernel.FloatMatMulKernel;
import dev.sarvi.kernel.FloatMatrix;
import dev.sarvi.kernel.FloatPanels;
import dev.sarvi.kernel.FloatSums;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The matrix product with a tile of the result in registers. {@code b} comes in panels as wide as a
 * tile; {@code a} is read where it lies if the rows of a tile are evenly spaced, and copied into a
 * strip if they are not. For few rows, panels would be more work than the product: then {@code b}
 * is read once, row by row.
 */
public final class FloatVectorMatMul implements FloatMatMulKernel {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  /** Rows of b that are added in one go where it is. */
  private static final int LINES = 8;

  /** How many numbers of b are gone through before the next, to stay in the second cache. */
  private static final int BLOCK = 1 << 17;

  private static final int LEAST_DEPTH = 256;

  /** Where the rows of a tile begin that is copied. */
  private static final int[] EDGE_AT = new int[NARROW_ROWS];

  static {
    Arrays.setAll(EDGE_AT, row -> row * COLUMNS);
  }

  @Override
  public void prepare(FloatPanels b, int rows) {
    if (!readsInPlace(b, rows)) {
      b.panels(COLUMNS, FloatVectorTile::copyRows);
    }
  }

  @Override
  public void add(FloatGather a, FloatPanels b, int column, FloatSums c) {
    if (readsInPlace(b, c.rows())) {
      addFewRows(a, b.matrix().block(0, column, a.columns(), c.columns()), c);
      return;
    }
    float[] panels = b.panels(COLUMNS, FloatVectorTile::copyRows);
    for (int k = 0; k < a.columns(); ) {
      int depth = Math.min(depth(a, c.columns()), a.columns() - k);
      addTiles(a, k, depth, panels, column, c);
      k += depth;
    }
  }

  /** Wide tiles, and narrow ones where the last panel would leave half of a wide one empty. */
  private static void addTiles(
      FloatGather a, int from, int depth, float[] panels, int column, FloatSums c) {
    int over = c.columns() % COLUMNS;
    int wide = over > LANES ? c.columns() : c.columns() - over;
    float[] edge = new float[NARROW_ROWS * COLUMNS];
    if (wide > 0) {
      FloatStrip strip = new FloatStrip(a, from, depth, WIDE_ROWS);
      for (int i = 0; i < c.rows(); i += WIDE_ROWS) {
        strip.moveTo(i);
        for (int j = 0; j < wide; j += COLUMNS) {
          int panel = (column + j) * a.columns() + from * COLUMNS;
          addTile(strip, panels, panel, c, i, j, edge);
        }
      }
    }
    if (wide < c.columns()) {
      FloatStrip strip = new FloatStrip(a, from, depth, NARROW_ROWS);
      int panel = (column + wide) * a.columns() + from * COLUMNS;
      for (int i = 0; i < c.rows(); i += NARROW_ROWS) {
        strip.moveTo(i);
        addTile(strip, panels, panel, c, i, wide, edge);
      }
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

  /** A tile of c: itself, or a copy where it is cut off by an edge. */
  private static void addTile(
      FloatStrip strip, float[] panels, int panel, FloatSums c, int i, int j, float[] edge) {
    int tileColumns = strip.rows() == WIDE_ROWS ? COLUMNS : LANES;
    int rows = Math.min(strip.rows(), c.rows() - i);
    int columns = Math.min(tileColumns, c.columns() - j);
    if (rows == strip.rows() && columns == tileColumns) {
      addTile(strip, panels, panel, c.data(), c.rowAt(), i, j);
      return;
    }
    for (int row = 0; row < rows; row++) {
      System.arraycopy(c.data(), c.rowAt()[i + row] + j, edge, row * COLUMNS, columns);
    }
    addTile(strip, panels, panel, edge, EDGE_AT, 0, 0);
    for (int row = 0; row < rows; row++) {
      System.arraycopy(edge, row * COLUMNS, c.data(), c.rowAt()[i + row] + j, columns);
    }
  }

  private static void addTile(
      FloatStrip strip, float[] panels, int panel, float[] c, int[] rowAt, int i, int j) {
    if (strip.rows() == WIDE_ROWS) {
      FloatVectorTile.addWide(strip, panels, panel, c, rowAt, i, j);
    } else {
      FloatVectorTile.addNarrow(strip, panels, panel, c, rowAt, i, j);
    }
  }
}
