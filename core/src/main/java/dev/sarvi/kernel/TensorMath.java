package dev.sarvi.kernel;

import dev.sarvi.tensor.Tensor;

/** Arithmetic on whole tensors. */
public final class TensorMath {
  private TensorMath() {}

  /** {@code a + b}, of one shape and type. */
  public static Tensor sum(Tensor a, Tensor b) {
    Tensor y = Tensor.zeros(a.shape(), a.dtype());
    for (int i = 0; i < a.size(); i++) {
      if (a.array() instanceof float[] x) {
        y.floats()[i] = x[i] + b.floats()[i];
      } else {
        y.doubles()[i] = a.doubles()[i] + b.doubles()[i];
      }
    }
    return y;
  }

  /** {@code k·a}. */
  public static Tensor scale(Tensor a, double k) {
    Tensor y = Tensor.zeros(a.shape(), a.dtype());
    for (int i = 0; i < a.size(); i++) {
      if (a.array() instanceof float[] x) {
        y.floats()[i] = (float) k * x[i];
      } else {
        y.doubles()[i] = k * a.doubles()[i];
      }
    }
    return y;
  }
}
