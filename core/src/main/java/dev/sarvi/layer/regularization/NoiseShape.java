package dev.sarvi.layer.regularization;

import dev.sarvi.layer.argument.Arguments;
import dev.sarvi.tensor.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The argument {@code noise_shape}: where one draw serves many elements. */
final class NoiseShape {
  private NoiseShape() {}

  /** A copy of the argument, checked; null stays. */
  static List<Integer> checked(List<Integer> noiseShape) {
    if (noiseShape == null) {
      return null;
    }
    for (int i = 0; i < noiseShape.size(); i++) {
      Integer dim = noiseShape.get(i);
      Arguments.require(
          dim == null || dim > 0,
          "Invalid value received for argument `noise_shape`. Expected all dimensions to be"
              + " positive integers or None. Received negative or zero value at index %d: %d"
                  .formatted(i, dim));
    }
    return Collections.unmodifiableList(new ArrayList<>(noiseShape));
  }

  /**
   * The shape to draw for an input.
   *
   * @param noiseShape 1 along an axis whose elements share a draw, the input's size or null along
   *     the others; null for a draw for each element
   * @param layer how the error begins
   */
  static Shape of(List<Integer> noiseShape, Shape input, String layer) {
    if (noiseShape == null) {
      return input;
    }
    boolean fits = noiseShape.size() == input.rank();
    int[] dims = new int[noiseShape.size()];
    for (int axis = 0; fits && axis < dims.length; axis++) {
      int size = input.dim(axis);
      dims[axis] = noiseShape.get(axis) == null ? size : noiseShape.get(axis);
      fits = dims[axis] == size || dims[axis] == 1 || size == Shape.UNKNOWN;
    }
    Arguments.require(
        fits,
        layer
            + " expected a noise_shape that broadcasts to its input of shape %s. Received:"
                .formatted(input)
            + " noise_shape="
            + noiseShape);
    return Shape.of(dims);
  }
}
