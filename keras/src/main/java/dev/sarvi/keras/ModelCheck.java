package dev.sarvi.keras;

import dev.sarvi.model.Model;
import dev.sarvi.tensor.Tensor;
import java.util.List;

/**
 * Samples that travel with a model, and what it answered to them where it came from: whoever opens
 * the file can see whether it answers the same here. They stand in a {@code .keras} file among the
 * assets, where Keras passes them over.
 *
 * @param inputs one for each of the model's inputs
 * @param outputs one for each of the model's outputs
 * @param origin who computed the outputs, such as {@code Keras 3.15.1 (jax)}
 */
public record ModelCheck(List<Tensor> inputs, List<Tensor> outputs, String origin) {
  /** Refuses a check of nothing. */
  public ModelCheck {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    if (inputs.isEmpty() || outputs.isEmpty() || origin.isEmpty()) {
      throw new IllegalArgumentException(
          "A check needs inputs, outputs and their origin. Received: %d inputs, %d outputs, origin \"%s\""
              .formatted(inputs.size(), outputs.size(), origin));
    }
  }

  /** The check of a model as it answers now. */
  public static ModelCheck of(Model model, List<Tensor> inputs, String origin) {
    return new ModelCheck(inputs, answers(model, inputs), origin);
  }

  /**
   * How far a model's answers are from the outputs: the largest {@code |answer - output| / max(1,
   * |output|)}. Two NaN, or two equal infinities, do not differ; one alone differs infinitely.
   *
   * @throws IllegalArgumentException if the model has other inputs, or outputs of other shapes
   */
  public double largestDifference(Model model) {
    List<Tensor> answers = answers(model, inputs);
    if (!shapes(answers).equals(shapes(outputs))) {
      throw new IllegalArgumentException(
          "expected outputs of shapes " + shapes(outputs) + ". Received: " + shapes(answers));
    }
    double largest = 0;
    for (int i = 0; i < answers.size(); i++) {
      for (int j = 0; j < answers.get(i).size(); j++) {
        largest = Math.max(largest, difference(answers.get(i).at(j), outputs.get(i).at(j)));
      }
    }
    return largest;
  }

  private static double difference(double answer, double output) {
    if (Double.compare(answer, output) == 0 || answer == output) {
      return 0;
    }
    double difference = Math.abs(answer - output) / Math.max(1, Math.abs(output));
    return Double.isNaN(difference) ? Double.POSITIVE_INFINITY : difference;
  }

  private static List<Tensor> answers(Model model, List<Tensor> inputs) {
    return model.predict(inputs, 32);
  }

  private static List<String> shapes(List<Tensor> tensors) {
    return tensors.stream().map(tensor -> tensor.shape().toString()).toList();
  }
}
