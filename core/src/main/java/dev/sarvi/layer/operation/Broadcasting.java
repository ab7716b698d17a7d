package dev.sarvi.layer.operation;

import dev.sarvi.layer.argument.Arguments;
import dev.sarvi.tensor.Shape;
import java.util.List;

/** Shapes that broadcast as numpy's do, with dimensions that are not known. */
final class Broadcasting {
  private Broadcasting() {}

  /**
   * The shape to which all broadcast.
   *
   * @throws IllegalArgumentException if they do not, in the operation's name
   */
  static Shape shape(TensorOperation operation, List<Shape> shapes) {
    Shape result = Shape.of();
    for (Shape shape : shapes) {
      result = shape(operation, result, shape, shapes);
    }
    return result;
  }

  private static Shape shape(TensorOperation operation, Shape a, Shape b, List<Shape> all) {
    Shape longer = a.rank() < b.rank() ? b : a;
    Shape shorter = a.rank() < b.rank() ? a : b;
    Shape result = longer;
    for (int axis = -1; axis >= -shorter.rank(); axis--) {
      int x = longer.dim(axis);
      int y = shorter.dim(axis);
      Arguments.require(
          x == y || x == 1 || y == 1 || x == Shape.UNKNOWN || y == Shape.UNKNOWN,
          operation.described() + ": Cannot broadcast shapes " + Arguments.list(all));
      result = result.with(axis, dim(x, y));
    }
    return result;
  }

  /** What is not known is whatever the other is, unless that repeats. */
  private static int dim(int x, int y) {
    return x == 1 || (x == Shape.UNKNOWN && y != 1) ? y : x;
  }
}
