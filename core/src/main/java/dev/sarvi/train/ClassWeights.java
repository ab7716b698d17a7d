package dev.sarvi.train;

import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.Map;

/** Turns a factor for each class into one for each sample. */
final class ClassWeights {
  private ClassWeights() {}

  static Data onto(Data data, Tensor sampleWeight, Map<Integer, Double> classWeight) {
    if (classWeight == null) {
      return data.weighted(sampleWeight);
    }
    if (sampleWeight != null) {
      throw new IllegalArgumentException(
          "You cannot `class_weight` and `sample_weight` at the same time.");
    }
    if (data.targets().size() != 1) {
      throw new IllegalArgumentException(
          "`class_weight` is only supported for Models with a single output. Received: "
              + data.targets().size()
              + " targets");
    }
    Tensor target = data.targets().get(0);
    int classes = target.shape().rank() > 1 ? target.shape().dim(-1) : 1;
    double[] weights = new double[data.samples()];
    for (int i = 0; i < weights.length; i++) {
      int label =
          classes > 1
              ? CategoricalAccuracy.largest(target, i, classes)
              : (int) Math.rint(target.at(i));
      weights[i] = classWeight.getOrDefault(label, 1.0);
    }
    return data.weighted(Tensor.of(Shape.of(weights.length), weights));
  }
}
