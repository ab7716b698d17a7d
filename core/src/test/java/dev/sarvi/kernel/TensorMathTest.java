package dev.sarvi.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sarvi.tensor.DType;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.Arrays;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TensorMathTest {
  static Tensor indices(Shape shape) {
    double[] values = new double[shape.size()];
    Arrays.setAll(values, i -> i);
    return Tensor.of(shape, values);
  }

  @Test
  void transposesAnyAxes() {
    Tensor x = indices(Shape.of(2, 3, 5));
    Tensor y = TensorMath.transpose(x, 2, 0, 1);
    assertThat(y.shape()).isEqualTo(Shape.of(5, 2, 3));
    for (int i = 0; i < 2; i++) {
      for (int j = 0; j < 3; j++) {
        for (int k = 0; k < 5; k++) {
          assertThat(y.get(k, i, j)).isEqualTo(x.get(i, j, k));
        }
      }
    }
  }

  /** Every order of axes of awkward sizes, in types of each way of copying. */
  @ParameterizedTest
  @CsvSource({"0,2,1", "1,0,2", "1,2,0", "2,0,1", "2,1,0"})
  void transposesEverySize(int first, int second, int third) {
    int[] order = {first, second, third};
    for (int[] dims : new int[][] {{0, 3, 2}, {1, 1, 1}, {13, 1, 65}, {2, 33, 17}, {65, 70, 31}}) {
      for (DType dtype : new DType[] {DType.FLOAT32, DType.FLOAT64, DType.INT32}) {
        Tensor x = indices(Shape.of(dims)).cast(dtype);
        Tensor y = TensorMath.transpose(x, order);
        int[] index = new int[3];
        for (int at = 0; at < x.size(); at++) {
          index[0] = at / dims[2] / dims[1];
          index[1] = at / dims[2] % dims[1];
          index[2] = at % dims[2];
          assertThat(y.get(index[first], index[second], index[third])).isEqualTo(at);
        }
      }
    }
  }

  @Test
  void sumsAreTheSameWhateverTheShapeOfTheRest() {
    Tensor x = KernelTest.random(Shape.of(4, 6, 5), DType.FLOAT64, 9);
    double total = 0;
    for (int i = 0; i < x.size(); i++) {
      total += x.at(i);
    }
    assertThat(TensorMath.total(x)).isCloseTo(total, Offset.offset(1e-12));
    Tensor middle = TensorMath.sumTo(x, Shape.of(4, 1, 5));
    assertThat(middle.get(2, 0, 3))
        .isCloseTo(
            x.get(2, 0, 3)
                + x.get(2, 1, 3)
                + x.get(2, 2, 3)
                + x.get(2, 3, 3)
                + x.get(2, 4, 3)
                + x.get(2, 5, 3),
            Offset.offset(1e-12));
    assertThat(TensorMath.broadcastTo(middle, x.shape()).get(2, 4, 3))
        .isEqualTo(middle.get(2, 0, 3));
  }

  @Test
  void arithmeticBroadcasts() {
    Tensor a = Tensor.of(Shape.of(2, 1), 1f, 2f);
    Tensor b = Tensor.of(Shape.of(3), 10f, 20f, 30f);
    assertThat(TensorMath.sum(a, b).floats()).containsExactly(11, 21, 31, 12, 22, 32);
    assertThat(TensorMath.difference(a, b).floats()).containsExactly(-9, -19, -29, -8, -18, -28);
    assertThat(TensorMath.product(a, b).floats()).containsExactly(10, 20, 30, 20, 40, 60);
    assertThat(TensorMath.quotient(b, a).floats()).containsExactly(10, 20, 30, 5, 10, 15);
    assertThat(TensorMath.scale(b, -0.5).floats()).containsExactly(-5, -10, -15);
  }
}
