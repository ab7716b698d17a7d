package dev.sarvi.kernel;

import dev.sarvi.tensor.Shape;
import java.util.function.IntUnaryOperator;

/**
 * One axis of a {@link Rearrangement}: which index of which axis of the source each of its indices
 * shows.
 *
 * @param source the axis of the source, from the front; {@link #NONE} for an axis that is new
 * @param length its length; {@link Shape#UNKNOWN} where that of the source is not known
 * @param index from an index of this axis to one of the source's; below 0 for an element that is
 *     not in the source
 * @param isKept whether the result has this axis; it is left out where one index was picked
 */
public record Axis(int source, int length, IntUnaryOperator index, boolean isKept) {
  /** No axis of the source. */
  public static final int NONE = -1;

  /** An axis as it is. */
  public static Axis whole(Shape shape, int source) {
    return of(source, shape.dim(source), i -> i);
  }

  /** An axis from its end to its start. */
  public static Axis reversed(Shape shape, int source) {
    int length = shape.dim(source);
    return of(source, length, i -> length - 1 - i);
  }

  /** An axis that shows another. */
  public static Axis of(int source, int length, IntUnaryOperator index) {
    return new Axis(source, length, index, true);
  }

  /** A new axis, along which the source repeats. */
  public static Axis repeated(int length) {
    return of(NONE, length, i -> 0);
  }

  /** An axis of which one index is picked. */
  public static Axis at(int source, int index) {
    return new Axis(source, 1, i -> index, false);
  }
}
