package dev.sarvi.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.sarvi.tensor.DType;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Vectors against plain loops, bit for bit, cold and hot. */
class ChannelKernelTest {
  private static final int RUNS = 200;
  private static final int PIXELS = 23;

  private final FloatChannelKernel plain = new FloatPlainChannels();
  private final FloatChannelKernel vector =
      VectorModule.preferVector(FloatChannelKernel.class, "FloatVectorChannels", plain);

  @BeforeEach
  void needsVectors() {
    assumeThat(VectorModule.isPresent()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 16, 17, 65})
  void products(int channels) {
    float[] x = MatMulTest.random(1, DType.FLOAT32, PIXELS * channels).floats();
    float[] w = MatMulTest.random(2, DType.FLOAT32, 9 * channels + 1).floats();
    int[] positionAt = FloatGather.evenly(0, channels, 11);
    int[] tapAt = FloatGather.evenly(channels, channels, 9);
    int[] sumAt = FloatGather.evenly(1, channels + 1, 11);
    for (int run = 0; run < RUNS; run++) {
      float[] expected = MatMulTest.random(3, DType.FLOAT32, 12 * (channels + 1)).floats();
      float[] actual = expected.clone();
      plain.addProducts(x, positionAt, tapAt, w, 1, expected, sumAt, channels);
      vector.addProducts(x, positionAt, tapAt, w, 1, actual, sumAt, channels);
      assertThat(actual).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 16, 17, 65})
  void pooling(int channels) {
    float[] x = new float[PIXELS * channels];
    Random random = new Random(channels);
    for (int i = 0; i < x.length; i++) { // many of the same, and some that are no numbers
      x[i] = random.nextInt(9) == 0 ? Float.NaN : random.nextInt(3) - 1;
    }
    float[] g = MatMulTest.random(2, DType.FLOAT32, channels + 2).floats();
    int[] pixelAt = random.ints(6, 0, PIXELS).map(pixel -> pixel * channels).toArray();
    for (int run = 0; run < RUNS; run++) {
      for (int count = 1; count < pixelAt.length; count++) {
        Pooled expected = new Pooled(plain, x, pixelAt, count, g, channels);
        Pooled actual = new Pooled(vector, x, pixelAt, count, g, channels);
        assertThat(actual.max).isEqualTo(expected.max);
        assertThat(actual.mean).isEqualTo(expected.mean);
        assertThat(actual.gradient).isEqualTo(expected.gradient);
        float largest = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < count; i++) {
          largest = Math.max(largest, x[pixelAt[i] + channels - 1]);
        }
        assertThat(Float.compare(actual.max[channels + 1], largest)).isZero();
      }
    }
  }

  private static final class Pooled {
    final float[] max;
    final float[] mean;
    final float[] gradient;

    Pooled(
        FloatChannelKernel kernel, float[] x, int[] pixelAt, int count, float[] g, int channels) {
      max = new float[channels + 2];
      mean = new float[channels + 2];
      gradient = new float[x.length];
      kernel.max(x, pixelAt, count, max, 2, channels);
      kernel.mean(x, pixelAt, count, mean, 2, channels);
      kernel.addToFirst(x, pixelAt, count, max, g, 2, gradient, channels);
      kernel.addShares(g, 2, pixelAt, count, gradient, channels);
    }
  }
}
