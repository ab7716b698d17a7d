package dev.sarvi.train;

import static dev.sarvi.formula.Formula.ONE;
import static dev.sarvi.formula.Formula.ZERO;
import static dev.sarvi.formula.Formula.constant;
import static dev.sarvi.formula.Formula.exp;
import static dev.sarvi.formula.Formula.log;
import static dev.sarvi.formula.Formula.log1p;
import static dev.sarvi.formula.Formula.select;

import dev.sarvi.formula.Comparison;
import dev.sarvi.formula.Formula;
import dev.sarvi.tensor.Tensor;

/**
 * {@code -mean(t·log p + (1 - t)·log(1 - p))} along an axis, with {@code p} kept within 1e-7 of
 * both ends; from logits {@code z}: {@code log(1 + e^z) - z·t}. See Keras: BinaryCrossentropy.
 *
 * @param name what it is called
 * @param reduction as in {@link MeanSquaredError}
 * @param fromLogits whether the predictions are logits, not probabilities
 * @param labelSmoothing from 0 to 1: how far targets move towards 1/2
 * @param axis the axis of the mean
 */
public record BinaryCrossentropy(
    String name, String reduction, boolean fromLogits, double labelSmoothing, int axis)
    implements Loss {
  /** Keras's checks. */
  public BinaryCrossentropy {
    SampleLosses.requireReduction(reduction);
    CategoricalCrossentropy.requireSmoothing(labelSmoothing);
  }

  /** Keras's defaults: of probabilities. */
  public BinaryCrossentropy() {
    this(false);
  }

  /** Of logits, or of probabilities. */
  public BinaryCrossentropy(boolean fromLogits) {
    this("binary_crossentropy", "sum_over_batch_size", fromLogits, 0, -1);
  }

  @Override
  public LossValue of(Tensor target, Tensor prediction, Tensor sampleWeight) {
    return new ElementwiseLoss(formula())
        .of(target, prediction, axis)
        .reduce(reduction, sampleWeight);
  }

  private Formula formula() {
    Formula target =
        CategoricalCrossentropy.smoothed(ElementwiseLoss.TARGET, labelSmoothing, constant(.5));
    Formula x = ElementwiseLoss.PREDICTION;
    if (fromLogits) {
      // Two branches, so that the slope at 0 is 1/2, and no exponential overflows.
      Formula softplus =
          select(Comparison.GREATER, x, ZERO, x.plus(log1p(exp(x.negated()))), log1p(exp(x)));
      return softplus.minus(x.times(target));
    }
    Formula p = CategoricalCrossentropy.clipped(x);
    return target.times(log(p)).plus(ONE.minus(target).times(log(ONE.minus(p)))).negated();
  }
}
