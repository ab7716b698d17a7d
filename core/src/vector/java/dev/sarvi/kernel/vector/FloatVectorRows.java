package dev.sarvi.kernel.vector;

import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.MAX;
import static jdk.incubator.vector.VectorOperators.XOR;

import dev.sarvi.kernel.ColumnBlock;
import dev.sarvi.kernel.FloatPlainRows;
import dev.sarvi.kernel.FloatRowKernel;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Rows, and lines of columns, in vectors. */
public final class FloatVectorRows implements FloatRowKernel {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  @Override
  public void max(float[] x, int at, int length, int rows, float[] max) {
    for (int row = 0; row < rows; row++) {
      max[row] = max(x, at + row * length, length);
    }
  }

  private static float max(float[] x, int at, int length) {
    int last = at + length - LANES; // that vector may overlap with the one before
    FloatVector a = FloatVector.fromArray(SPECIES, x, last);
    FloatVector b = a;
    FloatVector c = a;
    FloatVector d = a;
    int i = at;
    for (; i < last - 3 * LANES; i += 4 * LANES) {
      FloatVector nextA = FloatVector.fromArray(SPECIES, x, i);
      FloatVector nextB = FloatVector.fromArray(SPECIES, x, i + LANES);
      FloatVector nextC = FloatVector.fromArray(SPECIES, x, i + 2 * LANES);
      FloatVector nextD = FloatVector.fromArray(SPECIES, x, i + 3 * LANES);
      a = a.blend(nextA, nextA.compare(GT, a));
      b = b.blend(nextB, nextB.compare(GT, b));
      c = c.blend(nextC, nextC.compare(GT, c));
      d = d.blend(nextD, nextD.compare(GT, d));
    }
    for (; i < last; i += LANES) {
      FloatVector next = FloatVector.fromArray(SPECIES, x, i);
      a = a.blend(next, next.compare(GT, a));
    }
    a = a.blend(b, b.compare(GT, a));
    c = c.blend(d, d.compare(GT, c));
    return largest(a.blend(c, c.compare(GT, a)));
  }

  /** By bits, whose comparison is one instruction; those of negative numbers ascend downwards. */
  private static float largest(FloatVector x) {
    var magnitude = ~Float.floatToRawIntBits(-0f);
    var bits = x.reinterpretAsInts();
    var ascending = bits.lanewise(ASHR, Float.SIZE - 1).and(magnitude).lanewise(XOR, bits);
    var largest = ascending.reduceLanes(MAX);
    return Float.intBitsToFloat(largest ^ ((largest >> (Float.SIZE - 1)) & magnitude));
  }

  @Override
  public void subtract(float[] x, int at, int length, int rows, float[] numbers, float[] y) {
    for (int row = 0; row < rows; row++) {
      subtract(x, at + row * length, length, numbers[row], y);
    }
  }

  private static void subtract(float[] x, int at, int length, float number, float[] y) {
    int end = at + SPECIES.loopBound(length);
    for (int i = at; i < end; i += LANES) {
      FloatVector.fromArray(SPECIES, x, i).sub(number).intoArray(y, i);
    }
    for (int i = end; i < at + length; i++) {
      y[i] = x[i] - number;
    }
  }

  @Override
  public void sum(float[] y, int at, int length, int rows, float[] sums, float[] partial) {
    int whole = length - length % QUARTER;
    for (int row = 0; row < rows; row++) {
      int first = at + row * length;
      for (int lane = 0; lane < QUARTER; lane += LANES) {
        sumOfWhole(y, first + lane, whole, partial, lane);
      }
      for (int i = whole; i < length; i++) {
        partial[i - whole] += y[first + i];
      }
      sums[row] = FloatRowKernel.total(partial);
    }
  }

  /** As many of the partial sums as a vector holds, and of each quarter as many. */
  private static void sumOfWhole(float[] y, int at, int length, float[] partial, int lane) {
    FloatVector a = FloatVector.zero(SPECIES);
    FloatVector b = FloatVector.zero(SPECIES);
    FloatVector c = FloatVector.zero(SPECIES);
    FloatVector d = FloatVector.zero(SPECIES);
    int i = at;
    for (int end = at + length - length % PARTIAL_SUMS; i < end; i += PARTIAL_SUMS) {
      a = a.add(FloatVector.fromArray(SPECIES, y, i));
      b = b.add(FloatVector.fromArray(SPECIES, y, i + QUARTER));
      c = c.add(FloatVector.fromArray(SPECIES, y, i + 2 * QUARTER));
      d = d.add(FloatVector.fromArray(SPECIES, y, i + 3 * QUARTER));
    }
    FloatVector sum = a.add(c).add(b.add(d));
    for (int end = at + length; i < end; i += QUARTER) {
      sum = sum.add(FloatVector.fromArray(SPECIES, y, i));
    }
    sum.intoArray(partial, lane);
  }

  @Override
  public void scale(float[] y, int at, int length, int rows, float[] factors) {
    for (int row = 0; row < rows; row++) {
      scale(y, at + row * length, length, factors[row]);
    }
  }

  private static void scale(float[] y, int at, int length, float factor) {
    int end = at + SPECIES.loopBound(length);
    for (int i = at; i < end; i += LANES) {
      FloatVector.fromArray(SPECIES, y, i).mul(factor).intoArray(y, i);
    }
    for (int i = end; i < at + length; i++) {
      y[i] *= factor;
    }
  }

  @Override
  public void dot(
      float[] y, float[] g, int at, int length, int rows, float[] sums, float[] partial) {
    int whole = length - length % QUARTER;
    for (int row = 0; row < rows; row++) {
      int first = at + row * length;
      for (int lane = 0; lane < QUARTER; lane += LANES) {
        dotOfWhole(y, g, first + lane, whole, partial, lane);
      }
      for (int i = whole; i < length; i++) {
        partial[i - whole] = Math.fma(y[first + i], g[first + i], partial[i - whole]);
      }
      sums[row] = FloatRowKernel.total(partial);
    }
  }

