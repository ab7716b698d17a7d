package dev.sarvi.train;

import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;

/** How targets and predictions fit together. */
final class Shapes {
  private Shapes() {}

  /**
   * The target in the prediction's shape and type: Keras lets one of them lack a last axis of
   * length 1.
   *
   * @throws IllegalArgumentException if it cannot be
   */
  static Tensor like(Tensor prediction, Tensor target) {
    if (!squeezed(target.shape()).equals(squeezed(prediction.shape()))) {
      throw mismatch("the same shape", target, prediction);
    }
    return target.reshape(prediction.shape()).cast(prediction.dtype());
  }

  static IllegalArgumentException mismatch(String expected, Tensor target, Tensor prediction) {
    return new IllegalArgumentException(
        "Arguments `target` and `output` must have "
            + expected
            + ". Received: target.shape="
            + target.shape()
            + ", output.shape="
            + prediction.shape());
  }

  /** Without a last axis of length 1. */
  static Shape squeezed(Shape shape) {
    return shape.rank() > 1 && shape.dim(-1) == 1 ? shape.slice(0, shape.rank() - 1) : shape;
  }
}
