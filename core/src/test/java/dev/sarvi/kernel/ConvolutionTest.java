package dev.sarvi.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sarvi.tensor.DType;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.Random;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Convolution and pooling against loops that follow the definition, on random settings. */
class ConvolutionTest {
  static IntStream seeds() {
    return IntStream.range(0, 60);
  }

  /** What a seed stands for. */
  private record Setting(Windows windows, int filters, int groups, boolean same) {
    static Setting random(int seed) {
      Random random = new Random(seed);
      int groups = 1 + random.nextInt(3);
      boolean same = random.nextBoolean();
      boolean dilated = random.nextBoolean();
      Windows windows =
          new Windows(
              1 + random.nextInt(3),
              axis(random, dilated, same),
              axis(random, dilated, same),
              groups * (1 + random.nextInt(5)));
      return new Setting(windows, groups * (1 + random.nextInt(9)), groups, same);
    }

    private static Sliding axis(Random random, boolean dilated, boolean same) {
      int taps = 1 + random.nextInt(4);
      int dilation = dilated ? 1 + random.nextInt(2) : 1;
      int input = (taps - 1) * dilation + 1 + random.nextInt(random.nextInt(4) == 0 ? 40 : 6);
      return Sliding.of(input, taps, dilated ? 1 : 1 + random.nextInt(3), dilation, same);
    }

    Shape kernelShape() {
      return Shape.of(
          windows.rows().taps(), windows.columns().taps(), windows.channels() / groups, filters);
    }
  }

  /** Visits every product of the definition. */
  private interface Term {
    void accept(int xAt, int kernelAt, int yAt);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void convolvesAsDefined(int seed) {
    Setting setting = Setting.random(seed);
    Tensor x = MatMulTest.random(1, DType.FLOAT64, setting.windows.inputShape().dims());
    Tensor kernel = MatMulTest.random(2, DType.FLOAT64, setting.kernelShape().dims());
    Tensor bias = MatMulTest.random(3, DType.FLOAT64, setting.filters);
    Shape output = setting.windows.outputShape(setting.filters);
    Tensor g = MatMulTest.random(4, DType.FLOAT64, output.dims());
    Tensor y = TensorMath.sum(Tensor.zeros(output, DType.FLOAT64), bias);
    Tensor dx = Tensor.zeros(x.shape(), DType.FLOAT64);
    Tensor dkernel = Tensor.zeros(kernel.shape(), DType.FLOAT64);
    forEachTerm(
        setting,
        (xAt, kernelAt, yAt) -> {
          y.doubles()[yAt] += x.at(xAt) * kernel.at(kernelAt);
          dx.doubles()[xAt] += g.at(yAt) * kernel.at(kernelAt);
          dkernel.doubles()[kernelAt] += g.at(yAt) * x.at(xAt);
        });
    Convolution convolution = new Convolution(setting.windows, setting.filters, setting.groups);
    assertClose(convolution.convolve(x, kernel, bias), y, 1e-12);
    assertClose(convolution.inputGradient(g, kernel), dx, 1e-12);
    assertClose(convolution.kernelGradient(x, g), dkernel, 1e-10);
    Tensor narrow =
        convolution.convolve(
            x.cast(DType.FLOAT32), kernel.cast(DType.FLOAT32), bias.cast(DType.FLOAT32));
    assertClose(narrow.cast(DType.FLOAT64), y, 1e-4);
  }

