package dev.sarvi.regularizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.sarvi.tensor.DType;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RegularizersTest {
  /** (i - 5) / 4 for i below 12. */
  private static final Tensor WEIGHT =
      Tensor.of(Shape.of(3, 4), -1.25, -1, -.75, -.5, -.25, 0, .25, .5, .75, 1, 1.25, 1.5);

  static List<Regularizer> regularizers() {
    return List.of(
        new L1(),
        new L2(),
        new L1L2(.1, .2),
        new OrthogonalRegularizer(),
        new OrthogonalRegularizer(.5, "columns"));
  }

  @ParameterizedTest
  @MethodSource("regularizers")
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

  @ParameterizedTest
  @MethodSource("regularizers")
  void float32AndFloat64Agree(Regularizer regularizer) {
    Tensor single = WEIGHT.cast(DType.FLOAT32);
    assertThat(regularizer.penalty(single))
        .isCloseTo(regularizer.penalty(WEIGHT), withinPercentage(1e-4));
    Tensor gradient = regularizer.gradient(single);
    assertThat(gradient.dtype()).isEqualTo(DType.FLOAT32);
    for (int i = 0; i < gradient.size(); i++) {
      assertThat(gradient.at(i)).isCloseTo(regularizer.gradient(WEIGHT).at(i), within(1e-7));
    }
  }

  /** As on TensorFlow and PyTorch; JAX's slope of |x| is 1 there. */
  @Test
  void aWeightOfZeroIsNotMoved() {
    assertThat(new L1L2(.1, .2).gradient(WEIGHT).at(5)).isZero();
  }

  @Test
  void noFactorNoPenalty() {
    Tensor infinite = Tensor.of(Shape.of(1), Double.POSITIVE_INFINITY);
    assertThat(new L1(0).penalty(infinite)).isZero();
    assertThat(new L2(0).penalty(Tensor.zeros(Shape.of(0)))).isZero();
  }

  @Test
  void orthogonalityIsOfPairs() {
    assertThat(new OrthogonalRegularizer().penalty(Tensor.of(Shape.of(1, 2), 3.0, 4.0))).isZero();
    assertThatThrownBy(() -> new OrthogonalRegularizer().penalty(Tensor.zeros(Shape.of(3))))
        .hasMessage(
            "Inputs to OrthogonalRegularizer must have rank 2. Received: inputs.shape=(3,)");
    assertThatThrownBy(() -> new OrthogonalRegularizer(.1, "diagonal"))
        .hasMessageEndingWith("Received: mode=diagonal");
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
