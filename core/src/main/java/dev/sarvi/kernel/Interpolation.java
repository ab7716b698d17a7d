package dev.sarvi.kernel;

import dev.sarvi.tensor.DType;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.Locale;

/**
 * Resampling along an axis: each output is a mean of inputs, weighted by their distance from where
 * its centre lies among them. As {@code jax.image.resize} without antialiasing.
 */
public enum Interpolation {
  /** A triangle. */
  BILINEAR,
  /** Keys's cubic, with {@code a = -1/2}. */
  BICUBIC,
  /** Lanczos's window of radius 3. */
  LANCZOS3,
  /** Lanczos's window of radius 5. */
  LANCZOS5;

  /** A sum of weights below which there is nothing to resample from. */
  private static final double NO_WEIGHT = 1000 * 0x1p-23;

  /**
   * The weights that lead from an axis of one size to one of another.
   *
   * @return shape (input, output)
   */
  public Tensor weights(int input, int output, DType dtype) {
    double[] weights = new double[Math.multiplyExact(input, output)];
    for (int o = 0; o < output; o++) {
      double centre = (o + 0.5) * input / output - 0.5;
      double total = 0;
      for (int i = 0; i < input; i++) {
        double w = weight(Math.abs(centre - i));
        weights[i * output + o] = w;
        total += w;
      }
      for (int i = 0; i < input; i++) {
        int at = i * output + o;
        weights[at] = Math.abs(total) > NO_WEIGHT ? weights[at] / total : 0;
      }
    }
    return Tensor.of(Shape.of(input, output), weights).cast(dtype);
  }

  private double weight(double distance) {
    return switch (this) {
      case BILINEAR -> Math.max(0, 1 - distance);
      case BICUBIC -> keys(distance);
      case LANCZOS3 -> lanczos(3, distance);
      case LANCZOS5 -> lanczos(5, distance);
    };
  }

  private static double keys(double x) {
    if (x >= 2) {
      return 0;
    }
    return x >= 1 ? ((-0.5 * x + 2.5) * x - 4) * x + 2 : ((1.5 * x - 2.5) * x) * x + 1;
  }

  private static double lanczos(double radius, double x) {
    if (x > radius) {
      return 0;
    }
    double angle = Math.PI * x;
    return x > 1e-3
        ? radius * StrictMath.sin(angle) * StrictMath.sin(angle / radius) / (angle * angle)
        : 1;
  }

  /** The Keras name. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
