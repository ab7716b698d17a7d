package dev.sarvi.train;

import dev.sarvi.tensor.Tensor;

/**
 * How often the largest prediction along the last axis is where the target is largest. See Keras:
 * CategoricalAccuracy.
 *
 * @param name its key in the history
 */
public record CategoricalAccuracy(String name) implements Metric {
  /** Keras's default name. */
  public CategoricalAccuracy() {
    this("categorical_accuracy");
  }

  @Override
  public boolean higherIsBetter() {
    return true;
  }

  @Override
  public Mean of(Tensor target, Tensor prediction, Tensor weight) {
    if (!target.shape().equals(prediction.shape())) {
      throw Shapes.mismatch("the same shape", target, prediction);
    }
    int classes = prediction.shape().dim(-1);
    int rows = prediction.size() / Math.max(1, classes);
    return Mean.ofRows(
        rows,
        row -> largest(target, row, classes) == largest(prediction, row, classes) ? 1 : 0,
        weight);
  }

  /** Where a row is largest; the first such place. */
  static int largest(Tensor tensor, int row, int classes) {
    int largest = 0;
    for (int i = 1; i < classes; i++) {
      if (tensor.at(row * classes + i) > tensor.at(row * classes + largest)) {
        largest = i;
      }
    }
    return largest;
  }
}
