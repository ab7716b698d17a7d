package dev.sarvi.train;

import dev.sarvi.tensor.Tensor;

/**
 * What training makes small. Each is a record whose components are the keys of its Keras config.
 * See <a href="https://keras.io/api/losses/">Keras: losses</a>.
 */
public interface Loss {
  /** What Keras calls it, such as {@code mean_squared_error}. */
  String name();

  /**
   * How it becomes one number: a mean over all values ({@code sum_over_batch_size}, {@code mean}),
   * or {@code sum}, or {@code mean_with_sample_weight}.
   */
  default String reduction() {
    return "sum_over_batch_size";
  }

  /**
   * The loss of a batch, one number, and the way back to the prediction.
   *
   * @param target what was wanted, in the prediction's shape unless the loss says otherwise
   * @param prediction what the model gave
   * @param sampleWeight one factor for each sample, or for each value of the loss; null for none
   * @throws IllegalArgumentException if the shapes do not fit together
   */
  LossValue of(Tensor target, Tensor prediction, Tensor sampleWeight);
}
