package dev.sarvi.tensor;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The dimensions of a tensor, outermost first, as in Keras: {@code (batch, ..., channels)}. A
 * dimension may be {@link #UNKNOWN} in the shape of a layer's input or output (Keras's {@code
 * None}), never in that of a {@link Tensor}.
 */
public final class Shape {
  /** A dimension that is not known yet; printed {@code None}. */
  public static final int UNKNOWN = -1;

  private final int[] dims;

  private Shape(int[] dims) {
    this.dims = dims;
  }

  /**
   * A shape of these dimensions.
   *
   * @param dims each at least 0, or {@link #UNKNOWN}
   * @throws IllegalArgumentException for any other dimension
   */
  public static Shape of(int... dims) {
    for (int dim : dims) {
      if (dim < UNKNOWN) {
        throw new IllegalArgumentException(
            "A dimension must be at least 0, or None. Received: shape=" + Arrays.toString(dims));
      }
    }
    return new Shape(dims.clone());
  }

  /** A shape of these dimensions. */
  public static Shape of(List<Integer> dims) {
    return of(dims.stream().mapToInt(Integer::intValue).toArray());
  }

  /** How many dimensions. */
  public int rank() {
    return dims.length;
  }

  /**
   * One dimension.
   *
   * @param axis from {@code -rank} to {@code rank - 1}; negative ones count from the end
   * @throws IndexOutOfBoundsException for an axis outside that range
   */
  public int dim(int axis) {
    return dims[axis(axis)];
  }

  /**
   * An axis counted from the front.
   *
   * @param axis from {@code -rank} to {@code rank - 1}
   * @throws IndexOutOfBoundsException for an axis outside that range
   */
  public int axis(int axis) {
    int fromFront = axis < 0 ? axis + dims.length : axis;
    if (fromFront < 0 || fromFront >= dims.length) {
      throw new IndexOutOfBoundsException("Axis " + axis + " is out of bounds for shape " + this);
    }
    return fromFront;
  }

  /** A copy of the dimensions. */
  public int[] dims() {
    return dims.clone();
  }

  /** Whether no dimension is {@link #UNKNOWN}. */
  public boolean isKnown() {
    return Arrays.stream(dims).allMatch(dim -> dim >= 0);
  }

  /**
   * How many elements; 1 for rank 0.
   *
   * @throws IllegalStateException if a dimension is unknown
   * @throws ArithmeticException if there are more than an array holds
   */
  public int size() {
    return sizeOf(0, dims.length);
  }

  /** How many elements lie in the axes {@code from} (inclusive) to {@code to} (exclusive). */
  public int sizeOf(int from, int to) {
    int size = 1;
    for (int axis = from; axis < to; axis++) {
      if (dims[axis] < 0) {
        throw new IllegalStateException("The size of shape " + this + " is not known");
      }
      size = Math.multiplyExact(size, dims[axis]);
    }
    return size;
  }

  /** How many elements lie between two neighbours along an axis. */
  public int stride(int axis) {
    return sizeOf(axis(axis) + 1, dims.length);
  }

  /** This shape with another dimension at an axis. */
  public Shape with(int axis, int dim) {
    int[] changed = dims.clone();
    changed[axis(axis)] = dim;
    return of(changed);
  }

  /** This shape without its first axis, the batch. */
  public Shape sample() {
    return slice(1, dims.length);
  }

  /** The axes {@code from} (inclusive) to {@code to} (exclusive). */
  public Shape slice(int from, int to) {
    return new Shape(Arrays.copyOfRange(dims, from, to));
  }

  /** This shape with an axis before the first. */
  public Shape batched(int batch) {
    return of(batch).concat(this);
  }

  /** This shape with its first axis, the batch, unknown; one without axes as it is. */
  public Shape anyBatch() {
    return rank() == 0 ? this : with(0, UNKNOWN);
  }

  /** This shape's axes followed by another's. */
  public Shape concat(Shape other) {
    int[] all = Arrays.copyOf(dims, dims.length + other.dims.length);
    System.arraycopy(other.dims, 0, all, dims.length, other.dims.length);
    return new Shape(all);
  }

  /** Whether a tensor of that shape may stand where this one is expected: unknown fits anything. */
  public boolean accepts(Shape other) {
    if (rank() != other.rank()) {
      return false;
    }
    for (int i = 0; i < dims.length; i++) {
      if (dims[i] != UNKNOWN && other.dims[i] != UNKNOWN && dims[i] != other.dims[i]) {
        return false;
      }
    }
    return true;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Shape shape && Arrays.equals(dims, shape.dims);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(dims);
  }

  /** As Keras prints it: {@code (None, 28, 28, 1)}, {@code (3,)}, {@code ()}. */
  @Override
  public String toString() {
    String inside =
        Arrays.stream(dims)
            .mapToObj(dim -> dim == UNKNOWN ? "None" : String.valueOf(dim))
            .collect(Collectors.joining(", "));
    return "(" + inside + (dims.length == 1 ? ",)" : ")");
  }
}
