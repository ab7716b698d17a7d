package dev.sarvi.tensor;

import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Numbers with a shape: row-major, in one flat array. Whoever makes a tensor may fill its array;
 * once it has been handed on it is never written to again, so tensors are shared between threads
 * and between shapes without copying.
 */
public final class Tensor {
  private final Shape shape;
  private final DType dtype;
  private final Object data;

  private Tensor(Shape shape, DType dtype, Object data) {
    int length = Array.getLength(data);
    if (shape.size() != length) {
      throw new IllegalArgumentException(
          "Shape " + shape + " needs " + shape.size() + " values. Received: " + length);
    }
    this.shape = shape;
    this.dtype = dtype;
    this.data = data;
  }

  /** A {@code float32} tensor over this array, which is not copied. */
  public static Tensor of(Shape shape, float... values) {
    return new Tensor(shape, DType.FLOAT32, values);
  }

  /** A {@code float64} tensor over this array, which is not copied. */
  public static Tensor of(Shape shape, double... values) {
    return new Tensor(shape, DType.FLOAT64, values);
  }

  /** A {@code float32} tensor of zeros. */
  public static Tensor zeros(Shape shape) {
    return zeros(shape, DType.FLOAT32);
  }

  /** An {@code int32} tensor over this array, which is not copied. */
  public static Tensor ofInts(Shape shape, int... values) {
    return new Tensor(shape, DType.INT32, values);
  }

  /** An {@code int64} tensor over this array, which is not copied. */
  public static Tensor ofLongs(Shape shape, long... values) {
    return new Tensor(shape, DType.INT64, values);
  }

  /**
   * A tensor of any type over this array, which is not copied.
   *
   * @param array of the class that the type lies in: {@code short[]} with the bits of {@code
   *     float16}, ...
   * @throws IllegalArgumentException if it is of another class, or has another size
   */
  public static Tensor over(Shape shape, DType dtype, Object array) {
    Class<?> expected = dtype.allocate(0).getClass();
    if (!expected.isInstance(array)) {
      throw new IllegalArgumentException(
          "Expected "
              + dtype
              + " in "
              + expected.getSimpleName()
              + ". Received: "
              + array.getClass().getSimpleName());
    }
    return new Tensor(shape, dtype, array);
  }

  /** A tensor of zeros. */
  public static Tensor zeros(Shape shape, DType dtype) {
    return new Tensor(shape, dtype, TensorPool.array(dtype, shape.size(), true));
  }

  /**
   * A tensor for whoever writes every element: zeros, or, in the work of a {@link TensorPool},
   * anything.
   */
  public static Tensor empty(Shape shape, DType dtype) {
    return new Tensor(shape, dtype, TensorPool.array(dtype, shape.size(), false));
  }

  /** A tensor that holds one value everywhere. */
  public static Tensor full(Shape shape, DType dtype, double value) {
    Tensor tensor = empty(shape, dtype);
    if (tensor.data instanceof float[] floats) {
      Arrays.fill(floats, (float) value);
      return tensor;
    }
    for (int i = 0; i < tensor.size(); i++) {
      dtype.set(tensor.data, i, value);
    }
    return tensor;
  }

  /** A tensor without axes. */
  public static Tensor scalar(DType dtype, double value) {
    return full(Shape.of(), dtype, value);
  }

  /** The dimensions. */
  public Shape shape() {
    return shape;
  }

  /** The element type. */
  public DType dtype() {
    return dtype;
  }

  /** How many elements. */
  public int size() {
    return shape.size();
  }

  /**
   * The array itself, not a copy.
   *
   * @throws IllegalStateException if this is not a {@code float32} tensor
   */
  public float[] floats() {
    if (data instanceof float[] floats) {
      return floats;
    }
    throw expected(DType.FLOAT32);
  }

