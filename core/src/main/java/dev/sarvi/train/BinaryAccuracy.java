package dev.sarvi.train;

import dev.sarvi.tensor.Tensor;

/**
 * How often {@code prediction > threshold} (1 or 0) is the target. See Keras: BinaryAccuracy.
 *
 * @param name its key in the history
 * @param threshold above it the prediction counts as 1
 */
public record BinaryAccuracy(String name, double threshold) implements Metric {
  /** Keras's defaults. */
  public BinaryAccuracy() {
    this("binary_accuracy", .5);
  }

  @Override
  public boolean higherIsBetter() {
    return true;
  }

  @Override
  public Mean of(Tensor anyTarget, Tensor prediction, Tensor weight) {
    Tensor target = Shapes.like(prediction, anyTarget);
    int length = prediction.shape().dim(-1);
    int rows = prediction.size() / Math.max(1, length);
    return Mean.ofRows(rows, row -> hits(target, prediction, row * length, length), weight);
  }

  /** The share of hits in a row. */
  private double hits(Tensor target, Tensor prediction, int from, int length) {
    int hits = 0;
    for (int i = from; i < from + length; i++) {
      hits += target.at(i) == (prediction.at(i) > threshold ? 1 : 0) ? 1 : 0;
    }
    return (double) hits / length;
  }
}
