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

  /** Whether rows may lie within each other: those that are sorted have to be in one piece. */
  public boolean isLanewise() {
    return this != SPARSEMAX;
  }

  /** Its values for rows that follow each other. */
  public Tensor map(Tensor rows, int length) {
    return map(rows, length, 1);
  }

  /**
   * Its values.
   *
   * @param step from an element of a row to its next; so many rows lie within each other, which is
   *     1 unless the operation is {@linkplain #isLanewise lanewise}
   */
  public Tensor map(Tensor rows, int length, int step) {
    Tensor values = Tensor.empty(rows.shape(), rows.dtype());
    map(rows, length, step, values);
    return values;
  }

  /** Overwrites another tensor with its values. */
  public void map(Tensor rows, int length, int step, Tensor values) {
    if (rows.size() == 0) {
      return;
    } else if (rows.dtype() == DType.FLOAT32) {
      FloatRows.map(this, rows.floats(), length, step, values.floats());
    } else {
      DoubleRows.map(this, rows.doubles(), length, step, values.doubles());
    }
  }

  /** Its gradient for rows that follow each other. */
  public Tensor gradient(Tensor values, Tensor gradient, int length) {
    return gradient(values, gradient, length, 1);
  }

  /** Its gradient, from its values and the gradient from above. */
  public Tensor gradient(Tensor values, Tensor gradient, int length, int step) {
    Tensor back = Tensor.empty(values.shape(), values.dtype());
    if (values.size() == 0) {
      return back;
    } else if (values.dtype() == DType.FLOAT32) {
      FloatRows.gradient(this, values.floats(), gradient.floats(), length, step, back.floats());
    } else {
      DoubleRows.gradient(this, values.doubles(), gradient.doubles(), length, step, back.doubles());
    }
    return back;
  }

  /** The formula. */
  @Override
  public String toString() {
    return formula;
  }
}
