package dev.sarvi.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.sarvi.tensor.DType;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Products against chains of fused multiply-adds written out, bit for bit. */
class MatMulTest {
  private static final long SEED = 20261121;

  record Size(int rows, int depth, int columns) {}

  static Stream<Size> sizes() {
    List<Integer> awkward = List.of(0, 1, 6, 13, 65);
    Stream<Size> all =
        awkward.stream()
            .flatMap(
                m -> awkward.stream().flatMap(k -> awkward.stream().map(n -> new Size(m, k, n))));
    return Stream.concat(
        all, Stream.of(new Size(7, 259, 1030), new Size(200, 300, 33), new Size(2, 4099, 3)));
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void everyElementIsOneChainInOrder(Size size) {
    for (DType dtype : List.of(DType.FLOAT32, DType.FLOAT64)) {
      Tensor a = random(1, dtype, size.rows, size.depth);
      Tensor b = random(2, dtype, size.depth, size.columns);
      Tensor bias = random(3, dtype, size.columns);
      Tensor expected = chains(a, b, bias);
      assertThat(MatMul.product(a, b, bias).sameBits(expected)).isTrue();
      Tensor noBias = chains(a, b, Tensor.zeros(bias.shape(), dtype));
      assertThat(MatMul.product(a, b, null).sameBits(noBias)).isTrue();
      assertThat(MatMul.transposedProduct(TensorMath.transpose(a, 1, 0), b).sameBits(noBias))
          .isTrue();
      assertThat(MatMul.productTransposed(a, TensorMath.transpose(b, 1, 0)).sameBits(noBias))
          .isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void vectorAndPlainKernelsGiveTheSameBits(Size size) {
    assumeThat(VectorModule.isPresent()).isTrue();
    FloatMatMulKernel floats =
        VectorModule.preferVector(FloatMatMulKernel.class, "FloatVectorMatMul", null);
    DoubleMatMulKernel doubles =
        VectorModule.preferVector(DoubleMatMulKernel.class, "DoubleVectorMatMul", null);
    Tensor a = random(1, DType.FLOAT64, size.rows, size.depth);
    Tensor b = random(2, DType.FLOAT64, size.depth, size.columns);
    for (int run = 0; run < (size.rows * size.columns > 1000 ? 3 : 20); run++) { // cold, then hot
      DoubleMatrix plain = zeros(size);
      DoubleMatrix vector = zeros(size);
      DoublePanels panels = new DoublePanels(doubles(b), true);
      new DoublePlainMatMul().add(DoubleGather.of(doubles(a)), panels, 0, DoubleSums.of(plain));
      doubles.add(DoubleGather.of(doubles(a)), panels, 0, DoubleSums.of(vector));
      assertThat(vector.data()).isEqualTo(plain.data());
    }
    FloatMatrix plain =
        FloatMatrix.rowMajor(new float[size.rows * size.columns], 0, size.rows, size.columns);
    FloatMatrix vector =
        FloatMatrix.rowMajor(new float[size.rows * size.columns], 0, size.rows, size.columns);
    FloatPanels panels = new FloatPanels(floats(b), true);
    new FloatPlainMatMul().add(FloatGather.of(floats(a)), panels, 0, FloatSums.of(plain));
    floats.add(FloatGather.of(floats(a)), panels, 0, FloatSums.of(vector));
    assertThat(vector.data()).isEqualTo(plain.data());
  }

  /** Rows that lie anywhere, columns in segments, as the patches under a window are. */
  @ParameterizedTest
  @ValueSource(ints = {1, 3, 8, 9, 16, 21, 64, 300})
  void scatteredRowsAndSegmentsGiveTheSameBits(int segmentLength) {
    assumeThat(VectorModule.isPresent()).isTrue();
    FloatMatMulKernel kernel =
        VectorModule.preferVector(FloatMatMulKernel.class, "FloatVectorMatMul", null);
    Random random = new Random(SEED + segmentLength);
    float[] data = random(4, DType.FLOAT32, 4099).floats();
    int step = 1 + random.nextInt(3);
    int[] segmentAt = random.ints(5, 0, 1500).toArray();
    for (int rows : new int[] {1, 7, 8, 29, 65}) {
      int[] rowAt = rows % 2 == 0 ? FloatGather.evenly(3, 7, rows) : ints(random, rows, 1500);
      FloatGather a = new FloatGather(data, rowAt, segmentAt, segmentLength, step);
      FloatPanels b =
          new FloatPanels(
              floats(random(5, DType.FLOAT32, a.columns(), FloatMatMul.COLUMNS + 45)), true);
      int[] sumAt = FloatGather.evenly(1, 50, rows);
      for (int run = 0; run < 10; run++) { // cold, then hot
        FloatSums plain = new FloatSums(new float[50 * rows + 100], sumAt, 45);
        FloatSums vector = new FloatSums(new float[50 * rows + 100], sumAt, 45);
        new FloatPlainMatMul().add(a, b, FloatMatMul.COLUMNS, plain);
        kernel.add(a, b, FloatMatMul.COLUMNS, vector);
        assertThat(vector.data()).isEqualTo(plain.data());
        float expected = 0;
        for (int k = 0; k < a.columns(); k++) {
          expected =
              Math.fma(
                  data[rowAt[rows - 1] + segmentAt[k / segmentLength] + k % segmentLength * step],
                  b.matrix().data()[b.matrix().at(k, FloatMatMul.COLUMNS + 44)],
                  expected);
        }
        assertThat(vector.data()[sumAt[rows - 1] + 44]).isEqualTo(expected);
      }
    }
  }

  private static int[] ints(Random random, int count, int bound) {
    return random.ints(count, 0, bound).toArray();
  }

  /** Whatever the warm-up decides, nobody can tell by the bits. */
  @Test
  void warmUpChangesNoBit() {
    Tensor a = random(1, DType.FLOAT32, 65, 67);
    Tensor b = random(2, DType.FLOAT32, 67, 40);
    Tensor before = MatMul.product(a, b, null);
    FloatMatMul.warmUp();
    assertThat(MatMul.product(a, b, null).sameBits(before)).isTrue();
  }

  private static Tensor chains(Tensor a, Tensor b, Tensor bias) {
    Tensor c = Tensor.zeros(Shape.of(a.shape().dim(0), b.shape().dim(1)), a.dtype());
    for (int i = 0; i < a.shape().dim(0); i++) {
      for (int j = 0; j < b.shape().dim(1); j++) {
        chain(a, b, bias, c, i, j);
      }
    }
    return c;
  }

  private static void chain(Tensor a, Tensor b, Tensor bias, Tensor c, int i, int j) {
    int depth = a.shape().dim(1);
    int columns = b.shape().dim(1);
    int at = i * columns + j;
    if (a.dtype() == DType.FLOAT32) {
      float sum = bias.floats()[j];
      for (int k = 0; k < depth; k++) {
        sum = Math.fma(a.floats()[i * depth + k], b.floats()[k * columns + j], sum);
      }
      c.floats()[at] = sum;
    } else {
      double sum = bias.doubles()[j];
      for (int k = 0; k < depth; k++) {
        sum = Math.fma(a.doubles()[i * depth + k], b.doubles()[k * columns + j], sum);
      }
      c.doubles()[at] = sum;
    }
  }

  private static DoubleMatrix zeros(Size size) {
    return DoubleMatrix.rowMajor(new double[size.rows * size.columns], 0, size.rows, size.columns);
  }

  private static DoubleMatrix doubles(Tensor x) {
    return DoubleMatrix.rowMajor(x.doubles(), 0, x.shape().dim(0), x.shape().dim(1));
  }

  private static FloatMatrix floats(Tensor x) {
    return FloatMatrix.rowMajor(
        x.cast(DType.FLOAT32).floats(), 0, x.shape().dim(0), x.shape().dim(1));
  }

  static Tensor random(long salt, DType dtype, int... dims) {
    Shape shape = Shape.of(dims);
    double[] values = new Random(SEED + salt).doubles(shape.size(), -1, 1).toArray();
    return Tensor.of(shape, values).cast(dtype);
  }
}
