package dev.sarvi.regularizer;

import dev.sarvi.tensor.Tensor;

/**
 * {@code l1·Σ|w|}. See Keras: L1.
 *
 * @param l1 at least 0, finite
 */
public record L1(double l1) implements Regularizer {
  /** Keras's checks. */
  public L1 {
    new L1L2(l1, 0);
  }

  /** Keras's default: 0.01. */
  public L1() {
    this(0.01);
  }

  @Override
  public double penalty(Tensor weight) {
    return new L1L2(l1, 0).penalty(weight);
  }

  @Override
  public Tensor gradient(Tensor weight) {
    return new L1L2(l1, 0).gradient(weight);
  }
}
