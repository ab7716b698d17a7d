package dev.sarvi.layer.preprocessing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sarvi.layer.merging.Dot;
import dev.sarvi.tensor.DType;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What data is prepared with: measured, or given, or refused. */
class NormalizationTest {
  @Test
  void measuresMeanAndVarianceOfEachPosition() {
    Normalization layer = new Normalization();
    layer.adapt(Tensor.of(Shape.of(3, 2), 1f, 10f, 2f, 10f, 6f, 10f));
    assertThat(layer.variables().get(0).value().floats()).containsExactly(3f, 10f);
    assertThat(layer.variables().get(1).value().floats())
        .containsExactly(new float[] {14 / 3f, 0f}, within(1e-6f));
    assertThat(layer.variables().get(2).dtype()).isEqualTo(DType.INT32);
    assertThat(layer.trainableVariables()).isEmpty();
    Tensor y = layer.call(Tensor.of(Shape.of(1, 2), 3f, 10f));
    assertThat(y.floats()).containsExactly(0f, 0f);
  }

  @Test
  void measuresAgain() {
    Normalization layer = new Normalization(new Normalization.Config(null, null, null, false));
    layer.adapt(Tensor.ofInts(Shape.of(2), 1, 3));
    layer.adapt(Tensor.of(Shape.of(4), 1f, 1f, 5f, 5f));
    assertThat(layer.variables().get(0).value().floats()).containsExactly(3f);
    assertThat(layer.variables().get(1).value().floats()).containsExactly(4f);
    assertThat(layer.call(Tensor.ofInts(Shape.of(1), 7)).floats()).containsExactly(2f);
  }

  @Test
  void whatIsGivenIsNotMeasured() {
    Normalization layer = new Normalization(new Normalization.Config(Numbers.of(1), Numbers.of(4)));
    assertThat(layer.call(Tensor.of(Shape.of(1, 2), 5f, -3f)).floats()).containsExactly(2f, -2f);
    assertThatThrownBy(() -> layer.adapt(Tensor.zeros(Shape.of(1, 2))))
        .hasMessageContaining("cannot be adapted");
  }

  @Test
  void argumentsAreRefusedInTheWordsOfKeras() {
    assertThatThrownBy(() -> new Normalization.Config(Numbers.of(1), null))
        .hasMessage(
            "When setting values directly, both `mean` and `variance` must be set. Received:"
                + " mean=1.0 and variance=null");
    Numbers two = Numbers.of(1, 2);
    assertThatThrownBy(() -> new Normalization.Config(Numbers.of(1), two))
        .hasMessageContaining("Received: mean shape () and variance shape (2,)");
    assertThatThrownBy(() -> new Normalization.Config(null, two, two, false))
        .hasMessageContaining("number of axes (0). Received: mean shape (2,) for axis ()");
    Normalization layer = new Normalization(new Normalization.Config(two, two));
    assertThatThrownBy(() -> layer.call(Tensor.zeros(Shape.of(4, 3))))
        .hasMessageContaining("of its input of shape (None, 3). Received: mean=[1.0, 2.0]");
    assertThatThrownBy(
            () -> new Rescaling(new Rescaling.Config(two, two)).call(Tensor.zeros(Shape.of(4, 3))))
        .hasMessageContaining("expected a scale that broadcasts to its input of shape (None, 3)");
  }

  @Test
  void productsOfWhatDoesNotFitAreRefused() {
    assertThatThrownBy(() -> new Dot.Config(List.of(1, 2, 3), false))
        .hasMessage(
            "Invalid format for argument `axes`: it should contain two elements. Received:"
                + " axes=(1, 2, 3)");
    List<Shape> shapes = List.of(Shape.of(2, 3), Shape.of(2, 4, 5));
    assertThatThrownBy(() -> new Dot(1).outputShapes(shapes))
        .hasMessageContaining("axis values 3 (at axis 1) != 4 (at axis 1)");
    assertThatThrownBy(() -> new Dot(0).outputShapes(shapes)).hasMessageContaining("over axis 0");
  }
}