  /**
   * The array itself, not a copy.
   *
   * @throws IllegalStateException if this is not a {@code float64} tensor
   */
  public double[] doubles() {
    if (data instanceof double[] doubles) {
      return doubles;
    }
    throw expected(DType.FLOAT64);
  }

  private IllegalStateException expected(DType type) {
    return new IllegalStateException(
        "Expected a "
            + type
            + " tensor, which cast(DType."
            + type.name()
            + ") gives. Received: "
            + this);
  }

  /**
   * The array itself, for code that is the same for every element type (such as {@code
   * System.arraycopy}).
   */
  public Object array() {
    return data;
  }

  /** The value at a position of the flat array. */
  public double at(int position) {
    return data instanceof float[] floats ? floats[position] : dtype.get(data, position);
  }

  /** The value at an index, one number for each axis. */
  public double get(int... index) {
    if (index.length != shape.rank()) {
      throw new IllegalArgumentException(
          "Expected " + shape.rank() + " indices. Received: " + Arrays.toString(index));
    }
    int position = 0;
    for (int axis = 0; axis < index.length; axis++) {
      position = position * shape.dim(axis) + Objects.checkIndex(index[axis], shape.dim(axis));
    }
    return at(position);
  }

  /** The same numbers, not copied, in another shape of the same size. */
  public Tensor reshape(Shape to) {
    return to.equals(shape) ? this : new Tensor(to, dtype, data);
  }

  /**
   * The numbers in another element type, each as {@link DType#round} makes it; this tensor itself
   * where it has that type already.
   */
  public Tensor cast(DType to) {
    if (to == dtype) {
      return this;
    }
    Tensor cast = empty(shape, to);
    dtype.convert(data, to, cast.data, size());
    return cast;
  }

  /** The numbers in the type in which kernels compute with them: {@link DType#arithmetic}. */
  public Tensor widened() {
    return cast(dtype.arithmetic());
  }

  /**
   * A function of each number; for preparing data, not for speed. Of integers it gives {@code
   * float32}.
   */
  public Tensor map(DoubleUnaryOperator function) {
    DType type = dtype.isFloating() ? dtype : dtype.arithmetic();
    Tensor mapped = empty(shape, type);
    for (int i = 0; i < size(); i++) {
      type.set(mapped.data, i, function.applyAsDouble(at(i)));
    }
    return mapped;
  }

  /** The same numbers in an array of its own. */
  public Tensor copy() {
    Tensor copy = empty(shape, dtype);
    System.arraycopy(data, 0, copy.data, 0, size());
    return copy;
  }

  /** Copies the samples {@code from} (inclusive) to {@code to} (exclusive) of the first axis. */
  public Tensor rows(int from, int to) {
    Objects.checkFromToIndex(from, to, shape.dim(0));
    Tensor rows = empty(shape.with(0, to - from), dtype);
    int stride = shape.stride(0);
    System.arraycopy(data, from * stride, rows.data, 0, (to - from) * stride);
    return rows;
  }

  /** Copies one sample of the first axis, which goes. */
  public Tensor sample(int index) {
    return rows(index, index + 1).reshape(shape.sample());
  }

  /** Copies these samples of the first axis, in this order. */
  public Tensor gather(int... rows) {
    Tensor gathered = empty(shape.with(0, rows.length), dtype);
    int stride = shape.stride(0);
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(data, rows[i] * stride, gathered.data, i * stride, stride);
    }
    return gathered;
  }

  /** Whether the other has the same type, shape and bits; NaN equals NaN, and -0.0 is not 0.0. */
  public boolean sameBits(Tensor other) {
    return shape.equals(other.shape)
        && dtype == other.dtype
        && Objects.deepEquals(data, other.data);
  }

  /** Type and shape, and the numbers where they are few. */
  @Override
  public String toString() {
    String values =
        size() > 16
            ? ""
            : IntStream.range(0, size())
                .mapToObj(i -> dtype.text(at(i)))
                .collect(Collectors.joining(", ", "[", "]"));
    return dtype + shape.toString() + values;
  }
}
