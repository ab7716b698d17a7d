package dev.sarvi.initializer;

import dev.sarvi.tensor.DType;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;

/**
 * {@code gain} on the diagonal of a matrix, 0 beside it. See Keras: Identity.
 *
 * @param gain the value on the diagonal
 */
public record Identity(double gain) implements Initializer {
  /** Keras's default: 1. */
  public Identity() {
    this(1);
  }

  /**
   * The matrix, which need not be square.
   *
   * @throws IllegalArgumentException if the shape is not that of a matrix
   */
  @Override
  public Tensor create(Shape shape, DType dtype, long seed) {
    if (shape.rank() != 2) {
      throw new IllegalArgumentException(
          "Identity matrix initializer can only be used for 2D matrices. Received: shape="
              + shape
              + " of rank "
              + shape.rank()
              + ".");
    }
    int columns = shape.dim(1);
    return Fill.of(shape, dtype, i -> i / columns == i % columns ? gain : 0);
  }
}
