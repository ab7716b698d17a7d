package dev.sarvi.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sarvi.tensor.DType;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Convolution and pooling against loops that follow the definition, on random settings. */
class ConvolutionTest {
  private static final List<Padding> PADDINGS =
      List.of(Padding.VALID, Padding.SAME, Padding.CAUSAL);

  static IntStream seeds() {
    return IntStream.range(0, 60);
  }

  /** What a seed stands for: images of one, two or three axes of space. */
  record Setting(Windows windows, int filters, int groups, Padding padding) {
    static Setting random(int seed) {
      Random random = new Random(seed);
      int groups = 1 + random.nextInt(3);
      Padding padding = PADDINGS.get(random.nextInt(3));
      boolean dilated = random.nextBoolean();
      Windows windows =
          Windows.of(
              1 + random.nextInt(3),
              IntStream.range(0, 1 + seed % 3)
                  .mapToObj(axis -> axis(random, dilated, padding))
                  .toList(),
              groups * (1 + random.nextInt(5)));
      return new Setting(windows, groups * (1 + random.nextInt(9)), groups, padding);
    }

    private static Sliding axis(Random random, boolean dilated, Padding padding) {
      int taps = 1 + random.nextInt(4);
      int dilation = dilated ? 1 + random.nextInt(2) : 1;
      int input = (taps - 1) * dilation + 1 + random.nextInt(random.nextInt(4) == 0 ? 20 : 6);
      return Sliding.of(input, taps, dilated ? 1 : 1 + random.nextInt(3), dilation, padding);
    }

    /** The same without dilation. */
    Windows undilated() {
      List<Sliding> axes =
          Stream.of(windows.depth(), windows.rows(), windows.columns())
              .map(axis -> Sliding.of(axis.input(), axis.taps(), axis.stride(), 1, padding))
              .toList();
      return Windows.of(windows.batch(), axes.subList(3 - windows.rank(), 3), windows.channels());
    }

