package dev.sarvi.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.sarvi.tensor.DType;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Vectors against plain loops, bit for bit, cold and hot, at borders and between them. */
class ChannelKernelTest {
  private static final int RUNS = 100;

  private final FloatChannelKernel plain = new FloatPlainChannels();
  private final FloatChannelKernel vector =
      VectorModule.preferVector(FloatChannelKernel.class, "FloatVectorChannels", plain);

  @BeforeEach
  void needsVectors() {
    assumeThat(VectorModule.isPresent()).isTrue();
  }

  /** Lines of 21, 11 and 1 positions; with three taps, with two that are apart, with none. */
  private static List<Windows> windows(int channels) {
    return List.of(
        windows(Sliding.of(21, 3, 1, 1, Padding.SAME), channels),
        windows(Sliding.of(21, 3, 2, 1, Padding.SAME), channels),
        windows(Sliding.of(21, 2, 1, 3, Padding.SAME), channels),
        windows(Sliding.of(21, 5, 1, 1, Padding.CAUSAL), channels),
        windows(Sliding.of(21, 3, 1, 1, Padding.SAME).adjoint(0), channels),
        windows(Sliding.of(40, 1, 4, 1, Padding.SAME).adjoint(1), channels),
        windows(Sliding.of(3, 3, 1, 1, Padding.VALID), channels));
  }

  private static Windows windows(Sliding columns, int channels) {
    Sliding rows = Sliding.of(4, 3, 1, 1, Padding.SAME);
    return new Windows(1, 2, Sliding.NONE, rows, columns, channels);
  }

  private static List<Stretch> stretches(Windows windows) {
    return Stretches.of(windows).in(Section.images(windows).get(0));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 16, 17, 65})
  void products(int channels) {
    for (Windows windows : windows(channels)) {
      List<Stretch> stretches = stretches(windows);
      float[] x = MatMulTest.random(1, DType.FLOAT32, windows.inputShape().size()).floats();
      float[] w = MatMulTest.random(2, DType.FLOAT32, windows.taps() * channels).floats();
      float[] start = MatMulTest.random(3, DType.FLOAT32, channels).floats();
      float[] g = MatMulTest.random(4, DType.FLOAT32, windows.positions() * channels).floats();
      float[] expected = new float[g.length];
      float[] actual = new float[g.length];
      float[] expectedSums = new float[w.length];
      float[] sums = new float[w.length];
      for (int run = 0; run < RUNS; run++) {
        for (Stretch stretch : stretches) {
          plain.products(x, stretch, w, start, expected, channels);
          vector.products(x, stretch, w, start, actual, channels);
          plain.addProducts(x, stretch, g, expectedSums, channels);
          vector.addProducts(x, stretch, g, sums, channels);
        }
        assertThat(actual).isEqualTo(expected);
        assertThat(sums).isEqualTo(expectedSums);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 16, 17, 65})
  void pooling(int channels) {
    for (Windows windows : windows(channels)) {
      float[] x = new float[windows.inputShape().size()];
      Random random = new Random(channels);
      for (int i = 0; i < x.length; i++) { // many of the same, and some that are no numbers
        x[i] = random.nextInt(9) == 0 ? Float.NaN : random.nextInt(3) - 1;
      }
      float[] g = MatMulTest.random(2, DType.FLOAT32, windows.positions() * channels).floats();
      for (int run = 0; run < RUNS; run++) {
        Pooled expected = new Pooled(plain, x, windows, g);
        Pooled actual = new Pooled(vector, x, windows, g);
        assertThat(actual.max).isEqualTo(expected.max);
        assertThat(actual.mean).isEqualTo(expected.mean);
        assertThat(actual.gradient).isEqualTo(expected.gradient);
      }
    }
  }

  private static final class Pooled {
    final float[] max;
    final float[] mean;
    final float[] gradient;

    Pooled(FloatChannelKernel kernel, float[] x, Windows windows, float[] g) {
      int channels = windows.channels();
      max = new float[g.length];
      mean = new float[g.length];
      gradient = new float[x.length];
      for (Stretch stretch : stretches(windows)) {
        kernel.max(x, stretch, max, channels);
        kernel.mean(x, stretch, mean, channels);
        kernel.addToFirst(x, stretch, max, g, gradient, channels);
        kernel.addShares(g, stretch, gradient, channels);
      }
    }
  }
}
