package dev.sarvi.train;

import dev.sarvi.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How a model is trained: Keras's {@code compile_config}.
 *
 * @param optimizer how weights move
 * @param losses one for each output, null for an output without; or one for all outputs
 * @param lossWeights one factor for each loss; empty for none
 * @param metrics a list for each output; empty for none
 */
public record Compilation(
    Optimizer optimizer, List<Loss> losses, List<Double> lossWeights, List<List<Metric>> metrics) {

  /** Checks the numbers of losses and weights, and keeps copies. */
  public Compilation {
    losses = Collections.unmodifiableList(new ArrayList<>(losses)); // may hold null
    lossWeights = List.copyOf(lossWeights);
    metrics = metrics.stream().map(List::copyOf).toList();
    if (losses.isEmpty()) {
      throw new IllegalArgumentException("Expected a loss. Received: losses=[]");
    }
    if (!lossWeights.isEmpty() && lossWeights.size() != losses.size()) {
      throw new IllegalArgumentException(
          "`loss_weights` must match the number of losses, got "
              + losses.size()
              + " losses and "
              + lossWeights.size()
              + " weights.");
    }
  }

  /** For a model of one output, or one loss for all of them. */
  public static Compilation of(Optimizer optimizer, Loss loss, Metric... metrics) {
    return new Compilation(
        optimizer,
        List.of(loss),
        List.of(),
        metrics.length == 0 ? List.of() : List.of(List.of(metrics)));
  }

  /**
   * For a model of several outputs, by their names ({@code model.outputNames()}).
   *
   * @param losses outputs left out have no loss
   * @param lossWeights outputs left out have weight 1
   * @param metrics outputs left out have none
   * @throws IllegalArgumentException if a name is not that of an output
   */
  public static Compilation byOutput(
      List<String> outputs,
      Optimizer optimizer,
      Map<String, Loss> losses,
      Map<String, Double> lossWeights,
      Map<String, List<Metric>> metrics) {
    for (Map<String, ?> given : List.of(losses, lossWeights, metrics)) {
      if (!outputs.containsAll(given.keySet())) {
        throw new IllegalArgumentException(
            "Expected keys among the outputs " + outputs + ". Received: " + given.keySet());
      }
    }
    return new Compilation(
        optimizer,
        outputs.stream().map(losses::get).collect(Collectors.toList()), // may hold null
        outputs.stream().map(name -> lossWeights.getOrDefault(name, 1.0)).toList(),
        outputs.stream().map(name -> metrics.getOrDefault(name, List.of())).toList());
  }

  /** The same with another optimizer. */
  public Compilation withOptimizer(Optimizer optimizer) {
    return new Compilation(optimizer, losses, lossWeights, metrics);
  }

  /** The loss of an output, or null. */
  Loss loss(int output) {
    return losses.get(losses.size() == 1 ? 0 : output);
  }

  double lossWeight(int output) {
    return lossWeights.isEmpty() ? 1 : lossWeights.get(lossWeights.size() == 1 ? 0 : output);
  }

  List<Metric> metrics(int output) {
    return metrics.isEmpty() ? List.of() : metrics.get(output);
  }

  /** Refuses what does not fit a model's outputs. */
  void requireFits(List<String> outputs, List<Tensor> targets) {
    require("losses", losses.size(), losses.size() == 1, outputs);
    require("lists of metrics", metrics.size(), metrics.isEmpty(), outputs);
    require("targets (y)", targets.size(), false, outputs);
  }

  private static void require(String what, int count, boolean allowed, List<String> outputs) {
    if (count != outputs.size() && !allowed) {
      throw new IllegalArgumentException(
          "Expected "
              + outputs.size()
              + " "
              + what
              + ", one for each output "
              + outputs
              + ". Received: "
              + count);
    }
  }
}