    Shape kernelShape() {
      return windows.kernelShape(windows.channels() / groups, filters);
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

  /** A depthwise convolution is one with as many groups as channels. */
  @ParameterizedTest
  @MethodSource("seeds")
  void convolvesChannelsByThemselves(int seed) {
    Windows windows = Setting.random(seed).windows;
    int multiplier = 1 + seed % 3;
    int outputs = windows.channels() * multiplier;
    Tensor x = MatMulTest.random(1, DType.FLOAT64, windows.inputShape().dims());
    Shape shape = windows.kernelShape(windows.channels(), multiplier);
    Tensor kernel = MatMulTest.random(2, DType.FLOAT64, shape.dims());
    Tensor grouped = kernel.reshape(windows.kernelShape(1, outputs));
    Tensor bias = MatMulTest.random(3, DType.FLOAT64, outputs);
    Tensor g = MatMulTest.random(4, DType.FLOAT64, windows.outputShape(outputs).dims());
    Depthwise depthwise = new Depthwise(windows, multiplier);
    Convolution same = new Convolution(windows, outputs, windows.channels());
    assertClose(depthwise.convolve(x, kernel, bias), same.convolve(x, grouped, bias), 1e-12);
    assertClose(depthwise.inputGradient(g, kernel), same.inputGradient(g, grouped), 1e-12);
    Tensor expected = same.kernelGradient(x, g).reshape(shape);
    assertClose(depthwise.kernelGradient(x, g), expected, 1e-10);
    Tensor narrow =
        depthwise.convolve(
            x.cast(DType.FLOAT32), kernel.cast(DType.FLOAT32), bias.cast(DType.FLOAT32));
    assertClose(narrow.cast(DType.FLOAT64), same.convolve(x, grouped, bias), 1e-4);
  }

  /** The axis that a convolution leads to is the one that it is led back from. */
  @ParameterizedTest
  @MethodSource("seeds")
  void transposedWindowsLeadBack(int seed) {
    Random random = new Random(seed);
    int size = 1 + random.nextInt(9);
    int taps = 1 + random.nextInt(5);
    boolean dilated = random.nextBoolean();
    int stride = dilated ? 1 : 1 + random.nextInt(3);
    int dilation = dilated ? 1 + random.nextInt(3) : 1;
    Padding padding = random.nextBoolean() ? Padding.SAME : Padding.VALID;
    Sliding back = Sliding.transposed(size, taps, stride, dilation, padding, null);
    assertThat(Sliding.of(back.input(), taps, stride, dilation, padding)).isEqualTo(back);
  }

  /** More positions than a tile holds, and more kernel rows than a task. */
  @Test
  void tilesMakeNoDifference() {
    Windows windows =
        windows(
            3, 40, Sliding.of(33, 3, 1, 1, Padding.SAME), Sliding.of(35, 3, 1, 1, Padding.SAME));
    Tensor x = MatMulTest.random(1, DType.FLOAT32, windows.inputShape().dims());
    Tensor kernel = MatMulTest.random(2, DType.FLOAT32, 3, 3, 40, 7);
    Tensor g = MatMulTest.random(3, DType.FLOAT32, windows.outputShape(7).dims());
    Convolution all = new Convolution(windows, 7, 1);
    Convolution one = new Convolution(windows(1, 40, windows.rows(), windows.columns()), 7, 1);
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
    Windows windows = setting.undilated();
    Tensor x = MatMulTest.random(1, DType.FLOAT64, windows.inputShape().dims());
    Pooling pooling = new Pooling(windows);
    Tensor max = pooling.max(x);
    Tensor mean = pooling.mean(x);
    Setting each = new Setting(windows, windows.channels(), windows.channels(), setting.padding);
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
        windows(1, 1, Sliding.of(2, 2, 2, 1, Padding.VALID), Sliding.of(4, 2, 2, 1, Padding.VALID));
    Pooling pooling = new Pooling(windows);
    Tensor x = Tensor.of(windows.inputShape(), 1f, 3, 0, Float.NaN, 3, 3, Float.NaN, 2);
    Tensor y = pooling.max(x);
    assertThat(y.floats()).containsExactly(3, Float.NaN);
    Tensor dx = pooling.maxGradient(x, y, Tensor.of(y.shape(), 5f, 7));
    assertThat(dx.floats()).containsExactly(0, 5, 0, 7, 0, 0, 0, 0);
  }

  @Test
  void samePaddingIsTensorFlows() {
    assertThat(Sliding.of(5, 2, 2, 1, Padding.SAME)).isEqualTo(new Sliding(5, 3, 2, 2, 1, 0));
    assertThat(Sliding.of(6, 3, 2, 1, Padding.SAME)).isEqualTo(new Sliding(6, 3, 3, 2, 1, 0));
    assertThat(Sliding.of(5, 3, 2, 1, Padding.SAME)).isEqualTo(new Sliding(5, 3, 3, 2, 1, 1));
    assertThat(Sliding.of(5, 3, 1, 2, Padding.SAME)).isEqualTo(new Sliding(5, 5, 3, 1, 2, 2));
    assertThat(Sliding.of(4, 1, 3, 1, Padding.SAME)).isEqualTo(new Sliding(4, 2, 1, 3, 1, 0));
  }

  private static Windows windows(int batch, int channels, Sliding... axes) {
    return Windows.of(batch, List.of(axes), channels);
  }

  private static void forEachTerm(Setting setting, Term term) {
    Windows windows = setting.windows;
    Shape kernel = setting.kernelShape();
    Shape output = windows.outputShape(setting.filters);
    int perGroup = setting.filters / setting.groups;
    for (int yAt = 0; yAt < output.size(); yAt++) {
      int filter = yAt % setting.filters;
      int position = yAt / setting.filters;
      for (int kernelAt = filter; kernelAt < kernel.size(); kernelAt += setting.filters) {
        int channel = kernelAt / setting.filters % kernel.dim(-2);
        int pixel = pixel(windows, position, kernelAt / setting.filters / kernel.dim(-2));
        if (pixel >= 0) {
          int inImage = filter / perGroup * kernel.dim(-2) + channel;
          term.accept(pixel + inImage, kernelAt, yAt);
        }
      }
    }
  }

  /** Where the pixel under a tap begins; -1 outside of the image. */
  private static int pixel(Windows windows, int position, int tap) {
    int column =
        windows.columns().at(position % windows.columns().output(), tap % windows.columns().taps());
    int outputRow = position / windows.columns().output();
    int tapRow = tap / windows.columns().taps();
    int row =
        windows.rows().at(outputRow % windows.rows().output(), tapRow % windows.rows().taps());
    int outputPlane = outputRow / windows.rows().output();
    int plane =
        windows.depth().at(outputPlane % windows.depth().output(), tapRow / windows.rows().taps());
    int image = outputPlane / windows.depth().output();
    return windows.columns().contains(column)
            && windows.rows().contains(row)
            && windows.depth().contains(plane)
        ? windows.pixel(image, plane, row, column)
        : -1;
  }

  private static void assertClose(Tensor actual, Tensor expected, double tolerance) {
    assertThat(actual.shape()).isEqualTo(expected.shape());
    for (int i = 0; i < expected.size(); i++) {
      assertThat(actual.at(i)).isCloseTo(expected.at(i), Offset.offset(tolerance));
    }
  }
}
