package dev.sarvi.train;

import dev.sarvi.tensor.Tensor;

/**
 * How often the largest prediction along the last axis is at the class that the target names. See
 * Keras: SparseCategoricalAccuracy.
 *
 * @param name its key in the history
 */
public record SparseCategoricalAccuracy(String name) implements Metric {
  /** Keras's default name. */
  public SparseCategoricalAccuracy() {
    this("sparse_categorical_accuracy");
  }

  @Override
  public boolean higherIsBetter() {
    return true;
  }

  @Override
  public Mean of(Tensor target, Tensor prediction, Tensor weight) {
    int classes = prediction.shape().dim(-1);
    int rows = prediction.size() / Math.max(1, classes);
    if (target.size() != rows) {
      throw Shapes.mismatch("the same shape up until the last dimension", target, prediction);
    }
    return Mean.ofRows(
        rows,
        row -> target.at(row) == CategoricalAccuracy.largest(prediction, row, classes) ? 1 : 0,
        weight);
  }
}
