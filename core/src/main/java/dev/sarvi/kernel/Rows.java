package dev.sarvi.kernel;

import dev.sarvi.tensor.DType;
import dev.sarvi.tensor.Tensor;

/** Functions of whole rows: each row of the given length is one argument. */
public final class Rows {
  private Rows() {}

  /** {@code e^(x - max) / Σ e^(x - max)} of each row. */
  public static Tensor softmax(Tensor rows, int length) {
    return rows.dtype() == DType.FLOAT32
        ? FloatRows.softmax(rows, length)
        : DoubleRows.softmax(rows, length);
  }

  /**
   * {@code y·(g - Σ g·y)} of each row: softmax's gradient from its value and the gradient from
   * above.
   */
  public static Tensor softmaxGradient(Tensor softmax, Tensor gradient, int length) {
    return softmax.dtype() == DType.FLOAT32
        ? FloatRows.softmaxGradient(softmax, gradient, length)
        : DoubleRows.softmaxGradient(softmax, gradient, length);
  }
}
