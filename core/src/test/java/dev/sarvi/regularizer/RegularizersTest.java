package dev.sarvi.regularizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sarvi.tensor.DType;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RegularizersTest {
  /** (i - 5) / 4 for i below 12. */
  private static final Tensor WEIGHT =
      Tensor.of(Shape.of(3, 4), -1.25, -1, -.75, -.5, -.25, 0, .25, .5, .75, 1, 1.25, 1.5);

  static List<Arguments> numbers() {
    return List.of(
        Arguments.of(new L1(), .09, -.01),
        Arguments.of(new L2(), .09125, -.025),
        Arguments.of(new L1L2(.1, .2), 2.725, -.6));
  }

  @ParameterizedTest
  @MethodSource("numbers")
  void penaltyAndGradientAreThoseOfKeras(Regularizer regularizer, double penalty, double first) {
    assertThat(regularizer.penalty(WEIGHT)).isCloseTo(penalty, within(1e-15));
    Tensor gradient = regularizer.gradient(WEIGHT);
    assertThat(gradient.at(0)).isCloseTo(first, within(1e-15));
    assertThat(gradient.at(5)).isZero();
    Tensor single = WEIGHT.cast(DType.FLOAT32);
    assertThat(regularizer.penalty(single)).isCloseTo(penalty, within(1e-7));
    assertThat(regularizer.gradient(single).at(0)).isCloseTo(first, within(1e-7));
  }

  @ParameterizedTest
  @MethodSource("numbers")
  void gradientIsTheSlopeOfThePenalty(Regularizer regularizer) {
    for (int i : new int[] {0, 4, 6, 11}) {
      double[] up = WEIGHT.doubles().clone();
      double[] down = up.clone();
      up[i] += 1e-6;
      down[i] -= 1e-6;
      double rise =
          regularizer.penalty(Tensor.of(WEIGHT.shape(), up))
              - regularizer.penalty(Tensor.of(WEIGHT.shape(), down));
      assertThat(regularizer.gradient(WEIGHT).at(i)).isCloseTo(rise / 2e-6, within(1e-8));
    }
  }

  @Test
  void noFactorNoPenalty() {
    Tensor infinite = Tensor.of(Shape.of(1), Double.POSITIVE_INFINITY);
    assertThat(new L1(0).penalty(infinite)).isZero();
    assertThat(new L2(0).penalty(Tensor.zeros(Shape.of(0)))).isZero();
  }

  @Test
  void foundByName() {
    for (String name : Arrays.asList("L1", "l1")) {
      assertThat(Regularizers.named(name)).isEqualTo(new L1(.01));
    }
    for (String name : Arrays.asList("L1L2", "l1l2", "l1_l2")) {
      assertThat(Regularizers.named(name)).isEqualTo(new L1L2(0, 0));
    }
    assertThatThrownBy(() -> Regularizers.named("l3"))
        .hasMessage("Could not interpret regularizer identifier: l3");
  }

  @Test
  void refusesWhatIsNoFactor() {
    for (double factor : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> new L2(factor))
          .hasMessage(
              "Invalid value for argument l2: expected a non-negative float. Received: l2="
                  + factor);
      assertThatThrownBy(() -> new L1(factor)).hasMessageContaining("Received: l1=" + factor);
    }
  }
}
