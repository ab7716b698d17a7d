package dev.sarvi.train;

import dev.sarvi.kernel.TensorMath;
import dev.sarvi.tensor.DType;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Losses before they are reduced to one number.
 *
 * @param values one for each sample (and place in the sample), in the prediction's shape with 1 on
 *     the axis that the loss is taken along
 * @param pullback from the gradient of the values to the gradient of the prediction
 */
record SampleLosses(Tensor values, UnaryOperator<Tensor> pullback) {
  private static final List<String> REDUCTIONS =
      List.of("sum_over_batch_size", "sum", "mean", "mean_with_sample_weight");

  /** Refuses what is no reduction, or one that leaves more than a number to minimize. */
  static void requireReduction(String reduction) {
    if (!REDUCTIONS.contains(reduction)) {
      throw new IllegalArgumentException(
          "Invalid value for argument `reduction`. Expected one of "
              + REDUCTIONS
              + ". Received: reduction="
              + reduction);
    }
  }

  /** Summed in double, in the order of the samples: the same for any number of threads. */
  LossValue reduce(String reduction, Tensor sampleWeight) {
    int count = values.size();
    Tensor weights = weights(sampleWeight);
    double total = 0;
    double totalWeight = 0;
    for (int i = 0; i < count; i++) {
      total += values.at(i) * weights.at(i);
      totalWeight += weights.at(i);
    }
    double divisor =
        switch (reduction) {
          case "sum" -> 1;
          case "mean_with_sample_weight" -> totalWeight;
          default -> count;
        };
    double scale = divisor == 0 ? 0 : 1 / divisor;
    return new LossValue(
        divisor == 0 ? 0 : total / divisor,
        gradient -> pullback.apply(TensorMath.scale(weights, gradient * scale)));
  }

  private Tensor weights(Tensor sampleWeight) {
    Shape shape = values.shape();
    DType dtype = values.dtype();
    if (sampleWeight == null) {
      return Tensor.full(shape, dtype, 1);
    }
    if (sampleWeight.size() == values.size()) {
      return sampleWeight.reshape(shape).cast(dtype);
    }
    if (sampleWeight.size() != shape.dim(0)) {
      throw new IllegalArgumentException(
          "Argument `sample_weight` must hold one number for each sample, or for each loss value."
              + " Expected shape: "
              + shape.slice(0, 1)
              + " or "
              + shape
              + ". Received: sample_weight.shape="
              + sampleWeight.shape());
    }
    return spread(sampleWeight, shape, dtype);
  }

  /** One weight for all the values of a sample. */
  private static Tensor spread(Tensor sampleWeight, Shape shape, DType dtype) {
    double[] spread = new double[shape.size()];
    for (int i = 0; i < spread.length; i++) {
      spread[i] = sampleWeight.at(i / shape.stride(0));
    }
    return Tensor.of(shape, spread).cast(dtype);
  }
}
