package dev.sarvi.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import org.junit.jupiter.api.Test;

class MetricsTest {
  private static final Tensor CLASSES =
      Tensor.of(Shape.of(3, 3), .1f, .2f, .7f, .5f, .3f, .2f, .4f, .4f, .2f);
  private static final Tensor LABELS = Tensor.of(Shape.of(3), 2f, 1f, 0f);
  private static final Tensor ONE_HOT =
      Tensor.of(Shape.of(3, 3), 0f, 0f, 1f, 0f, 1f, 0f, 1f, 0f, 0f);
  private static final Tensor BINARY = Tensor.of(Shape.of(4, 1), .2f, .5f, .51f, Float.NaN);

  @Test
  void accuracyFitsTheShapes() {
    Metric accuracy = Metrics.named("accuracy");
    Mean twoOfThree = new Mean(2, 3);
    assertThat(accuracy.of(LABELS, CLASSES)).isEqualTo(twoOfThree);
    assertThat(accuracy.of(LABELS.reshape(Shape.of(3, 1)), CLASSES)).isEqualTo(twoOfThree);
    assertThat(accuracy.of(ONE_HOT, CLASSES)).isEqualTo(twoOfThree);
    Tensor target = Tensor.of(Shape.of(4), 0f, 0f, 1f, 1f);
    assertThat(accuracy.of(target, BINARY)).isEqualTo(new Mean(3, 4));
    assertThat(accuracy.of(target.reshape(Shape.of(4, 1)), BINARY)).isEqualTo(new Mean(3, 4));
  }

  @Test
  void wrongShapesAreRefused() {
    assertThatThrownBy(() -> new SparseCategoricalAccuracy().of(ONE_HOT, CLASSES))
        .hasMessageContaining("target.shape=(3, 3), output.shape=(3, 3)");
    assertThatThrownBy(() -> new CategoricalAccuracy().of(LABELS, CLASSES))
        .hasMessageContaining("target.shape=(3,), output.shape=(3, 3)");
    assertThatThrownBy(() -> new BinaryAccuracy().of(LABELS, CLASSES))
        .hasMessageContaining("target.shape=(3,), output.shape=(3, 3)");
  }

  @Test
  void namesAreKeysOfTheHistory() {
    assertThat(Metrics.named("acc").name()).isEqualTo("acc");
    assertThat(Metrics.named("mse")).isEqualTo(new LossMetric("mse", new MeanSquaredError()));
    assertThat(Metrics.named("mse").of(ONE_HOT, ONE_HOT)).isEqualTo(new Mean(0, 3));
    assertThat(Metrics.named("BinaryAccuracy").name()).isEqualTo("BinaryAccuracy");
    assertThatThrownBy(() -> Metrics.named("foo"))
        .hasMessage("Could not interpret metric identifier: foo");
  }

  @Test
  void meanOfNothingIsZero() {
    assertThat(Mean.NONE.value()).isZero();
    assertThat(Mean.of(2, 3).plus(Mean.of(5, 1)).value()).isEqualTo(2.75);
  }
}
