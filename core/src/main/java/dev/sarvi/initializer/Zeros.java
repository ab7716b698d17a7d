package dev.sarvi.initializer;

import dev.sarvi.tensor.DType;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;

/** All zeros. See Keras: Zeros. */
public record Zeros() implements Initializer {
  @Override
  public Tensor create(Shape shape, DType dtype, long seed) {
    return Tensor.zeros(shape, dtype);
  }
}
