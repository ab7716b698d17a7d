package dev.sarvi.constraint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sarvi.tensor.DType;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ConstraintsTest {
  /** (i - 5) / 4 for i below 12. */
  private static final Tensor WEIGHT =
      Tensor.of(Shape.of(3, 4), -1.25, -1, -.75, -.5, -.25, 0, .25, .5, .75, 1, 1.25, 1.5);

  /** First, fifth and last number as Keras 3.15.1 computes them in float64. */
  static List<Arguments> numbers() {
    return List.of(
        Arguments.of(new MaxNorm(), -1.2499999154845802, -0.24999998309691604, 1.4999999095466021),
        Arguments.of(
            new MaxNorm(1.5, List.of(1)),
            -1.0206206706041048,
            -0.24999995917517764,
            0.9704949169704824),
        Arguments.of(
            new MaxNorm(1, List.of(0, 1)),
            -0.4138029306025543,
            -0.08276058612051086,
            0.4965635167230652),
        Arguments.of(new UnitNorm(), -0.8451541975856633, -0.16903083951713266, 0.9045339791878395),
        Arguments.of(
            new MinMaxNorm(.5, 1, .7, List.of(-1)),
            -0.8512896258695022,
            -0.24999995917517764,
            0.9028976085096603),
        Arguments.of(new NonNeg(), 0.0, 0.0, 1.5));
  }

  @ParameterizedTest
  @MethodSource("numbers")
  void projectsAsKeras(Constraint constraint, double first, double fifth, double last) {
    Tensor projected = constraint.project(WEIGHT);
    assertThat(projected.at(0)).isCloseTo(first, within(1e-15));
    assertThat(projected.at(4)).isCloseTo(fifth, within(1e-15));
    assertThat(projected.at(11)).isCloseTo(last, within(1e-15));
    Tensor single = constraint.project(WEIGHT.cast(DType.FLOAT32));
    assertThat(single.dtype()).isEqualTo(DType.FLOAT32);
    assertThat(single.at(11)).isCloseTo(last, within(1e-7));
  }

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