  /** More positions than a tile holds, and more kernel rows than a task. */
  @Test
  void tilesMakeNoDifference() {
    Windows windows =
        new Windows(3, Sliding.of(33, 3, 1, 1, true), Sliding.of(35, 3, 1, 1, true), 40);
    Tensor x = MatMulTest.random(1, DType.FLOAT32, windows.inputShape().dims());
    Tensor kernel = MatMulTest.random(2, DType.FLOAT32, 3, 3, 40, 7);
    Tensor g = MatMulTest.random(3, DType.FLOAT32, windows.outputShape(7).dims());
    Convolution all = new Convolution(windows, 7, 1);
    Convolution one = new Convolution(new Windows(1, windows.rows(), windows.columns(), 40), 7, 1);
    Tensor y = all.convolve(x, kernel, null);
    Tensor dx = all.inputGradient(g, kernel);
    for (int image = 0; image < 3; image++) {
      assertThat(
              one.convolve(x.rows(image, image + 1), kernel, null)
                  .sameBits(y.rows(image, image + 1)))
          .isTrue();
      assertThat(
              one.inputGradient(g.rows(image, image + 1), kernel)
                  .sameBits(dx.rows(image, image + 1)))
          .isTrue();
    }
    double product = TensorMath.total(TensorMath.product(y, g));
    Tensor dkernel = all.kernelGradient(x, g);
    assertThat(TensorMath.total(TensorMath.product(dkernel, kernel)))
        .isCloseTo(product, Percentage.withPercentage(0.1));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void poolsAsDefined(int seed) {
    Setting setting = Setting.random(seed);
    Windows windows =
        new Windows(
            setting.windows.batch(),
            undilated(setting.windows.rows(), setting.same),
            undilated(setting.windows.columns(), setting.same),
            setting.windows.channels());
    Tensor x = MatMulTest.random(1, DType.FLOAT64, windows.inputShape().dims());
    Pooling pooling = new Pooling(windows);
    Tensor max = pooling.max(x);
    Tensor mean = pooling.mean(x);
    Setting each = new Setting(windows, windows.channels(), windows.channels(), setting.same);
    Tensor expected = Tensor.full(max.shape(), DType.FLOAT64, Double.NEGATIVE_INFINITY);
    Tensor sum = Tensor.zeros(max.shape(), DType.FLOAT64);
    Tensor count = Tensor.zeros(max.shape(), DType.FLOAT64);
    forEachTerm(
        each,
        (xAt, kernelAt, yAt) -> {
          expected.doubles()[yAt] = Math.max(expected.at(yAt), x.at(xAt));
          sum.doubles()[yAt] += x.at(xAt);
          count.doubles()[yAt]++;
        });
    assertThat(max.sameBits(expected)).isTrue();
    assertClose(mean, TensorMath.quotient(sum, count), 1e-12);
  }

  @Test
  void maximumTakesNaNAndTheFirstOfEquals() {
    Windows windows =
        new Windows(1, Sliding.of(2, 2, 2, 1, false), Sliding.of(4, 2, 2, 1, false), 1);
    Pooling pooling = new Pooling(windows);
    Tensor x = Tensor.of(windows.inputShape(), 1f, 3, 0, Float.NaN, 3, 3, Float.NaN, 2);
    Tensor y = pooling.max(x);
    assertThat(y.floats()).containsExactly(3, Float.NaN);
    Tensor dx = pooling.maxGradient(x, y, Tensor.of(y.shape(), 5f, 7));
    assertThat(dx.floats()).containsExactly(0, 5, 0, 7, 0, 0, 0, 0);
  }

  @Test
  void samePaddingIsTensorFlows() {
    assertThat(Sliding.of(5, 2, 2, 1, true)).isEqualTo(new Sliding(5, 3, 2, 2, 1, 0));
    assertThat(Sliding.of(6, 3, 2, 1, true)).isEqualTo(new Sliding(6, 3, 3, 2, 1, 0));
    assertThat(Sliding.of(5, 3, 2, 1, true)).isEqualTo(new Sliding(5, 3, 3, 2, 1, 1));
    assertThat(Sliding.of(5, 3, 1, 2, true)).isEqualTo(new Sliding(5, 5, 3, 1, 2, 2));
    assertThat(Sliding.of(4, 1, 3, 1, true)).isEqualTo(new Sliding(4, 2, 1, 3, 1, 0));
  }

  private static Sliding undilated(Sliding axis, boolean same) {
    return Sliding.of(axis.input(), axis.taps(), axis.stride(), 1, same);
  }

  private static void forEachTerm(Setting setting, Term term) {
    Windows windows = setting.windows;
    Shape kernel = setting.kernelShape();
    Shape output = windows.outputShape(setting.filters);
    int perGroup = setting.filters / setting.groups;
    for (int yAt = 0; yAt < output.size(); yAt++) {
      int filter = yAt % setting.filters;
      int outputColumn = yAt / output.stride(2) % output.dim(2);
      int outputRow = yAt / output.stride(1) % output.dim(1);
      int image = yAt / output.stride(0);
      for (int kernelAt = filter; kernelAt < kernel.size(); kernelAt += setting.filters) {
        int channel = kernelAt / kernel.stride(2) % kernel.dim(2);
        int row = windows.rows().at(outputRow, kernelAt / kernel.stride(0));
        int column =
            windows.columns().at(outputColumn, kernelAt / kernel.stride(1) % kernel.dim(1));
        if (row >= 0
            && row < windows.rows().input()
            && column >= 0
            && column < windows.columns().input()) {
          int inImage = filter / perGroup * kernel.dim(2) + channel;
          term.accept(windows.pixel(image, row, column) + inImage, kernelAt, yAt);
        }
      }
    }
  }

  private static void assertClose(Tensor actual, Tensor expected, double tolerance) {
    assertThat(actual.shape()).isEqualTo(expected.shape());
    for (int i = 0; i < expected.size(); i++) {
      assertThat(actual.at(i)).isCloseTo(expected.at(i), Offset.offset(tolerance));
    }
  }
}
