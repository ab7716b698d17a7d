package dev.sarvi.train;

import dev.sarvi.tensor.Tensor;

/**
 * {@code mean((target - prediction)²)} along the last axis. See Keras: MeanSquaredError.
 *
 * @param name what it is called
 * @param reduction how the samples' losses become one number: {@code sum_over_batch_size} (or
 *     {@code mean}), {@code sum} or {@code mean_with_sample_weight}
 */
public record MeanSquaredError(String name, String reduction) implements Loss {
  private static final ElementwiseLoss SQUARE =
      new ElementwiseLoss(
          ElementwiseLoss.TARGET
              .minus(ElementwiseLoss.PREDICTION)
              .times(ElementwiseLoss.TARGET.minus(ElementwiseLoss.PREDICTION)));

  /** Keras's checks. */
  public MeanSquaredError {
    SampleLosses.requireReduction(reduction);
  }

  /** Keras's defaults. */
  public MeanSquaredError() {
    this("mean_squared_error", "sum_over_batch_size");
  }

  @Override
  public LossValue of(Tensor target, Tensor prediction, Tensor sampleWeight) {
    return SQUARE.of(target, prediction, -1).reduce(reduction, sampleWeight);
  }
}
