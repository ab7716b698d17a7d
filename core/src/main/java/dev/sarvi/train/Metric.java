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
   * @throws IllegalArgumentException if the shapes do not fit together
   */
  Mean of(Tensor target, Tensor prediction);
}
