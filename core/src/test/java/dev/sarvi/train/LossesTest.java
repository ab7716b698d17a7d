package dev.sarvi.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sarvi.initializer.CounterRandom;
import dev.sarvi.kernel.TensorMath;
import dev.sarvi.tensor.DType;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LossesTest {
  private static final String MEAN = "sum_over_batch_size";
  private static final Shape SHAPE = Shape.of(4, 3);
  private static final Tensor PROBABILITIES =
      Tensor.of(SHAPE, .1, .2, .7, .5, .25, .25, 1., 0, 0, 2, 1, 1);
  private static final Tensor LOGITS = Tensor.of(SHAPE, 1., -2, 3, 0, 0, 0, 50, -50, 0, -1, .5, 2);
  private static final Tensor TARGETS = Tensor.of(SHAPE, 0., 0, 1, 0, 1, 0, 1, 0, 0, .5, .5, 0);
  private static final Tensor LABELS = Tensor.of(Shape.of(4), 2., 1, 0, 1);
  private static final Tensor PROBABILITY = Tensor.of(Shape.of(4, 1), .2, .9, 1, 0);
  private static final Tensor BINARY = Tensor.of(Shape.of(4), 1., 1, 0, 0);
  private static final Tensor WEIGHTS = Tensor.of(Shape.of(4), 1, .5, 2, 0);

  /** Loss, loss with sample weights, first and last gradient: Keras 3.15.1, partly in float32. */
  static List<Arguments> keras() {
    return List.of(
        of(new MeanSquaredError(), TARGETS, PROBABILITIES, .37625, .048125, .016666667, .166666667),
        of(new BinaryCrossentropy(), BINARY, PROBABILITY, 4.458223489, 8.474577249, -1.25, 0),
        of(
            new BinaryCrossentropy(true),
            TARGETS,
            LOGITS,
            .660469383,
            .326232672,
            .06092155,
            .073399759),
        of(
            new BinaryCrossentropy("b", MEAN, false, .2, -1),
            BINARY,
            PROBABILITY,
            4.478496693,
            7.661480334,
            -1.09375,
            0),
        of(
            new CategoricalCrossentropy(),
            TARGETS,
            PROBABILITIES,
            .695672544,
            .262455581,
            .25,
            .0625),
        of(
            new CategoricalCrossentropy(true),
            TARGETS,
            LOGITS,
            .930692205,
            .170537845,
            .029624914,
            .196399259),
        of(
            new CategoricalCrossentropy("c", MEAN, false, .1, -1),
            TARGETS,
            PROBABILITIES,
            .988074966,
            .823492929,
            .166666667,
            .054166667),
        of(
            new SparseCategoricalCrossentropy(),
            LABELS,
            PROBABILITIES,
            .782315942,
            .262455581,
            .25,
            .0625),
        of(
            new SparseCategoricalCrossentropy(true),
            LABELS,
            LOGITS,
            .743192205,
            .170537845,
            .029624914,
            .196399259),
        of(
            new MeanSquaredError("m", "sum"),
            TARGETS,
            PROBABILITIES,
            1.505,
            .1925,
            .066666667,
            .666666667),
        of(
            new MeanSquaredError("m", "mean_with_sample_weight"),
            TARGETS,
            PROBABILITIES,
            .37625,
            .055,
            .016666667,
            .166666667));
  }

  private static Arguments of(Loss loss, Tensor target, Tensor prediction, double... numbers) {
    return Arguments.of(loss, target, prediction, numbers);
  }

  @ParameterizedTest
  @MethodSource("keras")
  void valuesAndGradientsAreThoseOfKeras(
      Loss loss, Tensor target, Tensor prediction, double[] expected) {
    LossValue value = loss.of(target, prediction, null);
    Tensor gradient = value.pullback().apply(1);
    assertThat(value.value()).isCloseTo(expected[0], within(1e-6));
    assertThat(loss.of(target, prediction, WEIGHTS).value()).isCloseTo(expected[1], within(1e-6));
    assertThat(gradient.shape()).isEqualTo(prediction.shape());
    assertThat(gradient.at(0)).isCloseTo(expected[2], within(1e-6));
    assertThat(gradient.at(gradient.size() - 1)).isCloseTo(expected[3], within(1e-6));
  }

  @ParameterizedTest
  @MethodSource("keras")
  void singlePrecisionIsClose(Loss loss, Tensor target, Tensor prediction, double[] expected) {
    Tensor single = prediction.cast(DType.FLOAT32);
    LossValue value = loss.of(target.cast(DType.FLOAT32), single, null);
    // Keras's bound 1 - 1e-7 is 1 - 1.2e-7 in float32, and log(1 - p) feels it.
    double tolerance = loss instanceof BinaryCrossentropy ? .05 : 1e-6;
    assertThat(value.value()).isCloseTo(expected[0], within(tolerance));
    assertThat(value.pullback().apply(1).dtype()).isEqualTo(DType.FLOAT32);
    assertThat(value.pullback().apply(1).at(0)).isCloseTo(expected[2], within(1e-6));
  }

  @ParameterizedTest
  @MethodSource("keras")
  void gradientsAreSlopes(Loss loss, Tensor target, Tensor prediction, double[] expected) {
    for (int rows : new int[] {1, 13}) {
      Shape shape = prediction.shape().with(0, rows);
      double[] inside = draw(shape.size(), .05, .95);
      boolean labels = target == LABELS;
      Tensor wanted =
          labels
              ? Tensor.of(Shape.of(rows, 1), draw(rows, 0, 3)).cast(DType.FLOAT64)
              : Tensor.of(shape, draw(shape.size(), 0, 1));
      if (labels) {
        for (int i = 0; i < rows; i++) {
          wanted.doubles()[i] = Math.floor(wanted.at(i));
        }
      }
      Tensor weights = Tensor.of(Shape.of(rows), draw(rows, 0, 2));
      Tensor gradient = loss.of(wanted, Tensor.of(shape, inside), weights).pullback().apply(3);
      for (int i = 0; i < shape.size(); i++) {
        double slope = slope(loss, wanted, inside, shape, weights, i);
        assertThat(gradient.at(i)).isCloseTo(3 * slope, within(1e-7));
      }
    }
  }

  private static double slope(
      Loss loss, Tensor target, double[] at, Shape shape, Tensor weights, int i) {
    double[] up = at.clone();
    double[] down = at.clone();
    up[i] += 1e-6;
    down[i] -= 1e-6;
    return (loss.of(target, Tensor.of(shape, up), weights).value()
            - loss.of(target, Tensor.of(shape, down), weights).value())
        / 2e-6;
  }

  private static double[] draw(int size, double from, double to) {
    CounterRandom random = new CounterRandom(11, size);
    return IntStream.range(0, size)
        .mapToDouble(i -> from + (to - from) * random.uniform(i))
        .toArray();
  }

  @Test
  void anotherAxis() {
    Shape shape = Shape.of(2, 3, 5);
    Tensor p = Tensor.of(shape, draw(30, .1, 1));
    Tensor t = Tensor.of(shape, draw(30, 0, 1));
    for (boolean logits : new boolean[] {false, true}) {
      Loss middle = new CategoricalCrossentropy("c", MEAN, logits, 0, 1);
      Loss last = new CategoricalCrossentropy("c", MEAN, logits, 0, -1);
      Tensor pt = TensorMath.transpose(p, 0, 2, 1);
      Tensor tt = TensorMath.transpose(t, 0, 2, 1);
      assertThat(middle.of(t, p, null).value())
          .isCloseTo(last.of(tt, pt, null).value(), within(1e-12));
    }
  }

  @Test
  void weightsOfSamplesAndOfPlaces() {
    Tensor p = Tensor.of(Shape.of(2, 3, 1), draw(6, 0, 1));
    Tensor t = Tensor.zeros(p.shape(), DType.FLOAT64);
    Loss loss = new MeanSquaredError();
    double perSample = loss.of(t, p, Tensor.of(Shape.of(2), 2., 0)).value();
    double perPlace = loss.of(t, p, Tensor.of(Shape.of(2, 3), 2., 2, 2, 0, 0, 0)).value();
    assertThat(perSample).isEqualTo(perPlace);
    assertThatThrownBy(() -> loss.of(t, p, Tensor.of(Shape.of(3), 1., 1, 1)))
        .hasMessageContaining("sample_weight")
        .hasMessageContaining("(3,)");
  }

  @Test
  void labelsAreChecked() {
    Loss loss = new SparseCategoricalCrossentropy();
    for (double wrong : new double[] {-1, 3, .5, Double.NaN}) {
      assertThatThrownBy(() -> loss.of(Tensor.of(Shape.of(4), 0, 1, wrong, 2), PROBABILITIES, null))
          .hasMessage(
              "Labels must be whole numbers from 0 to 2, the prediction's last axis having 3"
                  + " classes. Received: "
                  + wrong
                  + " at position 2");
    }
    assertThatThrownBy(() -> loss.of(TARGETS, PROBABILITIES, null))
        .hasMessageContaining("target.shape=(4, 3), output.shape=(4, 3)");
  }

  @Test
  void wrongArgumentsAreRefused() {
    assertThatThrownBy(() -> new MeanSquaredError("m", "none"))
        .hasMessageContaining("Invalid value for argument `reduction`")
        .hasMessageContaining("Received: reduction=none");
    assertThatThrownBy(() -> new SparseCategoricalCrossentropy("s", MEAN, false, 255))
        .hasMessageContaining("ignore_class=255");
    assertThatThrownBy(() -> new CategoricalCrossentropy("c", MEAN, false, 2, -1))
        .hasMessageContaining("label_smoothing=2.0");
    assertThatThrownBy(() -> new MeanSquaredError().of(LABELS, PROBABILITIES, null))
        .hasMessageContaining("target.shape=(4,), output.shape=(4, 3)");
  }

  @Test
  void foundByName() {
    assertThat(Losses.named("mse")).isEqualTo(new MeanSquaredError());
    assertThat(Losses.named("BinaryCrossentropy")).isEqualTo(Losses.named("bce"));
    assertThat(Losses.named("sparse_categorical_crossentropy"))
        .isEqualTo(new SparseCategoricalCrossentropy());
    assertThatThrownBy(() -> Losses.named("foo"))
        .hasMessage("Could not interpret loss identifier: foo");
  }
}
