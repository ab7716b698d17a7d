package dev.sarvi.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sarvi.tensor.DType;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each element of an output is overwritten, and handed to the epilogue once, when it is final. */
class EpilogueTest {
  /** Something that writes a given output and runs an epilogue on its parts. */
  private interface Operation {
    void run(Tensor output, Epilogue epilogue);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 13, 200})
  void products(int rows) {
    for (int columns : List.of(1, 7, 65, 1030)) {
      for (DType dtype : List.of(DType.FLOAT32, DType.FLOAT64)) {
        Tensor a = MatMulTest.random(1, dtype, rows, 40);
        Tensor b = MatMulTest.random(2, dtype, 40, columns);
        Tensor bias = MatMulTest.random(3, dtype, columns);
        Packed packed = MatMul.pack(b);
        assertEachOnce(
            MatMul.product(a, b, bias),
            (c, epilogue) -> MatMul.product(a, packed, bias, c, epilogue));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("dev.sarvi.kernel.ConvolutionTest#seeds")
  void convolutions(int seed) {
    ConvolutionTest.Setting setting = ConvolutionTest.Setting.random(seed);
    Convolution convolution =
        new Convolution(setting.windows(), setting.filters(), setting.groups());
    for (DType dtype : List.of(DType.FLOAT32, DType.FLOAT64)) {
      Tensor x = MatMulTest.random(1, dtype, setting.windows().inputShape().dims());
      Tensor kernel = MatMulTest.random(2, dtype, setting.kernelShape().dims());
      Tensor bias = MatMulTest.random(3, dtype, setting.filters());
      Packed packed = convolution.pack(kernel);
      Tensor y = convolution.convolve(x, kernel, bias);
      assertEachOnce(y, (to, epilogue) -> convolution.convolve(x, packed, bias, to, epilogue));
      Tensor spreadBias = MatMulTest.random(4, dtype, setting.windows().channels());
      Packed transposed = convolution.packTransposed(kernel);
      assertEachOnce(
          convolution.spread(y, kernel, spreadBias),
          (to, epilogue) -> convolution.spread(y, transposed, spreadBias, to, epilogue));
      Depthwise depthwise = new Depthwise(setting.windows(), 2);
      Shape shape = setting.windows().kernelShape(setting.windows().channels(), 2);
      Tensor each = MatMulTest.random(5, dtype, shape.dims());
      assertEachOnce(
          depthwise.convolve(x, each, null),
          (to, epilogue) -> depthwise.convolve(x, each, null, to, epilogue));
    }
  }

  private static void assertEachOnce(Tensor plain, Operation operation) {
    Tensor doubled = Tensor.full(plain.shape(), plain.dtype(), Double.NaN);
    operation.run(
        doubled,
        (start, length) -> {
          for (int i = start; i < start + length; i++) {
            doubled.dtype().set(doubled.array(), i, 2 * doubled.at(i));
          }
        });
    assertThat(doubled.sameBits(TensorMath.scale(plain, 2))).isTrue();
  }
}
