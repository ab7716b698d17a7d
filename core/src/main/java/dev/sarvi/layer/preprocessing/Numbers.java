package dev.sarvi.layer.preprocessing;

import dev.sarvi.tensor.DType;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/**
 * An argument that is a number or an array of them: a value, as configs are.
 *
 * @param shape {@code ()} for one number
 * @param values row by row
 */
public record Numbers(Shape shape, List<Double> values) {
  /** Refuses other than one number for each place of the shape. */
  public Numbers {
    values = List.copyOf(values);
    if (shape.size() != values.size()) {
      throw new IllegalArgumentException(
          "Shape %s needs %d numbers. Received: %d".formatted(shape, shape.size(), values.size()));
    }
  }

  /** One number. */
  public static Numbers of(double value) {
    return new Numbers(Shape.of(), List.of(value));
  }

  /** A list of numbers. */
  public static Numbers of(double... values) {
    return new Numbers(Shape.of(values.length), Arrays.stream(values).boxed().toList());
  }

  /** Rounded to a type, as kernels compute with them. */
  Tensor rounded(DType dtype) {
    double[] all = values.stream().mapToDouble(Double::doubleValue).toArray();
    return Tensor.of(shape, all).cast(dtype).widened();
  }

  /** Whether an array of that shape stays as large when it is combined with this one. */
  boolean broadcastsTo(Shape other) {
    boolean fits = shape.rank() <= other.rank();
    for (int axis = -1; fits && axis >= -shape.rank(); axis--) {
      int size = other.dim(axis);
      fits = shape.dim(axis) == 1 || shape.dim(axis) == size || size == Shape.UNKNOWN;
    }
    return fits;
  }

  /** As Python prints a number, or a list; lists in lists are flat. */
  @Override
  public String toString() {
    return shape.rank() == 0 ? values.get(0).toString() : values.toString();
  }
}
