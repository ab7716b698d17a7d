package dev.sarvi.constraint;

import dev.sarvi.tensor.Tensor;

/** Keeps weights at 0 or above: {@code max(w, 0)}. See Keras: NonNeg. */
public record NonNeg() implements Constraint {
  @Override
  public Tensor project(Tensor weight) {
    Tensor projected = Tensor.zeros(weight.shape(), weight.dtype());
    int size = weight.size();
    if (weight.array() instanceof float[] w) {
      float[] y = projected.floats();
      for (int i = 0; i < size; i++) {
        y[i] = Math.max(w[i], 0);
      }
    } else {
      double[] w = weight.doubles();
      double[] y = projected.doubles();
      for (int i = 0; i < size; i++) {
        y[i] = Math.max(w[i], 0);
      }
    }
    return projected;
  }
}
