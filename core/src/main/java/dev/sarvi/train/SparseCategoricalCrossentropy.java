package dev.sarvi.train;

import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;

/**
 * {@link CategoricalCrossentropy} along the last axis, with targets that are the numbers of the
 * classes, from 0, as whole numbers: in the prediction's shape without its last axis, or with 1
 * there. See Keras: SparseCategoricalCrossentropy.
 *
 * @param name what it is called
 * @param reduction as in {@link MeanSquaredError}
 * @param fromLogits whether the predictions are logits, not probabilities
 * @param ignoreClass null; a class to be ignored is not supported
 */
public record SparseCategoricalCrossentropy(
    String name, String reduction, boolean fromLogits, Integer ignoreClass) implements Loss {
  /** Keras's checks. */
  public SparseCategoricalCrossentropy {
    SampleLosses.requireReduction(reduction);
    if (ignoreClass != null) {
      throw new IllegalArgumentException(
          "`ignore_class` is not supported. Expected: None. Received: ignore_class=" + ignoreClass);
    }
  }

  /** Keras's defaults: of probabilities. */
  public SparseCategoricalCrossentropy() {
    this(false);
  }

  /** Of logits, or of probabilities. */
  public SparseCategoricalCrossentropy(boolean fromLogits) {
    this("sparse_categorical_crossentropy", "sum_over_batch_size", fromLogits, null);
  }

  @Override
  public LossValue of(Tensor target, Tensor prediction, Tensor sampleWeight) {
    return CategoricalCrossentropy.of(oneHot(target, prediction), prediction, -1, fromLogits)
        .reduce(reduction, sampleWeight);
  }

  private static Tensor oneHot(Tensor labels, Tensor prediction) {
    Shape shape = prediction.shape();
    Shape rows = shape.slice(0, shape.rank() - 1);
    if (!labels.shape().equals(rows) && !labels.shape().equals(shape.with(-1, 1))) {
      throw Shapes.mismatch("the same shape up until the last dimension", labels, prediction);
    }
    int classes = shape.dim(-1);
    double[] oneHot = new double[shape.size()];
    for (int row = 0; row < rows.size(); row++) {
      double label = labels.at(row);
      if (!(label >= 0 && label < classes) || label != Math.rint(label)) {
        throw new IllegalArgumentException(
            "Labels must be whole numbers from 0 to "
                + (classes - 1)
                + ", the prediction's last axis having "
                + classes
                + " classes. Received: "
                + label
                + " at position "
                + row);
      }
      oneHot[row * classes + (int) label] = 1;
    }
    return Tensor.of(shape, oneHot).cast(prediction.dtype());
  }
}
