package dev.sarvi.kernel;

import dev.sarvi.tensor.Tensor;

/**
 * A right-hand side of products that was prepared once, to be used many times and by many threads:
 * see {@link MatMul#pack}, {@link Convolution#pack} and {@link Convolution#packTransposed}. The
 * bits of results are those without it.
 */
public final class Packed {
  private final Tensor tensor;

  Packed(Tensor tensor) {
    this.tensor = tensor;
  }

  Tensor tensor() {
    return tensor;
  }
}
