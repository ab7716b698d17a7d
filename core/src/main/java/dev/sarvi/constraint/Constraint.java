package dev.sarvi.constraint;

import dev.sarvi.tensor.Tensor;

/**
 * A projection applied to a weight after each training step. Each is a record whose components are
 * the keys of its Keras config. See <a href="https://keras.io/api/layers/constraints/">Keras:
 * constraints</a>.
 */
public interface Constraint {
  /** The projected weight, in the same shape and type; the argument is not changed. */
  Tensor project(Tensor weight);
}
