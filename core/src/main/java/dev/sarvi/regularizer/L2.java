package dev.sarvi.regularizer;

import dev.sarvi.tensor.Tensor;

/**
 * {@code l2·Σw²}. See Keras: L2.
 *
 * @param l2 at least 0, finite
 */
public record L2(double l2) implements Regularizer {
  /** Keras's checks. */
  public L2 {
    new L1L2(0, l2);
  }

  /** Keras's default: 0.01. */
  public L2() {
    this(0.01);
  }

  @Override
  public double penalty(Tensor weight) {
    return new L1L2(0, l2).penalty(weight);
  }

  @Override
  public Tensor gradient(Tensor weight) {
    return new L1L2(0, l2).gradient(weight);
  }
}
