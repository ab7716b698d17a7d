package dev.sarvi.regularizer;

import dev.sarvi.tensor.Tensor;

/**
 * {@code l1·Σ|w| + l2·Σw²}. See Keras: L1L2.
 *
 * @param l1 at least 0, finite
 * @param l2 at least 0, finite
 */
public record L1L2(double l1, double l2) implements Regularizer {
  /** Keras's checks. */
  public L1L2 {
    requireFactor("l1", l1);
    requireFactor("l2", l2);
  }

  /** Keras's defaults: no penalty. */
  public L1L2() {
    this(0, 0);
  }

  /** Summed in double, in the order of the elements: the same for any number of threads. */
  @Override
  public double penalty(Tensor weight) {
    double absolute = 0;
    double squared = 0;
    int size = weight.size();
    if (weight.array() instanceof float[] w) {
      for (int i = 0; i < size; i++) {
        absolute += Math.abs(w[i]);
        squared += (double) w[i] * w[i];
      }
    } else {
      double[] w = weight.doubles();
      for (int i = 0; i < size; i++) {
        absolute += Math.abs(w[i]);
        squared += w[i] * w[i];
      }
    }
    // A factor of zero means no such penalty, also where the sum is infinite.
    return (l1 == 0 ? 0 : l1 * absolute) + (l2 == 0 ? 0 : l2 * squared);
  }

  /** {@code l1·sign(w) + 2·l2·w}; the sign of 0 is 0. */
  @Override
  public Tensor gradient(Tensor weight) {
    Tensor gradient = Tensor.zeros(weight.shape(), weight.dtype());
    int size = weight.size();
    if (weight.array() instanceof float[] w) {
      float[] g = gradient.floats();
      float a = (float) l1;
      float b = (float) (2 * l2);
      for (int i = 0; i < size; i++) {
        g[i] = a * Math.signum(w[i]) + b * w[i];
      }
    } else {
      double[] w = weight.doubles();
      double[] g = gradient.doubles();
      for (int i = 0; i < size; i++) {
        g[i] = l1 * Math.signum(w[i]) + 2 * l2 * w[i];
      }
    }
    return gradient;
  }

  static void requireFactor(String argument, double value) {
    if (!(value >= 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(
          "Invalid value for argument "
              + argument
              + ": expected a non-negative float. Received: "
              + argument
              + "="
              + value);
    }
  }
}
