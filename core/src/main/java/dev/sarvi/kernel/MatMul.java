package dev.sarvi.kernel;

import dev.sarvi.tensor.DType;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;

/**
 * The product of matrices. All axes but the last are the rows. The bits of the result depend
 * neither on the number of threads nor on the width of vectors.
 */
public final class MatMul {
  private MatMul() {}

  /**
   * {@code a·b + bias}: shapes {@code (..., k)·(k, n) + (n,)} give {@code (..., n)}.
   *
   * @param bias or null
   */
  public static Tensor product(Tensor a, Tensor b, Tensor bias) {
    Tensor c = rowsOf(bias, a.shape().with(-1, b.shape().dim(-1)), a.dtype());
    if (a.dtype() == DType.FLOAT32) {
      FloatMatMul.add(floats(a), floats(b), floats(c));
    } else {
      DoubleMatMul.add(doubles(a), doubles(b), doubles(c));
    }
    return c;
  }

  /** {@code aᵀ·b}: shapes {@code (..., m)} and {@code (..., n)} give {@code (m, n)}. */
  public static Tensor transposedProduct(Tensor a, Tensor b) {
    Tensor c = Tensor.zeros(Shape.of(a.shape().dim(-1), b.shape().dim(-1)), a.dtype());
    if (a.dtype() == DType.FLOAT32) {
      FloatMatMul.add(floats(a).transposed(), floats(b), floats(c));
    } else {
      DoubleMatMul.add(doubles(a).transposed(), doubles(b), doubles(c));
    }
    return c;
  }

  /** {@code a·bᵀ}: shapes {@code (..., k)} and {@code (n, k)} give {@code (..., n)}. */
  public static Tensor productTransposed(Tensor a, Tensor b) {
    Tensor c = Tensor.zeros(a.shape().with(-1, b.shape().dim(0)), a.dtype());
    if (a.dtype() == DType.FLOAT32) {
      FloatMatMul.add(floats(a), floats(b).transposed(), floats(c));
    } else {
      DoubleMatMul.add(doubles(a), doubles(b).transposed(), doubles(c));
    }
    return c;
  }

  /** Where sums of products start: the bias in every row, or zeros. */
  static Tensor rowsOf(Tensor bias, Shape shape, DType dtype) {
    Tensor rows = Tensor.zeros(shape, dtype);
    if (bias != null) {
      for (int at = 0; at < rows.size(); at += bias.size()) {
        System.arraycopy(bias.array(), 0, rows.array(), at, bias.size());
      }
    }
    return rows;
  }

  private static FloatMatrix floats(Tensor x) {
    int columns = x.shape().dim(-1);
    int rows = x.shape().sizeOf(0, x.shape().rank() - 1);
    return FloatMatrix.rowMajor(x.floats(), 0, rows, columns);
  }

  private static DoubleMatrix doubles(Tensor x) {
    int columns = x.shape().dim(-1);
    int rows = x.shape().sizeOf(0, x.shape().rank() - 1);
    return DoubleMatrix.rowMajor(x.doubles(), 0, rows, columns);
  }
}
