package dev.sarvi.layer.operation;

import dev.sarvi.tensor.DType;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;

/**
 * What stands in a graph among the tensors that an operation is called on, and is always the same.
 */
public sealed interface Constant {
  /**
   * A number as Python has them: it takes the type of the tensors beside it.
   *
   * @param value an Integer, Long or Double, and kept so in files
   */
  record Scalar(Number value) implements Constant {
    @Override
    public Shape shape() {
      return Shape.of();
    }

    @Override
    public Tensor as(DType dtype) {
      return Tensor.scalar(dtype, value.doubleValue());
    }
  }

  /** True or false, which count as 1 and 0 beside numbers. */
  record Truth(boolean value) implements Constant {
    @Override
    public Shape shape() {
      return Shape.of();
    }

    @Override
    public Tensor as(DType dtype) {
      return Tensor.scalar(dtype, value ? 1 : 0);
    }
  }

  /**
   * An array.
   *
   * @param values its elements
   * @param dtype Keras's name of their type
   * @param isTensor whether files have it as a tensor and not as an array of numpy's
   */
  record Array(Tensor values, String dtype, boolean isTensor) implements Constant {
    @Override
    public Shape shape() {
      return values.shape();
    }

    @Override
    public Tensor as(DType type) {
      return values.cast(type);
    }

    /** Equal when the bits are. */
    @Override
    public boolean equals(Object other) {
      return other instanceof Array that
          && values.sameBits(that.values)
          && dtype.equals(that.dtype)
          && isTensor == that.isTensor;
    }

    @Override
    public int hashCode() {
      return 31 * values.shape().hashCode() + dtype.hashCode();
    }
  }

  /** A number. */
  static Constant of(double value) {
    return new Scalar(value);
  }

  /** An array. */
  static Constant of(Tensor values) {
    return new Array(values, values.dtype().toString(), false);
  }

  /** Its shape. */
  Shape shape();

  /** Its elements in this type. */
  Tensor as(DType dtype);
}
