package dev.sarvi.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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
