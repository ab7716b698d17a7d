package dev.sarvi.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.sarvi.tensor.DType;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowOperationTest {
  /**
   * Keras's sparsemax is wrong through 3.15.1 where more than one element stays (keras#23425), so
   * it is held to its definition: the nearest point of the simplex is {@code max(x - tau, 0)} and
   * sums to 1.
   */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 13, 65, 4099})
  void sparsemaxIsTheNearestPointOfTheSimplex(int length) {
    for (DType dtype : new DType[] {DType.FLOAT32, DType.FLOAT64}) {
      double error = dtype == DType.FLOAT32 ? 1e-5 : 1e-12;
      double[] values = new Random(length).doubles(length, -1, 1).toArray();
      Tensor x = Tensor.of(Shape.of(length), values).cast(dtype);
      Tensor y = RowOperation.SPARSEMAX.map(x, length);
      double sum = 0;
      double tau = Double.NaN;
      for (int i = 0; i < length; i++) {
        sum += y.at(i);
        tau = y.at(i) > 0 ? x.at(i) - y.at(i) : tau;
      }
      assertThat(sum).isCloseTo(1, within(error * 10));
      for (int i = 0; i < length; i++) {
        assertThat(y.at(i)).isCloseTo(Math.max(x.at(i) - tau, 0), within(error));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {17, 31, 64, 65, 4099})
  void vectorAndPlainKernelsGiveTheSameBits(int length) {
    assumeThat(VectorModule.isPresent()).isTrue();
    FloatRowKernel kernel =
        VectorModule.preferVector(FloatRowKernel.class, "FloatVectorRows", null);
    FloatRowKernel plain = new FloatPlainRows();
    float[] x = MatMulTest.random(length, DType.FLOAT32, 2 * length + 1).floats();
    for (int i = 1; i < x.length; i += 5) {
      x[i] *= 90;
    }
    float[] partial = new float[FloatRowKernel.PARTIAL_SUMS];
    for (int run = 0; run < 300; run++) { // cold, then hot
      float[] actual = new float[x.length];
      float[] expected = new float[x.length];
      float[][] row = new float[4][2];
      kernel.max(x, 1, length, 2, row[0]);
      plain.max(x, 1, length, 2, row[1]);
      assertThat(row[0]).isEqualTo(row[1]);
      kernel.subtract(x, 1, length, 2, row[0], actual);
      plain.subtract(x, 1, length, 2, row[0], expected);
      assertThat(actual).isEqualTo(expected);
      kernel.sum(x, 1, length, 2, row[2], partial);
      plain.sum(x, 1, length, 2, row[3], partial);
      assertThat(row[2]).isEqualTo(row[3]);
      kernel.dot(x, actual, 1, length, 2, row[2], partial);
      plain.dot(x, actual, 1, length, 2, row[3], partial);
      assertThat(row[2]).isEqualTo(row[3]);
      kernel.timesDifference(x, x, 1, length, 2, row[2], actual);
      plain.timesDifference(x, x, 1, length, 2, row[2], expected);
      assertThat(actual).isEqualTo(expected);
      kernel.subtractMultiple(x, 1, length, 2, row[2], actual);
      plain.subtractMultiple(x, 1, length, 2, row[2], expected);
      assertThat(actual).isEqualTo(expected);
      kernel.scale(actual, 1, length, 2, row[1]);
      plain.scale(expected, 1, length, 2, row[1]);
      assertThat(actual).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 16, 17, 65})
  void vectorAndPlainColumnsHaveTheSameBits(int columns) {
    assumeThat(VectorModule.isPresent()).isTrue();
    FloatRowKernel kernel =
        VectorModule.preferVector(FloatRowKernel.class, "FloatVectorRows", null);
    FloatRowKernel plain = new FloatPlainRows();
    ColumnBlock block = new ColumnBlock(1, columns + 1, 5, columns);
    float[] x = MatMulTest.random(1, DType.FLOAT32, 5 * (columns + 1)).floats();
    for (int i = 0; i < x.length; i += 7) {
      x[i] *= 90;
    }
    float[][] max = new float[2][columns];
    float[][] sums = new float[2][columns];
    for (int run = 0; run < 300; run++) {
      float[] actual = x.clone();
      float[] expected = x.clone();
      kernel.maxOfColumns(x, block, max[0]);
      plain.maxOfColumns(x, block, max[1]);
      assertThat(max[0]).isEqualTo(max[1]);
      kernel.sumOfColumns(x, block, sums[0]);
      plain.sumOfColumns(x, block, sums[1]);
      assertThat(sums[0]).isEqualTo(sums[1]);
      kernel.dotOfColumns(x, actual, block, max[0]);
      plain.dotOfColumns(x, expected, block, max[1]);
      assertThat(max[0]).isEqualTo(max[1]);
      kernel.scaleColumns(actual, block, sums[0]);
      plain.scaleColumns(expected, block, sums[0]);
      assertThat(actual).isEqualTo(expected);
    }
  }

  /**
   * Along an axis in the middle, with few and many columns, as along the last of the transposed.
   */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 127, 128, 131, 1000})
  void columnsAreRowsOfTheTransposed(int step) {
    for (DType dtype : new DType[] {DType.FLOAT32, DType.FLOAT64}) {
      for (int length : new int[] {1, 2, 9, 40}) {
        Tensor x = TensorMath.scale(MatMulTest.random(7, dtype, 3, length, step), 30);
        Tensor g = MatMulTest.random(8, dtype, 3, length, step);
        Tensor turned = TensorMath.transpose(x, 0, 2, 1);
        for (RowOperation operation :
            new RowOperation[] {RowOperation.SOFTMAX, RowOperation.LOG_SOFTMAX}) {
          Tensor y = operation.map(x, length, step);
          Tensor rows = operation.map(turned, length);
          Tensor back = operation.gradient(y, g, length, step);
          Tensor backOfRows = operation.gradient(rows, TensorMath.transpose(g, 0, 2, 1), length);
          assertClose(TensorMath.transpose(y, 0, 2, 1), rows);
          assertClose(TensorMath.transpose(back, 0, 2, 1), backOfRows);
        }
      }
    }
  }

  private static void assertClose(Tensor actual, Tensor expected) {
    double error = actual.dtype() == DType.FLOAT32 ? 2e-5 : 1e-13;
    for (int i = 0; i < expected.size(); i++) {
      assertThat(actual.at(i)).isCloseTo(expected.at(i), within(error));
    }
  }

  /** Against the definition in double precision, in each element type. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 10, 16, 17, 65, 1030})
  void softmaxIsAsDefined(int length) {
    for (DType dtype : new DType[] {DType.FLOAT32, DType.FLOAT64}) {
      double error = dtype == DType.FLOAT32 ? 1e-6 : 1e-14;
      Tensor x = TensorMath.scale(MatMulTest.random(7, dtype, 3, length), 30);
      Tensor y = RowOperation.SOFTMAX.map(x, length);
      Tensor logarithm = RowOperation.LOG_SOFTMAX.map(x, length);
      for (int row = 0; row < 3; row++) {
        double sum = 0;
        for (int i = row * length; i < (row + 1) * length; i++) {
          sum += Math.exp(x.at(i));
        }
        for (int i = row * length; i < (row + 1) * length; i++) {
          assertThat(y.at(i)).isCloseTo(Math.exp(x.at(i)) / sum, within(error));
          double expected = x.at(i) - Math.log(sum);
          assertThat(logarithm.at(i)).isCloseTo(expected, within(error * 60));
        }
      }
    }
  }

  @Test
  void softmaxOfInfinitiesAndNaN() {
    float infinity = Float.POSITIVE_INFINITY;
    for (int length : new int[] {3, 40}) {
      float[] x = new float[length];
      x[1] = -infinity;
      float[] y = RowOperation.SOFTMAX.map(Tensor.of(Shape.of(length), x), length).floats();
      assertThat(y[1]).isZero();
      assertThat(y[0]).isCloseTo(1f / (length - 1), within(1e-6f));
      for (float hole : new float[] {infinity, Float.NaN}) {
        x[1] = hole;
        y = RowOperation.SOFTMAX.map(Tensor.of(Shape.of(length), x), length).floats();
        assertThat(y[1]).isNaN();
      }
    }
  }

  @Test
  void sparsemaxOfTwoNearOnesKeepsBoth() {
    Tensor y =
        RowOperation.SPARSEMAX.map(Tensor.of(Shape.of(4), new double[] {2, 1.5, 0.1, -3}), 4);
    assertThat(y.doubles()).containsExactly(new double[] {0.75, 0.25, 0, 0}, within(1e-15));
  }

  @Test
  void logSoftmaxOfLargeNumbersIsExact() {
    Tensor x = Tensor.of(Shape.of(3), new double[] {1000, 1001, -1000});
    double[] y = RowOperation.LOG_SOFTMAX.map(x, 3).doubles();
    double logarithm = Math.log1p(Math.exp(-1));
    assertThat(y)
        .containsExactly(
            new double[] {-1 - logarithm, -logarithm, -2001 - logarithm}, within(1e-9));
    assertThat(y[1]).isCloseTo(-logarithm, within(1e-15));
    assertThat(Arrays.stream(y).map(Math::exp).sum()).isCloseTo(1, within(1e-15));
  }
}
