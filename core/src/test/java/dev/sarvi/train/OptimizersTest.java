package dev.sarvi.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sarvi.constraint.Constraint;
import dev.sarvi.constraint.NonNeg;
import dev.sarvi.tensor.DType;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class OptimizersTest {
  private static final Shape THREE = Shape.of(3);
  private static final Shape ONE = Shape.of(1, 1);

  /** Four weights after three steps with a rate of 0.1: Keras 3.15.1 in float64. */
  static List<Arguments> keras() {
    OptimizerOptions rate = OptimizerOptions.of(.1);
    SGD.Config plain = new SGD.Config();
    return List.of(
        of(new SGD(.1), .94, -1.4, .41, 2.1),
        of(new SGD(.1, .9, false), .9049, -.878, .3317, 1.146),
        of(new SGD(.1, .9, true), .85441, -.3902, .25853, .4314),
        of(new Adam(.1), .707687012, -1.700000361, .2000024085, 2.707488045),
        of(
            new Adam(new Adam.Config(.9, .5, 1e-7, true), rate),
            .7302320843,
            -1.7000000182,
            .2000001213,
            2.7028123346),
        of(new RMSprop(.1), .1390137597, -1.262261876, -.2377353661, 2.3613165257),
        of(
            new RMSprop(new RMSprop.Config(.9, 0, 1e-7, true), rate),
            .0566352426,
            -1.1867763994,
            -.3132200714,
            2.3032379972),
        of(
            new RMSprop(new RMSprop.Config(.9, .5, 1e-7, true), rate),
            -.3503094726,
            -.809323259,
            -.6906712536,
            1.9445423566),
        of(new SGD(plain, rate.withWeightDecay(.5)), .79935, -1.14425, .3431125, 1.726125),
        of(new SGD(plain, rate.withClipnorm(1.)), .9705465157, -1.7049902765, .4557485415, 2.7),
        of(
            new SGD(plain, rate.withGlobalClipnorm(1.)),
            .9817607741,
            -1.8302669337,
            .4745400401,
            2.7580595938),
        of(new SGD(plain, rate.withClipvalue(.2)), .95, -1.94, .44, 2.94));
  }

  private static Arguments of(Optimizer optimizer, double... weights) {
    return Arguments.of(optimizer, weights);
  }

  private static Weights weights(DType dtype, Constraint constraint) {
    return new Weights(dtype, constraint, Tensor.of(THREE, 1., -2, .5), Tensor.of(ONE, 3.));
  }

  private static void step(Optimizer optimizer, Weights weights, int k) {
    optimizer.apply(
        weights.ownVariables(),
        List.of(
            Tensor.of(THREE, .1 * (k + 1), -2, .3).cast(weights.dtype()),
            Tensor.of(ONE, 4. - k).cast(weights.dtype())));
  }

  @ParameterizedTest
  @MethodSource("keras")
  void threeStepsLandWhereKerasLands(Optimizer optimizer, double[] expected) {
    Weights weights = weights(DType.FLOAT64, null);
    Tensor before = weights.ownVariables().get(0).value();
    for (int k = 0; k < 3; k++) {
      step(optimizer, weights, k);
    }
    assertThat(optimizer.iterations()).isEqualTo(3);
    assertThat(before.doubles()).as("handed out, so not written to").containsExactly(1, -2, .5);
    for (int i = 0; i < 4; i++) {
      assertThat(weights.at(i)).as("weight " + i).isCloseTo(expected[i], within(1e-9));
    }
  }

  @ParameterizedTest
  @MethodSource("keras")
  void goesOnFromAState(Optimizer optimizer, double[] expected) {
    OptimizerType<?> type = Optimizers.type(optimizer.getClass().getSimpleName());
    Optimizer resumed = type.create(optimizer.config(), optimizer.options());
    Weights weights = weights(DType.FLOAT32, null);
    Weights copy = weights(DType.FLOAT32, null);
    step(optimizer, weights, 0);
    copy.setWeights(weights.values());
    resumed.build(copy.ownVariables());
    resumed.restore(optimizer.state());
    for (int k = 1; k < 3; k++) {
      step(optimizer, weights, k);
      step(resumed, copy, k);
    }
    for (int i = 0; i < 4; i++) {
      assertThat(weights.at(i)).isEqualTo(copy.at(i)).isCloseTo(expected[i], within(2e-5));
    }
  }

  @Test
  void slotsInKerasOrder() {
    Weights weights = weights(DType.FLOAT32, null);
    Optimizer adam = new Adam(new Adam.Config(.9, .999, 1e-7, true), OptimizerOptions.of(.001));
    adam.build(weights.ownVariables());
    assertThat(adam.state().slots().stream().map(Tensor::shape))
        .containsExactly(THREE, THREE, ONE, ONE, THREE, ONE);
    Optimizer rmsprop =
        new RMSprop(new RMSprop.Config(.9, .1, 1e-7, true), OptimizerOptions.of(.001));
    rmsprop.build(weights.ownVariables());
    assertThat(rmsprop.state().slots().stream().map(Tensor::shape))
        .containsExactly(THREE, ONE, THREE, ONE, THREE, ONE);
    assertThat(new SGD().state().slots()).isEmpty();
  }

  @Test
  void wrongStateChangesNothing() {
    Weights weights = weights(DType.FLOAT32, null);
    Optimizer sgd = new SGD(.1, .9, false);
    step(sgd, weights, 0);
    Optimizer.State before = sgd.state();
    Tensor three = Tensor.zeros(THREE);
    assertThatThrownBy(() -> sgd.restore(new Optimizer.State(9, .5, List.of(three))))
        .hasMessage("Optimizer sgd expects 2 slots. Received: 1");
    assertThatThrownBy(() -> sgd.restore(new Optimizer.State(9, .5, List.of(three, three))))
        .hasMessage("Slot 1 of optimizer sgd expects shape (1, 1). Received: shape=(3,)");
    assertSame(sgd.state(), before);
  }

  @ParameterizedTest
  @MethodSource("keras")
  void stateStaysAsItWas(Optimizer optimizer) {
    Weights weights = weights(DType.FLOAT32, null);
    step(optimizer, weights, 0);
    Optimizer.State state = optimizer.state();
    List<Tensor> copies = state.slots().stream().map(Tensor::copy).toList();
    step(optimizer, weights, 1);
    optimizer.restore(state);
    step(optimizer, weights, 2);
    for (int i = 0; i < copies.size(); i++) {
      assertThat(state.slots().get(i).sameBits(copies.get(i))).as("slot " + i).isTrue();
    }
  }

  @Test
  void gradientsOfOtherShapesChangeNothing() {
    Weights weights = weights(DType.FLOAT32, null);
    Optimizer adam = new Adam();
    step(adam, weights, 0);
    Optimizer.State before = adam.state();
    assertThatThrownBy(
            () ->
                adam.apply(
                    weights.ownVariables(), List.of(Tensor.zeros(THREE), Tensor.zeros(THREE))))
        .hasMessage("Expected gradients of shapes [(3,), (1, 1)]. Received: [(3,), (3,)]");
    assertSame(adam.state(), before);
  }

  private static void assertSame(Optimizer.State state, Optimizer.State expected) {
    assertThat(state.iterations()).isEqualTo(expected.iterations());
    assertThat(state.learningRate()).isEqualTo(expected.learningRate());
    for (int i = 0; i < expected.slots().size(); i++) {
      assertThat(state.slots().get(i).sameBits(expected.slots().get(i))).as("slot " + i).isTrue();
    }
  }

  @Test
  void constraintsHoldAfterTheStep() {
    Weights weights = weights(DType.FLOAT32, new NonNeg());
    step(new SGD(.1), weights, 0);
    assertThat(weights.at(1)).isZero();
    assertThat(weights.at(3)).isCloseTo(2.6, within(1e-6));
  }

  @Test
  void knowsItsWeightsOnly() {
    Optimizer adam = new Adam();
    step(adam, weights(DType.FLOAT32, null), 0);
    assertThatThrownBy(() -> step(adam, weights(DType.FLOAT32, null), 1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("recreate a new optimizer instance");
  }

  @Test
  void foundByName() {
    assertThat(Optimizers.named("adam")).isInstanceOf(Adam.class);
    assertThat(Optimizers.named("RMSprop").name()).isEqualTo("rm_sprop");
    assertThat(Optimizers.named("rmsprop").learningRate()).isEqualTo(.001);
    assertThat(Optimizers.named("SGD").learningRate()).isEqualTo(.01);
    assertThat(Optimizers.named("sgd")).isNotSameAs(Optimizers.named("sgd"));
    assertThatThrownBy(() -> Optimizers.named("foo"))
        .hasMessage("Could not interpret optimizer identifier: foo");
  }

  @Test
  void refusesWhatIsNotSupported() {
    OptimizerOptions options = OptimizerOptions.of(.1);
    assertThatThrownBy(() -> options.withClipnorm(1.).withClipvalue(1.))
        .hasMessageStartingWith(
            "Only one of `clipnorm`, `clipvalue` and `global_clipnorm` can be set.");
    assertThatThrownBy(
            () ->
                new OptimizerOptions(null, .1, null, null, null, null, true, .99, null, null, null))
        .hasMessage("`use_ema` is not supported. Expected: false. Received: use_ema=true");
    assertThatThrownBy(() -> new SGD(.1, 2, false)).hasMessageContaining("`momentum` must be");
  }
}