  /** As {@link #sumOfWhole}. */
  private static void dotOfWhole(
      float[] y, float[] g, int at, int length, float[] partial, int lane) {
    FloatVector a = FloatVector.zero(SPECIES);
    FloatVector b = FloatVector.zero(SPECIES);
    FloatVector c = FloatVector.zero(SPECIES);
    FloatVector d = FloatVector.zero(SPECIES);
    int i = at;
    for (int end = at + length - length % PARTIAL_SUMS; i < end; i += PARTIAL_SUMS) {
      a = product(y, g, i, a);
      b = product(y, g, i + QUARTER, b);
      c = product(y, g, i + 2 * QUARTER, c);
      d = product(y, g, i + 3 * QUARTER, d);
    }
    FloatVector sum = a.add(c).add(b.add(d));
    for (int end = at + length; i < end; i += QUARTER) {
      sum = product(y, g, i, sum);
    }
    sum.intoArray(partial, lane);
  }

  private static FloatVector product(float[] y, float[] g, int at, FloatVector sum) {
    return FloatVector.fromArray(SPECIES, y, at).fma(FloatVector.fromArray(SPECIES, g, at), sum);
  }

  @Override
  public void timesDifference(
      float[] y, float[] g, int at, int length, int rows, float[] numbers, float[] back) {
    for (int row = 0; row < rows; row++) {
      timesDifference(y, g, at + row * length, length, numbers[row], back);
    }
  }

  private static void timesDifference(
      float[] y, float[] g, int at, int length, float number, float[] back) {
    int end = at + SPECIES.loopBound(length);
    for (int i = at; i < end; i += LANES) {
      FloatVector difference = FloatVector.fromArray(SPECIES, g, i).sub(number);
      FloatVector.fromArray(SPECIES, y, i).mul(difference).intoArray(back, i);
    }
    for (int i = end; i < at + length; i++) {
      back[i] = y[i] * (g[i] - number);
    }
  }

  @Override
  public void subtractMultiple(
      float[] g, int at, int length, int rows, float[] numbers, float[] back) {
    for (int row = 0; row < rows; row++) {
      subtractMultiple(g, at + row * length, length, numbers[row], back);
    }
  }

  private static void subtractMultiple(float[] g, int at, int length, float number, float[] back) {
    int end = at + SPECIES.loopBound(length);
    for (int i = at; i < end; i += LANES) {
      FloatVector multiple = FloatVector.fromArray(SPECIES, back, i).mul(number);
      FloatVector.fromArray(SPECIES, g, i).sub(multiple).intoArray(back, i);
    }
    for (int i = end; i < at + length; i++) {
      back[i] = g[i] - back[i] * number;
    }
  }

  @Override
  public void maxOfColumns(float[] x, ColumnBlock block, float[] max) {
    int whole = SPECIES.loopBound(block.columns());
    System.arraycopy(x, block.at(), max, 0, whole);
    for (int line = 1; line < block.lines(); line++) {
      int at = block.line(line);
      for (int i = 0; i < whole; i += LANES) {
        FloatVector largest = FloatVector.fromArray(SPECIES, max, i);
        FloatVector next = FloatVector.fromArray(SPECIES, x, at + i);
        largest.blend(next, next.compare(GT, largest)).intoArray(max, i);
      }
    }
    if (whole < block.columns()) {
      new FloatPlainRows(whole).maxOfColumns(x, block, max);
    }
  }

  @Override
  public void sumOfColumns(float[] y, ColumnBlock block, float[] sums) {
    int whole = SPECIES.loopBound(block.columns());
    Arrays.fill(sums, 0, whole, 0);
    for (int line = 0; line < block.lines(); line++) {
      int at = block.line(line);
      for (int i = 0; i < whole; i += LANES) {
        FloatVector sum = FloatVector.fromArray(SPECIES, sums, i);
        sum.add(FloatVector.fromArray(SPECIES, y, at + i)).intoArray(sums, i);
      }
    }
    if (whole < block.columns()) {
      new FloatPlainRows(whole).sumOfColumns(y, block, sums);
    }
  }

  @Override
  public void scaleColumns(float[] y, ColumnBlock block, float[] factors) {
    int whole = SPECIES.loopBound(block.columns());
    for (int line = 0; line < block.lines(); line++) {
      int at = block.line(line);
      for (int i = 0; i < whole; i += LANES) {
        FloatVector factor = FloatVector.fromArray(SPECIES, factors, i);
        FloatVector.fromArray(SPECIES, y, at + i).mul(factor).intoArray(y, at + i);
      }
    }
    if (whole < block.columns()) {
      new FloatPlainRows(whole).scaleColumns(y, block, factors);
    }
  }

  @Override
  public void dotOfColumns(float[] y, float[] g, ColumnBlock block, float[] sums) {
    int whole = SPECIES.loopBound(block.columns());
    Arrays.fill(sums, 0, whole, 0);
    for (int line = 0; line < block.lines(); line++) {
      int at = block.line(line);
      for (int i = 0; i < whole; i += LANES) {
        FloatVector sum = FloatVector.fromArray(SPECIES, sums, i);
        FloatVector.fromArray(SPECIES, y, at + i)
            .fma(FloatVector.fromArray(SPECIES, g, at + i), sum)
            .intoArray(sums, i);
      }
    }
    if (whole < block.columns()) {
      new FloatPlainRows(whole).dotOfColumns(y, g, block, sums);
    }
  }
}
