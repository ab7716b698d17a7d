package dev.sarvi.train;

import dev.sarvi.kernel.TensorMath;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/** The mask of a model's output as weights of its losses. */
final class MaskWeights {
  private static final List<String> MEANS = List.of("sum_over_batch_size", "mean");

  private MaskWeights() {}

  /**
   * The weights: 0 where the mask is, and 1 elsewhere; for a loss that is a mean over all values,
   * whether they count or not, all / those that count, so that it becomes the mean of those.
   *
   * @param mask or null
   * @param sampleWeight multiplies the weights; one for each sample, or for each place; or null
   */
  static Tensor of(Tensor mask, Tensor sampleWeight, String reduction) {
    if (mask == null) {
      return sampleWeight;
    }
    Tensor weights = mask.widened();
    if (MEANS.contains(reduction)) {
      double counted = TensorMath.total(weights);
      weights = TensorMath.scale(weights, counted == 0 ? 0 : mask.size() / counted);
    }
    return sampleWeight == null
        ? weights
        : TensorMath.product(weights, like(mask.shape(), sampleWeight).cast(weights.dtype()));
  }

  private static Tensor like(Shape mask, Tensor sampleWeight) {
    if (sampleWeight.size() == mask.size()) {
      return sampleWeight.reshape(mask);
    }
    int[] ones = new int[Math.max(0, mask.rank() - sampleWeight.shape().rank())];
    Arrays.fill(ones, 1);
    return sampleWeight.reshape(sampleWeight.shape().concat(Shape.of(ones)));
  }
}
