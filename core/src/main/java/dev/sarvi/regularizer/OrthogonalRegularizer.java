package dev.sarvi.regularizer;

import dev.sarvi.config.Numerics;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;

/**
 * Draws the rows of a matrix, or its columns, towards being orthogonal: {@code factor} times the
 * mean over all pairs of {@code |u·v|}, the absolute cosine between them. See Keras:
 * OrthogonalRegularizer.
 *
 * @param factor at least 0, finite
 * @param mode {@code rows} or {@code columns}
 */
public record OrthogonalRegularizer(double factor, String mode) implements Regularizer {
  /** Keras's checks. */
  public OrthogonalRegularizer {
    L1L2.requireFactor("factor", factor);
    if (!mode.equals("rows") && !mode.equals("columns")) {
      throw new IllegalArgumentException(
          "Invalid value for argument `mode`. Expected one of {\"rows\", \"columns\"}. Received:"
              + " mode="
              + mode);
    }
  }

  /** Keras's defaults: 0.01, rows. */
  public OrthogonalRegularizer() {
    this(0.01, "rows");
  }

  /**
   * The penalty; 0 where there is no pair.
   *
   * @throws IllegalArgumentException if the weight is not a matrix
   */
  @Override
  public double penalty(Tensor weight) {
    double[][] units = units(weight);
    double sum = 0;
    for (int i = 0; i < units.length; i++) {
      for (int j = 0; j < i; j++) {
        sum += Math.abs(dot(units[i], units[j]));
      }
    }
    return sum == 0 ? 0 : factor * sum / pairs(units.length);
  }

  /**
   * The penalty's gradient.
   *
   * @throws IllegalArgumentException if the weight is not a matrix
   */
  @Override
  public Tensor gradient(Tensor weight) {
    double[][] units = units(weight);
    double[] gradient = new double[weight.size()];
    for (int i = 0; i < units.length; i++) {
      double[] towards = new double[units[i].length];
      for (int j = 0; j < units.length; j++) {
        double sign = j == i ? 0 : Math.signum(dot(units[i], units[j]));
        for (int k = 0; k < towards.length; k++) {
          towards[k] += factor / pairs(units.length) * sign * units[j][k];
        }
      }
      double along = dot(units[i], towards);
      double inverseNorm = inverseNorm(vector(weight, i));
      // Where the norm is so small that its inverse is bounded, the length counts as well.
      boolean isUnit = inverseNorm < 1 / Numerics.EPSILON;
      for (int k = 0; k < towards.length; k++) {
        double across = isUnit ? towards[k] - along * units[i][k] : towards[k];
        gradient[position(weight.shape(), i, k)] = inverseNorm * across;
      }
    }
    return Tensor.of(weight.shape(), gradient).cast(weight.dtype());
  }

  /** The rows, or the columns, each divided by its norm. */
  private double[][] units(Tensor weight) {
    if (weight.shape().rank() != 2) {
      throw new IllegalArgumentException(
          "Inputs to OrthogonalRegularizer must have rank 2. Received: inputs.shape="
              + weight.shape());
    }
    double[][] units = new double[weight.shape().dim(mode.equals("rows") ? 0 : 1)][];
    for (int i = 0; i < units.length; i++) {
      units[i] = vector(weight, i);
      double inverseNorm = inverseNorm(units[i]);
      for (int k = 0; k < units[i].length; k++) {
        units[i][k] *= inverseNorm;
      }
    }
    return units;
  }

  private double[] vector(Tensor weight, int i) {
    double[] vector = new double[weight.shape().dim(mode.equals("rows") ? 1 : 0)];
    for (int k = 0; k < vector.length; k++) {
      vector[k] = weight.at(position(weight.shape(), i, k));
    }
    return vector;
  }

  /** Bounded as in {@code keras.ops.normalize}. */
  private static double inverseNorm(double[] vector) {
    return Math.min(1 / Math.sqrt(dot(vector, vector)), 1 / Numerics.EPSILON);
  }

  private int position(Shape matrix, int i, int k) {
    return mode.equals("rows") ? i * matrix.dim(1) + k : k * matrix.dim(1) + i;
  }

  private static double pairs(int vectors) {
    return vectors * (vectors - 1.0) / 2;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int k = 0; k < a.length; k++) {
      sum += a[k] * b[k];
    }
    return sum;
  }
}
