package dev.sarvi.regularizer;

import dev.sarvi.tensor.Tensor;

/**
 * A penalty on a weight (or on a layer's output) that is added to the loss. Each is a record whose
 * components are the keys of its Keras config. See <a
 * href="https://keras.io/api/layers/regularizers/">Keras: regularizers</a>.
 */
public interface Regularizer {
  /** The penalty. */
  double penalty(Tensor weight);

  /** The penalty's gradient, in the weight's shape and type. */
  Tensor gradient(Tensor weight);
}
