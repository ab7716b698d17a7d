package dev.sarvi.layer;

import dev.sarvi.tensor.Tensor;
import java.util.List;

/**
 * The way back through a layer: from the gradients of its outputs to those of its inputs and
 * weights.
 */
@FunctionalInterface
public interface Pullback {
  /**
   * Adds the weights' gradients to {@code weights} and returns the inputs'.
   *
   * @param outputs one gradient for each output, in its shape; none is null
   * @return one gradient for each input, in its shape; null where an input has none (a mask)
   */
  List<Tensor> apply(List<Tensor> outputs, WeightGradients weights);

  /** The same where nobody wants the inputs' gradients, which need not be computed then. */
  default void applyToWeights(List<Tensor> outputs, WeightGradients weights) {
    apply(outputs, weights);
  }
}
