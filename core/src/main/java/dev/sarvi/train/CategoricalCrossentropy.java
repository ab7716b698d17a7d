package dev.sarvi.train;

import static dev.sarvi.formula.Formula.constant;
import static dev.sarvi.formula.Formula.exp;
import static dev.sarvi.formula.Formula.input;
import static dev.sarvi.formula.Formula.log;

import dev.sarvi.config.Numerics;
import dev.sarvi.formula.Formula;
import dev.sarvi.kernel.Kernel;
import dev.sarvi.kernel.TensorMath;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;

/**
 * {@code -Σ t·log(p / Σp)} along an axis, with the quotient kept within 1e-7 of 0 and 1; from
 * logits {@code z}: {@code -Σ t·logSoftmax(z)}. See Keras: CategoricalCrossentropy.
 *
 * @param name what it is called
 * @param reduction as in {@link MeanSquaredError}
 * @param fromLogits whether the predictions are logits, not probabilities
 * @param labelSmoothing from 0 to 1: how far targets move towards 1 / classes
 * @param axis the axis of the classes
 */
public record CategoricalCrossentropy(
    String name, String reduction, boolean fromLogits, double labelSmoothing, int axis)
    implements Loss {
  private static final Formula TARGET = input("target");
  private static final Formula.Input SHARE = input("share");
  private static final Formula SUM = input("sum");
  private static final Formula GRADIENT = input("gradient");
  private static final Formula LOGIT = input("logit");
  private static final Formula LARGEST = input("largest");
  private static final Formula EXPONENTIAL = exp(LOGIT.minus(LARGEST));

  private static final Formula LOG_SHARE = TARGET.times(log(clipped(SHARE))).negated();
  private static final Kernel OF_SHARES = Kernel.of(LOG_SHARE, "target", "share");
  private static final Kernel TO_SHARES =
      Kernel.of(LOG_SHARE.gradient(SHARE, GRADIENT), "target", "share", "gradient");
  private static final Kernel FROM_SHARES =
      Kernel.of(GRADIENT.minus(SUM).dividedBy(SHARE), "gradient", "sum", "share");

  private static final Kernel EXPONENTIALS = Kernel.of(EXPONENTIAL, "logit", "largest");
  private static final Kernel OF_LOGITS =
      Kernel.of(
          TARGET.times(log(SUM).plus(LARGEST).minus(LOGIT)), "target", "logit", "largest", "sum");
  private static final Kernel TO_LOGITS =
      Kernel.of(
          GRADIENT.times(EXPONENTIAL.dividedBy(SUM).times(SHARE).minus(TARGET)),
          "target",
          "logit",
          "largest",
          "sum",
          "share",
          "gradient");

  /** Keras's checks. */
  public CategoricalCrossentropy {
    SampleLosses.requireReduction(reduction);
    requireSmoothing(labelSmoothing);
  }

  /** Keras's defaults: of probabilities. */
  public CategoricalCrossentropy() {
    this(false);
  }

  /** Of logits, or of probabilities. */
  public CategoricalCrossentropy(boolean fromLogits) {
    this("categorical_crossentropy", "sum_over_batch_size", fromLogits, 0, -1);
  }

  @Override
  public LossValue of(Tensor anyTarget, Tensor prediction, Tensor sampleWeight) {
    Tensor target = anyTarget;
    if (!target.shape().equals(prediction.shape())) {
      throw Shapes.mismatch("the same shape", target, prediction);
    }
    target = target.cast(prediction.dtype());
    if (labelSmoothing != 0) {
      Formula uniform = constant(1.0 / prediction.shape().dim(axis));
      target = Kernel.of(smoothed(TARGET, labelSmoothing, uniform), "target").map(target);
    }
    return of(target, prediction, axis, fromLogits).reduce(reduction, sampleWeight);
  }

  static SampleLosses of(Tensor target, Tensor prediction, int axis, boolean fromLogits) {
    Shape reduced = prediction.shape().with(axis, 1);
    return fromLogits
        ? ofLogits(target, prediction, axis, reduced)
        : ofProbabilities(target, prediction, reduced);
  }

  private static SampleLosses ofProbabilities(Tensor target, Tensor prediction, Shape reduced) {
    Tensor sums = TensorMath.sumTo(prediction, reduced);
    Tensor shares = TensorMath.quotient(prediction, sums);
    return new SampleLosses(
        OF_SHARES.sum(reduced, target, shares),
        gradient -> {
          Tensor ofShares = TO_SHARES.map(target, shares, gradient);
          Tensor common = TensorMath.sumTo(TensorMath.product(ofShares, shares), reduced);
          return FROM_SHARES.map(ofShares, common, sums);
        });
  }

  private static SampleLosses ofLogits(Tensor target, Tensor logits, int axis, Shape reduced) {
    Tensor largest = largest(logits, axis, reduced);
    Tensor sums = EXPONENTIALS.sum(reduced, logits, largest);
    return new SampleLosses(
        OF_LOGITS.sum(reduced, target, logits, largest, sums),
        gradient ->
            TO_LOGITS.map(
                target, logits, largest, sums, TensorMath.sumTo(target, reduced), gradient));
  }

  private static Tensor largest(Tensor logits, int axis, Shape reduced) {
    int classes = logits.shape().dim(axis);
    int stride = logits.shape().stride(axis);
    Tensor largest = Tensor.full(reduced, logits.dtype(), Double.NEGATIVE_INFINITY);
    for (int i = 0; i < logits.size(); i++) {
      int row = i / (stride * classes) * stride + i % stride;
      if (logits.at(i) > largest.at(row)) {
        System.arraycopy(logits.array(), i, largest.array(), row, 1);
      }
    }
    return largest;
  }

  /** Kept within Keras's epsilon of 0 and 1; where it is clipped, the slope is 0. */
  static Formula clipped(Formula probability) {
    return Formula.min(
        Formula.max(probability, constant(Numerics.EPSILON)), constant(1 - Numerics.EPSILON));
  }

  static Formula smoothed(Formula target, double smoothing, Formula uniform) {
    return smoothing == 0
        ? target
        : target.times(constant(1 - smoothing)).plus(uniform.times(constant(smoothing)));
  }

  static void requireSmoothing(double labelSmoothing) {
    if (!(labelSmoothing >= 0 && labelSmoothing <= 1)) {
      throw new IllegalArgumentException(
          "`label_smoothing` must be between 0 and 1. Received: label_smoothing=" + labelSmoothing);
    }
  }
}
