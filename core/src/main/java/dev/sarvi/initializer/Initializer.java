package dev.sarvi.initializer;

import dev.sarvi.tensor.DType;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;

/**
 * How a weight starts. Each is a record whose components are the keys of its Keras config, so
 * equality, printing and files follow from it. See <a
 * href="https://keras.io/api/layers/initializers/">Keras: initializers</a>.
 */
public interface Initializer {
  /**
   * New numbers.
   *
   * @param seed used where the initializer has no seed of its own; the same seed gives the same
   *     numbers
   */
  Tensor create(Shape shape, DType dtype, long seed);
}
