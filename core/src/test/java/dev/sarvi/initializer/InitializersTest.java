package dev.sarvi.initializer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sarvi.config.Registry;
import dev.sarvi.tensor.DType;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class InitializersTest {
  private static final Shape CONV = Shape.of(3, 5, 40, 30); // receptive field 15
  private static final double FAN_IN = 600;
  private static final double FAN_OUT = 450;

  static List<Initializer> known() {
    return Initializers.known();
  }

  private static double[] values(Initializer initializer, Shape shape) {
    Tensor tensor = initializer.create(shape, DType.FLOAT64, 7);
    assertThat(tensor.shape()).isEqualTo(shape);
    return tensor.doubles();
  }

  private static double stddev(double[] values) {
    double mean = Arrays.stream(values).average().orElseThrow();
    return Math.sqrt(
        Arrays.stream(values).map(x -> (x - mean) * (x - mean)).average().orElseThrow());
  }

  private static double largest(double[] values) {
    return Arrays.stream(values).map(Math::abs).max().orElseThrow();
  }

  @ParameterizedTest
  @MethodSource("known")
  void sameSeedSameNumbersInBothTypes(Initializer initializer) {
    for (Shape shape : shapes(initializer)) {
      Tensor once = initializer.create(shape, DType.FLOAT64, 3);
      assertThat(once.sameBits(initializer.create(shape, DType.FLOAT64, 3))).isTrue();
      assertThat(once.cast(DType.FLOAT32).sameBits(initializer.create(shape, DType.FLOAT32, 3)))
          .isTrue();
    }
  }

  private static List<Shape> shapes(Initializer initializer) {
    if (initializer instanceof Identity) {
      return List.of(Shape.of(0, 3), Shape.of(13, 1), Shape.of(4, 65));
    } else if (initializer instanceof Orthogonal) {
      return List.of(Shape.of(0, 3), Shape.of(13, 1), Shape.of(1, 65, 2));
    }
    return List.of(Shape.of(), Shape.of(0, 3), Shape.of(13), Shape.of(1, 65, 2));
  }

  @ParameterizedTest
  @MethodSource("known")
  void foundByClassNameAndBySnakeCase(Initializer initializer) {
    String name = initializer.getClass().getSimpleName();
    assertThat(Initializers.named(name)).isEqualTo(initializer);
    assertThat(Initializers.named(Registry.snakeCase(name))).isEqualTo(initializer);
  }

  @Test
  void ownSeedWins() {
    Initializer seeded = new GlorotUniform(5L);
    Tensor once = seeded.create(Shape.of(9), DType.FLOAT32, 1);
    assertThat(once.sameBits(seeded.create(Shape.of(9), DType.FLOAT32, 2))).isTrue();
    assertThat(once.sameBits(new GlorotUniform(6L).create(Shape.of(9), DType.FLOAT32, 1)))
        .isFalse();
  }

  @Test
  void constants() {
    assertThat(values(new Zeros(), Shape.of(2))).containsExactly(0, 0);
    assertThat(values(new Ones(), Shape.of(2))).containsExactly(1, 1);
    assertThat(values(new Constant(.25), Shape.of(2))).containsExactly(.25, .25);
    assertThat(Initializers.named("zero")).isEqualTo(new Zeros());
  }

  @ParameterizedTest
  @CsvSource({
    "GlorotUniform, 6, 0, 1",
    "HeUniform, 6, 1, 0",
    "LecunUniform, 3, 1, 0",
    "GlorotNormal, 2, 0, 1",
    "HeNormal, 2, 1, 0",
    "LecunNormal, 1, 1, 0"
  })
  void namedFormsHaveTheirSpread(String name, double numerator, int in, int both) {
    double[] values = values(Initializers.named(name), CONV);
    double spread = Math.sqrt(numerator / (in * FAN_IN + both * (FAN_IN + FAN_OUT)));
    if (name.endsWith("Uniform")) {
      assertThat(largest(values)).isBetween(.999 * spread, spread);
      assertThat(stddev(values)).isCloseTo(spread / Math.sqrt(3), within(.02 * spread));
    } else {
      assertThat(largest(values)).isBetween(1.99 * spread / .8796, 2 * spread / .8796);
      assertThat(stddev(values)).isCloseTo(spread, within(.02 * spread));
    }
    assertThat(Arrays.stream(values).average().orElseThrow()).isCloseTo(0, within(.02 * spread));
  }

  @Test
  void normalsHaveTheirMoments() {
    double[] normal = values(new RandomNormal(3, 2, null), Shape.of(18000));
    assertThat(Arrays.stream(normal).average().orElseThrow()).isCloseTo(3, within(.05));
    assertThat(stddev(normal)).isCloseTo(2, within(.05));
    assertThat(Arrays.stream(normal).filter(x -> Math.abs(x - 3) > 4).count() / 18000.0)
        .isCloseTo(.0455, within(.01));
    double[] truncated = values(new TruncatedNormal(3, 2, null), Shape.of(18000));
    assertThat(Arrays.stream(truncated).allMatch(x -> Math.abs(x - 3) <= 4)).isTrue();
    assertThat(stddev(truncated)).isCloseTo(2 * .8796, within(.05));
  }

  @Test
  void uniformStaysInItsRange() {
    double[] values = values(new RandomUniform(2, 5, null), Shape.of(4099));
    assertThat(Arrays.stream(values).min().orElseThrow()).isBetween(2.0, 2.01);
    assertThat(Arrays.stream(values).max().orElseThrow()).isBetween(4.99, 5.0);
  }

  @ParameterizedTest
  @CsvSource({"13, 13", "65, 13", "13, 65", "1, 1", "1, 4099", "200, 100"})
  void orthogonalVectorsAreOrthogonal(int rows, int columns) {
    double[] matrix = values(new Orthogonal(2, null), Shape.of(rows, columns));
    int count = Math.min(rows, columns);
    for (int a = 0; a < count; a++) {
      for (int b = 0; b <= a; b++) {
        double dot = 0;
        for (int k = 0; k < Math.max(rows, columns); k++) {
          dot +=
              rows < columns
                  ? matrix[a * columns + k] * matrix[b * columns + k]
                  : matrix[k * columns + a] * matrix[k * columns + b];
        }
        assertThat(dot).isCloseTo(a == b ? 4 : 0, within(1e-14 * 4));
      }
    }
  }

  /** Each element of a uniformly drawn orthogonal matrix is as often positive as negative. */
  @Test
  void orthogonalMatricesAreDrawnUniformly() {
    int positive = 0;
    double sum = 0;
    for (long seed = 0; seed < 2000; seed++) {
      double[] matrix = new Orthogonal(1, seed).create(Shape.of(3, 3), DType.FLOAT64, 0).doubles();
      positive += matrix[0] > 0 ? 1 : 0;
      sum += matrix[4] * matrix[4];
    }
    assertThat(positive / 2000.0).isCloseTo(.5, within(.04));
    assertThat(sum / 2000).isCloseTo(1 / 3.0, within(.03));
  }

  @Test
  void aWeightOfMoreAxesIsOneMatrix() {
    double[] flat = values(new Orthogonal(1, 3L), Shape.of(15, 4));
    assertThat(values(new Orthogonal(1, 3L), Shape.of(3, 5, 4))).isEqualTo(flat);
  }

  @Test
  void matricesAreAskedFor() {
    assertThatThrownBy(() -> new Identity().create(Shape.of(3), DType.FLOAT32, 0))
        .hasMessageContaining("can only be used for 2D matrices. Received: shape=(3,)");
    assertThatThrownBy(() -> new Orthogonal().create(Shape.of(3), DType.FLOAT32, 0))
        .hasMessageContaining("must be at least two-dimensional. Received: shape=(3,)");
  }

  @Test
  void fansMayBeGivenByAxes() {
    Initializer attention =
        new VarianceScaling(3, "fan_in", "uniform", null, List.of(0), List.of(1, 2));
    assertThat(largest(values(attention, Shape.of(100, 10, 20)))).isBetween(.299, .3);
  }

  @Test
  void refusesInKerasWords() {
    assertThatThrownBy(() -> new VarianceScaling(0, "fan_in", "normal", null))
        .hasMessage("Argument `scale` must be positive float. Received: scale=0.0");
    assertThatThrownBy(() -> new VarianceScaling(1, "fan", "normal", null))
        .hasMessageStartingWith("Invalid `mode` argument: fan. Please use one of");
    assertThatThrownBy(() -> new VarianceScaling(1, "fan_in", "cauchy", null))
        .hasMessageStartingWith("Invalid `distribution` argument: cauchy. Please use one of");
    assertThatThrownBy(() -> Initializers.named("foo"))
        .hasMessage("Could not interpret initializer identifier: foo");
  }

  @Test
  void permutationsHoldEveryNumberOnce() {
    for (int size : new int[] {0, 1, 13, 4099}) {
      int[] order = new CounterRandom(7, size).permutation(size);
      assertThat(Arrays.stream(order).sorted().toArray())
          .containsExactly(IntStream.range(0, size).toArray());
    }
    assertThat(new CounterRandom(1).permutation(99))
        .isNotEqualTo(new CounterRandom(2).permutation(99));
  }
}
