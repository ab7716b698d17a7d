package dev.sarvi.layer.activation;

import dev.sarvi.kernel.Masks;
import dev.sarvi.layer.Pass;
import dev.sarvi.tensor.DType;
import dev.sarvi.tensor.Tensor;
import java.util.List;

/**
 * Softmax under a mask: what is masked counts as very small, and gives 0; so a row that is masked
 * as a whole gives zeros.
 *
 * @param softmax without the mask
 * @param computeDType in which Keras would compute
 */
record MaskedSoftmax(RowFunction softmax, DType computeDType) {
  /**
   * The softmax.
   *
   * @param numbers booleans, or numbers of which those above 0.5 keep
   */
  Pass apply(Tensor input, Tensor numbers) {
    Tensor mask = numbers.dtype() == DType.BOOL ? numbers : Masks.where(numbers, m -> m > 0.5);
    Pass pass = softmax.apply(Masks.keep(input, mask, verySmall()));
    return Pass.of(
        Masks.keep(pass.output(), mask, 0),
        (gradient, weights) -> {
          Tensor kept = Masks.keep(gradient, mask, 0);
          Tensor back = pass.pullback().apply(List.of(kept), weights).get(0);
          return Masks.keep(back, mask, 0);
        });
  }

  /** Keras's stand-in for minus infinity. */
  private double verySmall() {
    return computeDType == DType.FLOAT16 ? -3e4 : -1e9;
  }
}
