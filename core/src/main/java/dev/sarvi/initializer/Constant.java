package dev.sarvi.initializer;

import dev.sarvi.tensor.DType;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;

/**
 * One value everywhere. See Keras: Constant.
 *
 * @param value the value
 */
public record Constant(double value) implements Initializer {
  /** Keras's default: 0. */
  public Constant() {
    this(0);
  }

  @Override
  public Tensor create(Shape shape, DType dtype, long seed) {
    return Tensor.full(shape, dtype, value);
  }
}
