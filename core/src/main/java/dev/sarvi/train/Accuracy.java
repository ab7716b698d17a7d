package dev.sarvi.train;

import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;

/**
 * The accuracy that fits the shapes, as Keras's {@code metrics=["accuracy"]} picks it: {@link
 * BinaryAccuracy} where the prediction's last axis is 1, {@link SparseCategoricalAccuracy} where
 * the target holds class numbers, and else {@link CategoricalAccuracy}. (Keras's class of this name
 * is another metric, which compares for equality.)
 *
 * @param name its key in the history: {@code accuracy} or {@code acc}
 */
public record Accuracy(String name) implements Metric {
  /** Called {@code accuracy}. */
  public Accuracy() {
    this("accuracy");
  }

  @Override
  public boolean higherIsBetter() {
    return true;
  }

  @Override
  public Mean of(Tensor target, Tensor prediction, Tensor weight) {
    return fitting(target.shape(), prediction.shape()).of(target, prediction, weight);
  }

  private Metric fitting(Shape target, Shape prediction) {
    if (prediction.dim(-1) == 1) {
      return new BinaryAccuracy(name, .5);
    }
    boolean sparse = target.rank() < prediction.rank() || target.dim(-1) == 1;
    return sparse ? new SparseCategoricalAccuracy(name) : new CategoricalAccuracy(name);
  }
}
