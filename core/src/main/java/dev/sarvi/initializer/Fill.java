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
    switch (dtype) {
      case FLOAT32 -> {
        float[] to = filled.floats();
        for (int i = 0; i < size; i++) {
          to[i] = (float) value.applyAsDouble(i);
        }
      }
      case FLOAT64 -> {
        double[] to = filled.doubles();
        for (int i = 0; i < size; i++) {
          to[i] = value.applyAsDouble(i);
        }
      }
    }
    return filled;
  }
}
