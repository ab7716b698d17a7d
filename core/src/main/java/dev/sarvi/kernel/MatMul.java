package dev.sarvi.kernel;

import dev.sarvi.tensor.DType;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.List;

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
    Tensor c = Tensor.empty(a.shape().with(-1, b.shape().dim(-1)), a.dtype());
    try (Packed once = pack(b, false)) {
      product(a, once, bias, c, Epilogue.NONE);
    }
    return c;
  }

  /** {@code a[i]·b[i]}: shapes {@code (count, m, k)} and {@code (count, k, n)}. */
  public static Tensor products(Tensor a, Tensor b) {
    Tensor c = Tensor.zeros(a.shape().with(-1, b.shape().dim(-1)), a.dtype());
    for (int i = 0; i < a.shape().dim(0); i++) {
      if (a.dtype() == DType.FLOAT32) {
        FloatMatMul.add(floats(a, i), floats(b, i), floats(c, i));
      } else {
        DoubleMatMul.add(doubles(a, i), doubles(b, i), doubles(c, i));
      }
    }
    return c;
  }

  /**
   * {@code c = a·b + bias}, and then the epilogue.
   *
   * @param b what {@link #pack} made
   * @param bias (n,), or null
   * @param c (..., n); what it holds is overwritten
   */
  public static void product(Tensor a, Packed b, Tensor bias, Tensor c, Epilogue epilogue) {
    if (a.dtype() == DType.FLOAT32) {
      float[] start = bias == null ? null : bias.floats();
      FloatMatMul.product(floats(a), b.floats().get(0), start, floats(c), epilogue);
    } else {
      double[] start = bias == null ? null : bias.doubles();
      DoubleMatMul.product(doubles(a), b.doubles().get(0), start, doubles(c), epilogue);
    }
  }

  /** Prepares {@code b} of shape {@code (k, n)} for many products. */
  public static Packed pack(Tensor b) {
    return pack(b, true);
  }

  private static Packed pack(Tensor b, boolean isKept) {
    return b.dtype() == DType.FLOAT32
        ? Packed.ofFloats(List.of(floats(b)), isKept)
        : Packed.ofDoubles(List.of(doubles(b)), isKept);
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
      FloatTransposedProduct.compute(floats(a), floats(b), floats(c));
    } else {
      DoubleTransposedProduct.compute(doubles(a), doubles(b), doubles(c));
    }
    return c;
  }

  private static FloatMatrix floats(Tensor x) {
    int columns = x.shape().dim(-1);
    int rows = x.shape().sizeOf(0, x.shape().rank() - 1);
    return FloatMatrix.rowMajor(x.floats(), 0, rows, columns);
  }

  /** A matrix of several. */
  private static FloatMatrix floats(Tensor x, int index) {
    int columns = x.shape().dim(-1);
    int rows = x.shape().dim(-2);
    return FloatMatrix.rowMajor(x.floats(), index * rows * columns, rows, columns);
  }

  private static DoubleMatrix doubles(Tensor x) {
    int columns = x.shape().dim(-1);
    int rows = x.shape().sizeOf(0, x.shape().rank() - 1);
    return DoubleMatrix.rowMajor(x.doubles(), 0, rows, columns);
  }

  /** A matrix of several. */
  private static DoubleMatrix doubles(Tensor x, int index) {
    int columns = x.shape().dim(-1);
    int rows = x.shape().dim(-2);
    return DoubleMatrix.rowMajor(x.doubles(), index * rows * columns, rows, columns);
  }
}
