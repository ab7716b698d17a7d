package dev.sarvi.initializer;

import dev.sarvi.tensor.DType;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;

/** All ones. See Keras: Ones. */
public record Ones() implements Initializer {
  @Override
  public Tensor create(Shape shape, DType dtype, long seed) {
    return Tensor.full(shape, dtype, 1);
  }
}
