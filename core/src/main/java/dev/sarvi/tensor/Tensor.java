package dev.sarvi.tensor;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * Numbers with a shape: row-major, in one flat array. Whoever makes a tensor may fill its array;
 * once it has been handed on it is never written to again, so tensors are shared between threads
 * and between shapes without copying.
 */
public final class Tensor {
  private final Shape shape;
  private final DType dtype;
  private final Object data;

  private Tensor(Shape shape, DType dtype, Object data, int length) {
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
    return new Tensor(shape, DType.FLOAT32, values, values.length);
  }

  /** A {@code float64} tensor over this array, which is not copied. */
  public static Tensor of(Shape shape, double... values) {
    return new Tensor(shape, DType.FLOAT64, values, values.length);
  }

  /** A {@code float32} tensor of zeros. */
  public static Tensor zeros(Shape shape) {
    return zeros(shape, DType.FLOAT32);
  }

  /** A tensor of zeros. */
  public static Tensor zeros(Shape shape, DType dtype) {
    return switch (dtype) {
      case FLOAT32 -> of(shape, new float[shape.size()]);
      case FLOAT64 -> of(shape, new double[shape.size()]);
    };
  }

  /** A tensor that holds one value everywhere. */
  public static Tensor full(Shape shape, DType dtype, double value) {
    Tensor tensor = zeros(shape, dtype);
    switch (dtype) {
      case FLOAT32 -> Arrays.fill(tensor.floats(), (float) value);
      case FLOAT64 -> Arrays.fill(tensor.doubles(), value);
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
    throw new IllegalStateException("Expected a float32 tensor. Received: " + this);
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
    throw new IllegalStateException("Expected a float64 tensor. Received: " + this);
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
    return data instanceof float[] floats ? floats[position] : doubles()[position];
  }

  /** The value at an index, one number for each axis. */
  public double get(int... index) {
    if (index.length != shape.rank()) {
      throw new IllegalArgumentException(
          "Expected " + shape.rank() + " indices. Received: " + Arrays.toString(index));
    }
    int position = 0;
    for (int axis = 0; axis < index.length; axis++) {
      position =
          position * shape.dim(axis) + java.util.Objects.checkIndex(index[axis], shape.dim(axis));
    }
    return at(position);
  }

  /** The same numbers, not copied, in another shape of the same size. */
  public Tensor reshape(Shape to) {
    return to.equals(shape) ? this : new Tensor(to, dtype, data, shape.size());
  }

  /** The numbers in another element type; this tensor itself where it has that type already. */
  public Tensor cast(DType to) {
    if (to == dtype) {
      return this;
    }
    Tensor cast = zeros(shape, to);
    int size = size();
    if (to == DType.FLOAT64) {
      for (int i = 0; i < size; i++) {
        cast.doubles()[i] = floats()[i];
      }
    } else {
      for (int i = 0; i < size; i++) {
        cast.floats()[i] = (float) doubles()[i];
      }
    }
    return cast;
  }

  /** A function of each number; for preparing data, not for speed. */
  public Tensor map(DoubleUnaryOperator function) {
    Tensor mapped = zeros(shape, dtype);
    for (int i = 0; i < size(); i++) {
      double value = function.applyAsDouble(at(i));
      if (dtype == DType.FLOAT32) {
        mapped.floats()[i] = (float) value;
      } else {
        mapped.doubles()[i] = value;
      }
    }
    return mapped;
  }

  /** Copies the samples {@code from} (inclusive) to {@code to} (exclusive) of the first axis. */
  public Tensor rows(int from, int to) {
    java.util.Objects.checkFromToIndex(from, to, shape.dim(0));
    Tensor rows = zeros(shape.with(0, to - from), dtype);
    int stride = shape.stride(0);
    System.arraycopy(data, from * stride, rows.data, 0, (to - from) * stride);
    return rows;
  }

  /** Copies these samples of the first axis, in this order. */
  public Tensor gather(int... rows) {
    Tensor gathered = zeros(shape.with(0, rows.length), dtype);
    int stride = shape.stride(0);
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(data, rows[i] * stride, gathered.data, i * stride, stride);
    }
    return gathered;
  }

  /** Whether the other has the same type, shape and bits; NaN equals NaN, and -0.0 is not 0.0. */
  public boolean sameBits(Tensor other) {
    if (!shape.equals(other.shape) || dtype != other.dtype) {
      return false;
    }
    return dtype == DType.FLOAT32
        ? Arrays.equals(floats(), other.floats())
        : Arrays.equals(doubles(), other.doubles());
  }

  /** Type and shape, and the numbers where they are few. */
  @Override
  public String toString() {
    String values =
        size() > 16
            ? ""
            : data instanceof float[] f ? Arrays.toString(f) : Arrays.toString(doubles());
    return dtype + shape.toString() + values;
  }
}
