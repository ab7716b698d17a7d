package dev.sarvi.layer;

import dev.sarvi.kernel.TensorMath;
import dev.sarvi.regularizer.Regularizer;
import dev.sarvi.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * The activity regularizer of any layer: a penalty on its output, divided by the batch size, as
 * Keras adds it.
 */
final class ActivityPenalty {
  private ActivityPenalty() {}

  /** The pass with the penalty among its losses and the penalty's gradient in its pullback. */
  static Pass onto(Pass pass, Regularizer regularizer) {
    if (regularizer == null) {
      return pass;
    }
    List<Double> losses = new ArrayList<>(pass.losses());
    for (Tensor output : pass.outputs()) {
      losses.add(regularizer.penalty(output.widened()) / output.shape().dim(0));
    }
    Pullback pullback =
        (gradients, weights) -> {
          List<Tensor> with = new ArrayList<>();
          for (int i = 0; i < gradients.size(); i++) {
            Tensor output = pass.outputs().get(i);
            Tensor own =
                TensorMath.scale(
                    regularizer.gradient(output.widened()),
                    weights.lossScale() / output.shape().dim(0));
            with.add(TensorMath.sum(gradients.get(i), own));
          }
          return pass.pullback().apply(with, weights);
        };
    return new Pass(pass.outputs(), pullback, pass.stateUpdates(), List.copyOf(losses));
  }
}
