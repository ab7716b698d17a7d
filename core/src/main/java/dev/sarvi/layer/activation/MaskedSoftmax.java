package dev.sarvi.layer.activation;

import dev.sarvi.formula.Comparison;
import dev.sarvi.formula.Formula;
import dev.sarvi.kernel.Kernel;
import dev.sarvi.layer.Pass;
import dev.sarvi.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/**
 * Softmax under a mask: what is masked counts as very small, and gives 0; so a row that is masked
 * as a whole gives zeros.
 */
final class MaskedSoftmax {
  private static final Formula MASK = Formula.input("mask");
  private static final Formula HALF = Formula.constant(0.5);

  /** Keras's stand-in for minus infinity. */
  private static final Formula VERY_SMALL = Formula.constant(-1e9);

  private static final Kernel SHUT =
      Kernel.of(Formula.select(Comparison.GREATER, MASK, HALF, Formula.X, VERY_SMALL), "x", "mask");
  private static final Kernel KEEP =
      Kernel.of(
          Formula.select(Comparison.GREATER, MASK, HALF, Formula.X, Formula.ZERO), "x", "mask");

  private MaskedSoftmax() {}

  static Pass apply(RowFunction softmax, Tensor input, Tensor mask) {
    Pass pass = softmax.apply(SHUT.map(input, mask));
    return Pass.of(
        KEEP.map(pass.output(), mask),
        (gradients, weights) -> {
          Tensor kept = KEEP.map(gradients.get(0), mask);
          Tensor back = pass.pullback().apply(List.of(kept), weights).get(0);
          return Arrays.asList(KEEP.map(back, mask), null);
        },
        List.of());
  }
}
