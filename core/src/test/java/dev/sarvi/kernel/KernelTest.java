package dev.sarvi.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sarvi.formula.Comparison;
import dev.sarvi.formula.Formula;
import dev.sarvi.tensor.DType;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class KernelTest {
  private static final Formula W = Formula.input("w");
  private static final Formula G = Formula.input("g");
  private static final Formula PRELU =
      Formula.relu(Formula.X).plus(W.negated().times(Formula.relu(Formula.X.negated())));
  private static final Formula LEAKY =
      Formula.select(
          Comparison.GREATER,
          Formula.X,
          Formula.ZERO,
          Formula.X,
          Formula.input("k").times(Formula.X));

  static Tensor random(Shape shape, DType dtype, long seed) {
    Random random = new Random(seed);
    double[] values = random.doubles(shape.size(), -3, 3).toArray();
    return Tensor.of(shape, values).cast(dtype);
  }

  /** Shapes that broadcast in every way: leading, inner, middle, none, all. */
  static Stream<List<Shape>> shapes() {
    return Stream.of(
        List.of(Shape.of(5), Shape.of(5)),
        List.of(Shape.of(0, 3), Shape.of(3)),
        List.of(Shape.of(7, 13), Shape.of(13)),
        List.of(Shape.of(7, 13), Shape.of(7, 1)),
        List.of(Shape.of(3, 5, 4, 65), Shape.of(1, 1, 65)),
        List.of(Shape.of(3, 5, 4, 65), Shape.of(5, 4, 1)),
        List.of(Shape.of(3, 5, 4, 7), Shape.of(5, 1, 7)),
        List.of(Shape.of(3, 5, 4, 7), Shape.of(3, 1, 1, 7)),
        List.of(Shape.of(3, 5, 4, 7), Shape.of(1)),
        List.of(Shape.of(2, 4099), Shape.of(4099)),
        List.of(Shape.of(33, 4099), Shape.of()),
        List.of(Shape.of(1), Shape.of(4, 1)));
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void mapsAndSumsWhateverBroadcasts(List<Shape> shapes) {
    Kernel kernel = Kernel.of(G.times(PRELU.slope(Formula.input("w"))), "x", "w", "g");
    for (DType dtype : List.of(DType.FLOAT32, DType.FLOAT64)) {
      Tensor x = random(shapes.get(0), dtype, 1);
      Tensor w = random(shapes.get(1), dtype, 2);
      Shape shape = Broadcast.shape(x.shape(), w.shape());
      Tensor g = random(shape, dtype, 3);
      Tensor wide = Broadcast.expand(w, shape);
      Tensor wideX = Broadcast.expand(x, shape);
      Tensor y = kernel.map(x, w, g);
      double[] expectedSum = new double[w.size()];
      Tensor index = TensorMathTest.indices(w.shape());
      Tensor place = Broadcast.expand(index, shape);
      for (int i = 0; i < shape.size(); i++) {
        double expected = wideX.at(i) < 0 ? wideX.at(i) * g.at(i) : 0;
        assertThat(y.at(i)).isCloseTo(expected, Offset.offset(1e-5));
        expectedSum[(int) place.at(i)] += expected;
      }
      assertThat(wide.shape()).isEqualTo(shape);
      Tensor sum = kernel.sum(w.shape(), x, w, g);
      assertThat(sum.shape()).isEqualTo(w.shape());
      for (int i = 0; i < w.size(); i++) {
        assertThat(sum.at(i))
            .isCloseTo(expectedSum[i], Offset.offset(dtype == DType.FLOAT32 ? 5e-3 : 1e-9));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = DType.class,
      names = {"FLOAT32", "FLOAT64"})
  void numbersAreNotPartOfTheKernel(DType dtype) {
    Kernel kernel = Kernel.of(LEAKY, List.of("x"), List.of("k"));
    Tensor x = random(Shape.of(4099), dtype, 5);
    for (double k : new double[] {0, 0.1, 2}) {
      Tensor y = kernel.map(new double[] {k}, x);
      double number = dtype == DType.FLOAT32 ? (float) k : k;
      for (int i = 0; i < x.size(); i++) {
        double expected = LEAKY.at(Map.of("x", x.at(i), "k", number));
        assertThat(y.at(i)).isCloseTo(expected, Offset.offset(1e-6));
      }
    }
  }

  @Test
  void plainAndVectorLoopsGiveTheSameBitsWhenHot() {
    for (Formula formula : List.of(PRELU, PRELU.slope(Formula.input("x")).times(G), LEAKY)) {
      FloatLoops floats = new FloatLoops(formula, List.of("x", "w", "g"), List.of("k"));
      FloatLoop plainFloats = floats.plain();
      FloatLoop vectorFloats = floats.vector();
      DoubleLoops doubles = new DoubleLoops(formula, List.of("x", "w", "g"), List.of("k"));
      DoubleLoop plainDoubles = doubles.plain();
      DoubleLoop vectorDoubles = doubles.vector();
      for (int n : new int[] {1, 13, 65, 4099}) {
        float[][] in = new float[6][];
        double[][] inDoubles = new double[6][];
        for (int k = 0; k < 6; k++) {
          Tensor t = random(Shape.of(n), DType.FLOAT64, k % 3);
          inDoubles[k] = t.doubles();
          in[k] = t.cast(DType.FLOAT32).floats();
        }
        int[] at = new int[LoopCompiler.ARRAYS];
        float[] numbers = {0.3f, 0, 0, 0};
        double[] doubleNumbers = {0.3, 0, 0, 0};
        float[] plain = new float[n];
        float[] vector = new float[n];
        double[] ofPlainDoubles = new double[n];
        double[] ofVectorDoubles = new double[n];
        for (int i = 0; i < 20_000_000 / 4099 / n + 300; i++) {
          plainFloats.run(in, at, numbers, plain, 0, 0, n);
          vectorFloats.run(in, at, numbers, vector, 0, 0, n);
          plainDoubles.run(inDoubles, at, doubleNumbers, ofPlainDoubles, 0, 0, n);
          vectorDoubles.run(inDoubles, at, doubleNumbers, ofVectorDoubles, 0, 0, n);
        }
        assertThat(vector).isEqualTo(plain);
        assertThat(ofVectorDoubles).isEqualTo(ofPlainDoubles);
      }
    }
  }
}
