package dev.sarvi.kernel;

import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Each element of a tensor repeated along some axes, {@code a, a, b, b, ...}, and the adjoint of
 * that.
 *
 * @param shape of what is repeated
 * @param times how often along each axis, at least once
 */
public record Repetition(Shape shape, List<Integer> times) {
  /** Along one axis. */
  public static Repetition along(Shape shape, int axis, int times) {
    List<Integer> all = new ArrayList<>(Collections.nCopies(shape.rank(), 1));
    all.set(shape.axis(axis), times);
    return new Repetition(shape, all);
  }

  /** The tensor with its elements repeated. */
  public Tensor repeat(Tensor tensor) {
    Tensor apart = tensor.reshape(split(false));
    return TensorMath.broadcastTo(apart, split(true)).reshape(repeatedShape());
  }

  /** Sums what came of each element: the adjoint. */
  public Tensor sum(Tensor repeated) {
    Tensor apart = repeated.reshape(split(true));
    return TensorMath.sumTo(apart, split(false)).reshape(shape);
  }

  /** The shape of the result; an unknown axis stays unknown. */
  public Shape repeatedShape() {
    int[] dims = shape.dims();
    for (int axis = 0; axis < dims.length; axis++) {
      if (dims[axis] != Shape.UNKNOWN) {
        dims[axis] = Math.multiplyExact(dims[axis], times.get(axis));
      }
    }
    return Shape.of(dims);
  }

  /** Each axis that is repeated followed by one for its repetitions, of size 1 without them. */
  private Shape split(boolean repeated) {
    List<Integer> dims = new ArrayList<>();
    for (int axis = 0; axis < shape.rank(); axis++) {
      dims.add(shape.dim(axis));
      if (times.get(axis) > 1) {
        dims.add(repeated ? times.get(axis) : 1);
      }
    }
    return Shape.of(dims);
  }
}
