package dev.sarvi.train;

import dev.sarvi.tensor.Tensor;

/**
 * What is measured beside the loss, a mean over all samples. See <a
 * href="https://keras.io/api/metrics/">Keras: metrics</a>.
 */
public interface Metric {
  /** Its key in the history. */
  String name();

  /** Whether more is better, as for an accuracy. */
  boolean higherIsBetter();

  /**
   * The metric of a batch.
   *
   * @param weight one factor for each place where it is measured, null for none
   * @throws IllegalArgumentException if the shapes do not fit together
   */
  Mean of(Tensor target, Tensor prediction, Tensor weight);

  /** The metric of a batch. */
  default Mean of(Tensor target, Tensor prediction) {
    return of(target, prediction, null);
  }
}
