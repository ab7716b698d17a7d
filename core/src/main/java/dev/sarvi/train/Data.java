package dev.sarvi.train;

import dev.sarvi.tensor.Tensor;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What a model is trained or measured on.
 *
 * @param inputs one tensor for each input of the model, the samples along the first axis
 * @param targets one tensor for each output
 * @param sampleWeight one factor for each sample, or null
 */
public record Data(List<Tensor> inputs, List<Tensor> targets, Tensor sampleWeight) {
  /** Refuses tensors of different numbers of samples. */
  public Data {
    inputs = List.copyOf(inputs);
    targets = List.copyOf(targets);
    int samples = samples(inputs);
    boolean same =
        inputs.stream().allMatch(x -> x.shape().dim(0) == samples)
            && targets.stream().allMatch(y -> y.shape().dim(0) == samples)
            && (sampleWeight == null || sampleWeight.shape().dim(0) == samples);
    if (!same) {
      throw new IllegalArgumentException(
          "Data cardinality is ambiguous. Make sure all arrays contain the same number of samples."
              + " 'x' sizes: "
              + sizes(inputs)
              + ", 'y' sizes: "
              + sizes(targets)
              + (sampleWeight == null
                  ? ""
                  : ", 'sample_weight' sizes: " + sizes(List.of(sampleWeight))));
    }
  }

  /** Of one input and one output. */
  public static Data of(Tensor input, Tensor target) {
    return of(List.of(input), List.of(target));
  }

  /** Of several inputs and outputs. */
  public static Data of(List<Tensor> inputs, List<Tensor> targets) {
    return new Data(inputs, targets, null);
  }

  /** The same with a factor for each sample; null for none. */
  public Data weighted(Tensor sampleWeight) {
    return new Data(inputs, targets, sampleWeight);
  }

  /** In the shapes that the model expects. */
  Data fedTo(Trainable model) {
    return new Data(model.feed(inputs), targets, sampleWeight);
  }

  /** How many samples. */
  public int samples() {
    return samples(inputs);
  }

  /** The samples {@code from} (inclusive) to {@code to} (exclusive). */
  public Data rows(int from, int to) {
    return each(tensor -> tensor.rows(from, to));
  }

  /** These samples, in this order. */
  Data gather(int... rows) {
    return each(tensor -> tensor.gather(rows));
  }

  private Data each(UnaryOperator<Tensor> change) {
    return new Data(
        inputs.stream().map(change).toList(),
        targets.stream().map(change).toList(),
        sampleWeight == null ? null : change.apply(sampleWeight));
  }

  private static int samples(List<Tensor> inputs) {
    if (inputs.isEmpty() || inputs.get(0).shape().rank() == 0) {
      throw new IllegalArgumentException(
          "Expected inputs with the samples along the first axis. Received: x=" + inputs);
    }
    return inputs.get(0).shape().dim(0);
  }

  private static List<String> sizes(List<Tensor> tensors) {
    return tensors.stream().map(tensor -> tensor.shape().toString()).toList();
  }
}
