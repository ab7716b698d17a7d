package dev.sarvi.keras;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sarvi.keras.NetworkGolden.Norm;
import dev.sarvi.keras.NetworkGolden.Output;
import dev.sarvi.layer.Mode;
import dev.sarvi.layer.Pass;
import dev.sarvi.layer.Variable;
import dev.sarvi.layer.WeightGradients;
import dev.sarvi.model.Model;
import dev.sarvi.tensor.DType;
import dev.sarvi.tensor.Tensor;
import dev.sarvi.train.LossValue;
import dev.sarvi.train.MeanSquaredError;
import java.util.ArrayList;
import java.util.List;

/** How far a known network is from what Keras computes of it in float64. */
final class NetworkRun {
  private final NetworkGolden golden;

  NetworkRun(NetworkGolden golden) {
    this.golden = golden;
  }

  /** Of a prediction in float32. */
  Difference prediction() {
    Model model = golden.model(DType.FLOAT32);
    List<Tensor> outputs = model.predict(golden.inputs(model), 32);
    List<Output> expected = golden.outputs();
    assertThat(outputs).hasSameSizeAs(expected);
    Difference difference = Difference.NONE;
    for (int i = 0; i < outputs.size(); i++) {
      double size = expected.get(i).difference(outputs.get(i));
      difference = difference.or(new Difference(size, "output " + i));
    }
    return difference;
  }

  /**
   * Of the loss, the gradients and the new statistics of a training step. In float64, because deep
   * networks in training enlarge what float32 rounds away by a factor of thousands, in Keras too.
   */
  Difference step() {
    Model model = golden.model(DType.FLOAT64);
    List<Variable> trained = model.trainableVariables();
    Pass pass = model.call(golden.inputs(model), Mode.training(1, 0));
    List<LossValue> losses = losses(pass);
    double share = 1.0 / losses.size();
    double loss = losses.stream().mapToDouble(LossValue::value).sum() * share;
    Difference ofLoss = new Difference(Math.abs(loss - golden.loss()) / golden.loss(), "loss");

    WeightGradients gradients = new WeightGradients(trained);
    List<Tensor> back = losses.stream().map(one -> one.pullback().apply(share)).toList();
    pass.pullback().apply(back, gradients);
    List<Tensor> ofWeights = trained.stream().map(gradients::of).toList();

    pass.committed();
    List<Variable> states = new ArrayList<>(model.variables());
    states.removeAll(trained);
    List<Tensor> updated = states.stream().map(Variable::value).toList();
    return ofLoss
        .or(difference(trained, ofWeights, golden.gradients()))
        .or(difference(states, updated, golden.states()));
  }

  private static List<LossValue> losses(Pass pass) {
    List<LossValue> losses = new ArrayList<>();
    for (Tensor output : pass.outputs()) {
      Tensor target = NetworkGolden.target(losses.size(), output);
      losses.add(new MeanSquaredError().of(target, output, null));
    }
    return losses;
  }

  /** Each relative to its own norm; a small one, to a thousandth of the largest. */
  private static Difference difference(
      List<Variable> variables, List<Tensor> values, List<Norm> expected) {
    assertThat(values).hasSameSizeAs(expected);
    double least = 1e-3 * expected.stream().mapToDouble(Norm::norm).max().orElse(0);
    Difference difference = Difference.NONE;
    for (int i = 0; i < values.size(); i++) {
      Norm wanted = expected.get(i);
      Norm found = NetworkGolden.norm(values.get(i));
      double distance =
          Math.max(
              Math.abs(found.norm() - wanted.norm()),
              Math.abs(found.projection() - wanted.projection()));
      double size = distance / Math.max(wanted.norm(), least);
      difference = difference.or(new Difference(size, variables.get(i).path()));
    }
    return difference;
  }
}
