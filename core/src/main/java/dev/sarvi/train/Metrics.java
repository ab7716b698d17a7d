package dev.sarvi.train;

import java.util.List;

/** The list of known metrics: what files and {@code compile} may name. */
public final class Metrics {
  private static final List<Metric> KNOWN =
      List.of(new BinaryAccuracy(), new CategoricalAccuracy(), new SparseCategoricalAccuracy());

  private Metrics() {}

  /** One of each class that Keras has, with its defaults. */
  public static List<Metric> known() {
    return KNOWN;
  }

  /**
   * The metric of a Keras name, which becomes its key in the history: {@code accuracy}, {@code
   * acc}, {@code binary_accuracy}, {@code mse}, {@code categorical_crossentropy}, ...
   *
   * @throws IllegalArgumentException for an unknown name
   */
  public static Metric named(String name) {
    return switch (name) {
      case "accuracy", "acc", "Accuracy", "Acc" -> new Accuracy(name);
      case "binary_accuracy", "BinaryAccuracy" -> new BinaryAccuracy(name, .5);
      case "categorical_accuracy", "CategoricalAccuracy" -> new CategoricalAccuracy(name);
      case "sparse_categorical_accuracy", "SparseCategoricalAccuracy" ->
          new SparseCategoricalAccuracy(name);
      default -> new LossMetric(name, loss(name));
    };
  }

  private static Loss loss(String name) {
    try {
      return Losses.named(name);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("Could not interpret metric identifier: " + name, e);
    }
  }
}
