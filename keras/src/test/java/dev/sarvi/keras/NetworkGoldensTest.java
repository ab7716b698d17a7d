package dev.sarvi.keras;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sarvi.keras.NetworkGolden.Norm;
import dev.sarvi.keras.NetworkGolden.Output;
import dev.sarvi.layer.Layer;
import dev.sarvi.layer.Mode;
import dev.sarvi.layer.Pass;
import dev.sarvi.layer.StateUpdate;
import dev.sarvi.layer.Variable;
import dev.sarvi.layer.WeightGradients;
import dev.sarvi.model.Model;
import dev.sarvi.tensor.DType;
import dev.sarvi.tensor.Tensor;
import dev.sarvi.train.LossValue;
import dev.sarvi.train.MeanSquaredError;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The known networks, opened from their architecture, against real Keras: a prediction in float32,
 * and a training step in float64, because deep networks in training enlarge what float32 rounds
 * away by a factor of thousands, in Keras too.
 */
class NetworkGoldensTest {
  /** Between two orders of summation, both in float32; and so many times as far as Keras is. */
  private static final double PREDICTION = 1e-5;

  private static final double TIMES_KERAS = 4;

  /** Keras on TensorFlow rounds arguments such as Rescaling's to float32 in float64 as well. */
  private static final double STEP = 1e-5;

  static List<NetworkGolden> networks() {
    return NetworkGolden.all();
  }

  @ParameterizedTest
  @MethodSource("networks")
  void predictsWhatKerasPredicts(NetworkGolden golden) {
    Model model = golden.model(DType.FLOAT32);
    assertThat(model.variables().stream().mapToInt(weight -> weight.shape().size()).sum())
        .isEqualTo(golden.parameters());
    List<Tensor> outputs = model.predict(golden.inputs(model), 32);
    List<Output> expected = golden.outputs();
    assertThat(outputs).hasSameSizeAs(expected);
    for (int i = 0; i < outputs.size(); i++) {
      assertThat(expected.get(i).difference(outputs.get(i)))
          .isLessThan(Math.max(PREDICTION, TIMES_KERAS * golden.differenceOfKeras("outputs")));
    }
  }

  @ParameterizedTest
  @MethodSource("networks")
  void learnsWhatKerasLearns(NetworkGolden golden) {
    Model model = golden.model(DType.FLOAT64);
    List<Variable> trained = model.trainableVariables();
    Pass pass = model.call(golden.inputs(model), Mode.training(1, 0));
    List<LossValue> losses = losses(pass);
    double share = 1.0 / losses.size();
    double loss = losses.stream().mapToDouble(LossValue::value).sum() * share;
    assertThat(loss).isCloseTo(golden.loss(), Offset.offset(STEP * golden.loss()));

    WeightGradients gradients = new WeightGradients(trained);
    pass.pullback()
        .apply(losses.stream().map(one -> one.pullback().apply(share)).toList(), gradients);
    compare(trained, trained.stream().map(gradients::of).toList(), golden.gradients());

    pass.stateUpdates().forEach(StateUpdate::commit);
    List<Variable> states = new ArrayList<>(model.variables());
    states.removeAll(trained);
    compare(states, states.stream().map(Variable::value).toList(), golden.states());
  }

  private static List<LossValue> losses(Pass pass) {
    List<LossValue> losses = new ArrayList<>();
    for (Tensor output : pass.outputs()) {
      Tensor target = NetworkGolden.target(losses.size(), output);
      losses.add(new MeanSquaredError().of(target, output, null));
    }
    return losses;
  }

  /** Each to its own norm; a small one, to a thousandth of the largest. */
  private static void compare(List<Variable> variables, List<Tensor> values, List<Norm> expected) {
    assertThat(values).hasSameSizeAs(expected);
    double least = 1e-3 * expected.stream().mapToDouble(Norm::norm).max().orElse(0);
    for (int i = 0; i < values.size(); i++) {
      Norm wanted = expected.get(i);
      Norm found = NetworkGolden.norm(values.get(i));
      Offset<Double> within = Offset.offset(STEP * Math.max(wanted.norm(), least));
      String path = variables.get(i).path();
      assertThat(found.norm()).as("norm of %s", path).isCloseTo(wanted.norm(), within);
      assertThat(found.projection()).as(path).isCloseTo(wanted.projection(), within);
    }
  }

  @ParameterizedTest
  @MethodSource("networks")
  void isTheSameWhenWrittenAndReadAgain(NetworkGolden golden) {
    Model model = golden.model(DType.FLOAT32);
    Model again = Keras.modelFromJson(Keras.toJson(model));
    assertThat(again.layers().stream().map(Layer::name))
        .containsExactlyElementsOf(model.layers().stream().map(Layer::name).toList());
    assertThat(Keras.toJson(again)).isEqualTo(Keras.toJson(model));
  }
}
