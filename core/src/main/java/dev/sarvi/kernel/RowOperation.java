package dev.sarvi.kernel;

import dev.sarvi.tensor.DType;
import dev.sarvi.tensor.Tensor;

/** Functions of whole rows: each row of the given length is one argument, and one result. */
public enum RowOperation {
  /** {@code e^(x - max) / Σ e^(x - max)}. */
  SOFTMAX("exp(x - max) / sum(exp(x - max))"),
  /** {@code x - max - log Σ e^(x - max)}. */
  LOG_SOFTMAX("x - max - log(sum(exp(x - max)))"),
  /**
   * The nearest point of the simplex, {@code max(x - tau, 0)} with the tau that makes it sum to 1.
   * Martins, Astudillo 2016, <a href="https://arxiv.org/abs/1602.02068">arXiv:1602.02068</a>.
   */
  SPARSEMAX("max(x - tau, 0) with the tau that makes it sum to 1");

  private final String formula;

  RowOperation(String formula) {
    this.formula = formula;
  }

  /** Its values. */
  public Tensor map(Tensor rows, int length) {
    Tensor values = Tensor.zeros(rows.shape(), rows.dtype());
    map(rows, length, values);
    return values;
  }

  /** Overwrites a tensor with its values. */
  public void map(Tensor rows, int length, Tensor values) {
    if (rows.dtype() == DType.FLOAT32) {
      FloatRows.map(this, rows.floats(), length, values.floats());
    } else {
      DoubleRows.map(this, rows.doubles(), length, values.doubles());
    }
  }

  /** Its gradient, from its values and the gradient from above. */
  public Tensor gradient(Tensor values, Tensor gradient, int length) {
    return values.dtype() == DType.FLOAT32
        ? FloatRows.gradient(this, values, gradient, length)
        : DoubleRows.gradient(this, values, gradient, length);
  }

  /** The formula. */
  @Override
  public String toString() {
    return formula;
  }
}
