package dev.sarvi.initializer;

import dev.sarvi.tensor.DType;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.function.IntToDoubleFunction;

/** Makes tensors from a function of the position. */
final class Fill {
  private Fill() {}

  static CounterRandom random(Long seed, long fallback) {
    return new CounterRandom(seed == null ? fallback : seed);
  }

  static Tensor of(Shape shape, DType dtype, IntToDoubleFunction value) {
    Tensor filled = Tensor.zeros(shape, dtype);
    int size = filled.size();
    for (int i = 0; i < size; i++) {
      dtype.set(filled.array(), i, value.applyAsDouble(i));
    }
    return filled;
  }
}
