package dev.sarvi.train;

import dev.sarvi.formula.Formula;
import dev.sarvi.kernel.Kernel;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.List;

/** A loss that is the mean along an axis of a formula of each target and its prediction. */
final class ElementwiseLoss {
  static final Formula TARGET = Formula.input("target");
  static final Formula.Input PREDICTION = Formula.input("prediction");
  private static final Formula GRADIENT = Formula.input("gradient");
  private static final Formula SHARE = Formula.input("share");

  private final Kernel value;
  private final Kernel slope;

  ElementwiseLoss(Formula formula) {
    value = Kernel.of(formula.times(SHARE), List.of("target", "prediction"), List.of("share"));
    slope =
        Kernel.of(
            formula.gradient(PREDICTION, GRADIENT.times(SHARE)),
            List.of("target", "prediction", "gradient"),
            List.of("share"));
  }

  SampleLosses of(Tensor anyTarget, Tensor prediction, int axis) {
    Tensor target = Shapes.like(prediction, anyTarget);
    Shape shape = prediction.shape();
    double[] share = {1.0 / Math.max(1, shape.dim(axis))};
    return new SampleLosses(
        value.sum(shape.with(axis, 1), share, target, prediction),
        gradient -> slope.map(share, target, prediction, gradient));
  }
}
