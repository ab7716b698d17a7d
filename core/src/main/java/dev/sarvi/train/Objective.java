package dev.sarvi.train;

import dev.sarvi.kernel.TensorMath;
import dev.sarvi.layer.Pass;
import dev.sarvi.layer.Variable;
import dev.sarvi.layer.WeightGradients;
import dev.sarvi.regularizer.Regularizer;
import dev.sarvi.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * What a batch's pass is worth: the losses of its outputs, and the penalties of regularizers on
 * trained weights and on activities.
 */
final class Objective {
  private final Compilation compilation;
  private final Pass pass;
  private final List<Variable> trained;
  private final List<LossValue> losses = new ArrayList<>();

  Objective(Compilation compilation, Pass pass, List<Variable> trained, Data batch) {
    this.compilation = compilation;
    this.pass = pass;
    this.trained = trained;
    for (int i = 0; i < pass.outputs().size(); i++) {
      Loss loss = compilation.loss(i);
      losses.add(
          loss == null
              ? null
              : loss.of(
                  batch.targets().get(i),
                  pass.outputs().get(i).widened(),
                  MaskWeights.of(pass.mask(i), batch.sampleWeight(), loss.reduction())));
    }
  }

  /** The loss of an output, without its weight; null if it has none. */
  LossValue loss(int output) {
    return losses.get(output);
  }

  /** The sum that is made small. */
  double total() {
    double total = 0;
    for (int i = 0; i < losses.size(); i++) {
      if (losses.get(i) != null) {
        total += losses.get(i).value() * compilation.lossWeight(i);
      }
    }
    for (double penalty : pass.losses()) {
      total += penalty;
    }
    for (Variable variable : trained) {
      if (variable.spec().regularizer() != null) {
        total += variable.spec().regularizer().penalty(variable.value().widened());
      }
    }
    return total;
  }

  /** The gradients of {@link #total()} times a scale, one for each trained weight. */
  List<Tensor> gradients(double lossScale) {
    WeightGradients gradients = new WeightGradients(trained, lossScale);
    List<Tensor> ofOutputs = new ArrayList<>();
    for (int i = 0; i < losses.size(); i++) {
      Tensor output = pass.outputs().get(i);
      ofOutputs.add(
          losses.get(i) == null
              ? Tensor.zeros(output.shape(), output.dtype())
              : losses
                  .get(i)
                  .pullback()
                  .apply(compilation.lossWeight(i) * lossScale)
                  .cast(output.dtype()));
    }
    pass.pullback().applyToWeights(ofOutputs, gradients);
    return trained.stream()
        .map(variable -> regularized(variable, gradients.of(variable), lossScale))
        .toList();
  }

  /** With the gradient of its penalty, which is of the weight as it is, not rounded for a layer. */
  private static Tensor regularized(Variable variable, Tensor gradient, double lossScale) {
    Regularizer regularizer = variable.spec().regularizer();
    if (regularizer == null) {
      return gradient;
    }
    Tensor own = regularizer.gradient(variable.value().widened());
    return TensorMath.sum(gradient, lossScale == 1 ? own : TensorMath.scale(own, lossScale));
  }
}
