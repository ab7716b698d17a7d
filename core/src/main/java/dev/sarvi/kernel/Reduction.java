package dev.sarvi.kernel;

import dev.sarvi.tensor.DType;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;

/** Sums over the inner axes of a tensor, each in a fixed order and in double precision. */
final class Reduction {
  private Reduction() {}

  /** The sum over all axes in which {@code to} has 1 where the tensor has more, or nothing. */
  static Tensor sumTo(Tensor tensor, Shape to) {
    Tensor sum = tensor;
    for (int axis = 0; axis < tensor.shape().rank(); axis++) {
      int own = axis - (tensor.shape().rank() - to.rank());
      if (own < 0 || to.dim(own) != tensor.shape().dim(axis)) {
        sum = sumAxis(sum, axis);
      }
    }
    return sum.reshape(to);
  }

  private static Tensor sumAxis(Tensor tensor, int axis) {
    int length = tensor.shape().dim(axis);
    int inner = tensor.shape().stride(axis);
    int outer = tensor.shape().sizeOf(0, axis);
    Tensor sum = Tensor.empty(tensor.shape().with(axis, 1), tensor.dtype());
    Parallel.run(
        outer,
        o -> {
          for (int i = 0; i < inner; i++) {
            double total = sumOf(tensor, o * length * inner + i, length, inner);
            if (tensor.dtype() == DType.FLOAT32) {
              sum.floats()[o * inner + i] = (float) total;
            } else {
              sum.doubles()[o * inner + i] = total;
            }
          }
        });
    return sum;
  }

  private static double sumOf(Tensor tensor, int from, int length, int step) {
    double total = 0;
    if (tensor.array() instanceof float[] floats) {
      for (int k = 0, at = from; k < length; k++, at += step) {
        total += floats[at];
      }
    } else {
      double[] doubles = tensor.doubles();
      for (int k = 0, at = from; k < length; k++, at += step) {
        total += doubles[at];
      }
    }
    return total;
  }
}
