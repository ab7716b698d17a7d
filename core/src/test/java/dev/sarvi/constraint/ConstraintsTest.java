package dev.sarvi.constraint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConstraintsTest {
  /** (i - 5) / 4 for i below 12. */
  private static final Tensor WEIGHT =
      Tensor.of(Shape.of(3, 4), -1.25, -1, -.75, -.5, -.25, 0, .25, .5, .75, 1, 1.25, 1.5);

  /** First, fifth and last number as Keras 3.15.1 computes them in float64. */
  @Test
  void noAxisMeansAll() {
    assertThat(
            new UnitNorm(null)
                .project(WEIGHT)
                .sameBits(new UnitNorm(List.of(0, 1)).project(WEIGHT)))
        .isTrue();
    assertThat(new UnitNorm().project(Tensor.zeros(Shape.of(3, 0))).size()).isZero();
  }

  @Test
  void foundByName() {
    assertThat(Constraints.named("max_norm")).isEqualTo(new MaxNorm(2, List.of(0)));
    assertThat(Constraints.named("MinMaxNorm")).isEqualTo(new MinMaxNorm(0, 1, 1, List.of(0)));
    assertThat(Constraints.named("non_neg")).isEqualTo(new NonNeg());
    assertThat(Constraints.named("unit_norm")).isEqualTo(new UnitNorm(List.of(0)));
    assertThatThrownBy(() -> Constraints.named("foo"))
        .hasMessage("Could not interpret constraint identifier: foo");
  }

  @Test
  void refusesAnAxisThatIsNotThere() {
    assertThatThrownBy(() -> new UnitNorm(List.of(2)).project(WEIGHT))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }
}
