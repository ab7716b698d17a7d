package dev.sarvi.constraint;

import dev.sarvi.config.Numerics;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * Euclidean norms along some axes of a weight: one norm for each position of the other axes, summed
 * in double in the order of the elements.
 */
final class Norms {
  private final Shape shape;
  private final int[] groupStrides;
  private final double[] sums;

  private Norms(Shape shape, List<Integer> axes) {
    this.shape = shape;
    this.groupStrides = new int[shape.rank()];
    boolean[] reduced = new boolean[shape.rank()];
    for (int axis = 0; axis < shape.rank(); axis++) {
      reduced[axis] = axes == null;
    }
    if (axes != null) {
      axes.forEach(axis -> reduced[shape.axis(axis)] = true);
    }
    int groups = 1;
    for (int axis = shape.rank() - 1; axis >= 0; axis--) {
      if (!reduced[axis]) {
        groupStrides[axis] = groups;
        groups *= shape.dim(axis);
      }
    }
    this.sums = new double[groups];
  }

  /**
   * The weight with each norm changed to {@code desired(norm)}; Keras adds its epsilon to the norm
   * it divides by.
   *
   * @param axes along which the norms are taken; null for all
   */
  static Tensor rescale(Tensor weight, List<Integer> axes, DoubleUnaryOperator desired) {
    Norms norms = new Norms(weight.shape(), axes);
    norms.walk(0, 0, 0, (i, group) -> norms.sums[group] += weight.at(i) * weight.at(i));
    double[] factors = new double[norms.sums.length];
    for (int group = 0; group < factors.length; group++) {
      double norm = Math.sqrt(norms.sums[group]);
      factors[group] = desired.applyAsDouble(norm) / (Numerics.EPSILON + norm);
    }
    Tensor rescaled = Tensor.zeros(weight.shape(), weight.dtype());
    if (weight.array() instanceof float[] w) {
      float[] y = rescaled.floats();
      norms.walk(0, 0, 0, (i, group) -> y[i] = (float) (w[i] * factors[group]));
    } else {
      double[] w = weight.doubles();
      double[] y = rescaled.doubles();
      norms.walk(0, 0, 0, (i, group) -> y[i] = w[i] * factors[group]);
    }
    return rescaled;
  }

  static double clip(double value, double min, double max) {
    return Math.min(Math.max(value, min), max);
  }

  @FunctionalInterface
  private interface Visitor {
    void visit(int position, int group);
  }

  private void walk(int axis, int position, int group, Visitor visitor) {
    if (axis == shape.rank()) {
      visitor.visit(position, group);
      return;
    }
    int dim = shape.dim(axis);
    for (int i = 0; i < dim; i++) {
      walk(axis + 1, position * dim + i, group + i * groupStrides[axis], visitor);
    }
  }
}
