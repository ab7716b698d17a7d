package dev.sarvi.kernel.vector;

import dev.sarvi.kernel.FloatMatMulKernel;
import dev.sarvi.kernel.FloatMatrix;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The matrix product with a tile of the result in registers, six rows by two vectors. {@code b} is
 * packed into panels as wide as a tile, {@code a} is read six rows at a time; what does not fill a
 * tile is padded with zeros.
 */
public final class FloatVectorMatMul implements FloatMatMulKernel {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();
  private static final int TILE_ROWS = 6;
  private static final int TILE_COLUMNS = 2 * LANES;

  /** How far along k a panel reaches, to stay in the cache. */
  private static final int DEPTH = 256;

  @Override
  public void add(FloatMatrix a, FloatMatrix b, FloatMatrix c) {
    int panels = (c.columns() + TILE_COLUMNS - 1) / TILE_COLUMNS;
    float[] packed = new float[Math.min(DEPTH, a.columns()) * panels * TILE_COLUMNS];
    for (int k = 0; k < a.columns(); k += DEPTH) {
      int depth = Math.min(DEPTH, a.columns() - k);
      for (int panel = 0; panel < panels; panel++) {
        int j = panel * TILE_COLUMNS;
        int columns = Math.min(TILE_COLUMNS, c.columns() - j);
        pack(b.block(k, j, depth, columns), packed, panel * depth * TILE_COLUMNS);
      }
      addPanels(a.block(0, k, a.rows(), depth), packed, c);
    }
  }

  private static void pack(FloatMatrix b, float[] packed, int start) {
    float[] data = b.data();
    for (int k = 0; k < b.rows(); k++) {
      int to = start + k * TILE_COLUMNS;
      if (b.columnStride() == 1) {
        System.arraycopy(data, b.at(k, 0), packed, to, b.columns());
      } else {
        for (int j = 0; j < b.columns(); j++) {
          packed[to + j] = data[b.at(k, j)];
        }
      }
      Arrays.fill(packed, to + b.columns(), to + TILE_COLUMNS, 0);
    }
  }

  private static void addPanels(FloatMatrix a, float[] panels, FloatMatrix c) {
    float[] strip = new float[TILE_ROWS * a.columns()];
    FloatMatrix tile =
        FloatMatrix.rowMajor(new float[TILE_ROWS * TILE_COLUMNS], 0, TILE_ROWS, TILE_COLUMNS);
    for (int i = 0; i < c.rows(); i += TILE_ROWS) {
      FloatMatrix rows =
          strip(a.block(i, 0, Math.min(TILE_ROWS, c.rows() - i), a.columns()), strip);
      for (int j = 0; j < c.columns(); j += TILE_COLUMNS) {
        FloatMatrix part =
            c.block(
                i, j, Math.min(TILE_ROWS, c.rows() - i), Math.min(TILE_COLUMNS, c.columns() - j));
        if (part.rows() == TILE_ROWS && part.columns() == TILE_COLUMNS) {
          addTile(rows, panels, j * a.columns(), part);
        } else {
          copy(part, tile, part);
          addTile(rows, panels, j * a.columns(), tile);
          copy(tile, part, part);
        }
      }
    }
  }

  /** Six rows of a: themselves, or a copy where they are fewer or far from each other. */
  private static FloatMatrix strip(FloatMatrix a, float[] strip) {
    if (a.rows() == TILE_ROWS && a.columnStride() == 1) {
      return a;
    }
    for (int k = 0; k < a.columns(); k++) {
      for (int i = 0; i < TILE_ROWS; i++) {
        strip[k * TILE_ROWS + i] = i < a.rows() ? a.data()[a.at(i, k)] : 0;
      }
    }
    return new FloatMatrix(strip, 0, TILE_ROWS, a.columns(), 1, TILE_ROWS);
  }

  private static void copy(FloatMatrix from, FloatMatrix to, FloatMatrix size) {
    for (int i = 0; i < size.rows(); i++) {
      System.arraycopy(from.data(), from.at(i, 0), to.data(), to.at(i, 0), size.columns());
    }
  }

  private static void addTile(FloatMatrix a, float[] panels, int panel, FloatMatrix c) {
    FloatVector c00 = load(c, 0, 0);
    FloatVector c01 = load(c, 0, LANES);
    FloatVector c10 = load(c, 1, 0);
    FloatVector c11 = load(c, 1, LANES);
    FloatVector c20 = load(c, 2, 0);
    FloatVector c21 = load(c, 2, LANES);
    FloatVector c30 = load(c, 3, 0);
    FloatVector c31 = load(c, 3, LANES);
    FloatVector c40 = load(c, 4, 0);
    FloatVector c41 = load(c, 4, LANES);
    FloatVector c50 = load(c, 5, 0);
    FloatVector c51 = load(c, 5, LANES);
    float[] data = a.data();
    int row = a.rowStride();
    int end = panel + a.columns() * TILE_COLUMNS;
    for (int b = panel, p = a.offset(); b < end; b += TILE_COLUMNS, p += a.columnStride()) {
      FloatVector b0 = FloatVector.fromArray(SPECIES, panels, b);
      FloatVector b1 = FloatVector.fromArray(SPECIES, panels, b + LANES);
      FloatVector x = FloatVector.broadcast(SPECIES, data[p]);
      c00 = x.fma(b0, c00);
      c01 = x.fma(b1, c01);
      x = FloatVector.broadcast(SPECIES, data[p + row]);
      c10 = x.fma(b0, c10);
      c11 = x.fma(b1, c11);
      x = FloatVector.broadcast(SPECIES, data[p + 2 * row]);
      c20 = x.fma(b0, c20);
      c21 = x.fma(b1, c21);
      x = FloatVector.broadcast(SPECIES, data[p + 3 * row]);
      c30 = x.fma(b0, c30);
      c31 = x.fma(b1, c31);
      x = FloatVector.broadcast(SPECIES, data[p + 4 * row]);
      c40 = x.fma(b0, c40);
      c41 = x.fma(b1, c41);
      x = FloatVector.broadcast(SPECIES, data[p + 5 * row]);
      c50 = x.fma(b0, c50);
      c51 = x.fma(b1, c51);
    }
    store(c, 0, c00, c01);
    store(c, 1, c10, c11);
    store(c, 2, c20, c21);
    store(c, 3, c30, c31);
    store(c, 4, c40, c41);
    store(c, 5, c50, c51);
  }

  private static FloatVector load(FloatMatrix c, int row, int column) {
    return FloatVector.fromArray(SPECIES, c.data(), c.offset() + row * c.rowStride() + column);
  }

  private static void store(FloatMatrix c, int row, FloatVector left, FloatVector right) {
    int position = c.offset() + row * c.rowStride();
    left.intoArray(c.data(), position);
    right.intoArray(c.data(), position + LANES);
  }
}
