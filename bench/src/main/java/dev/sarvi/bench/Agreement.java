package dev.sarvi.bench;

import dev.sarvi.tensor.Tensor;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/** Whether an engine computes what Sarvi computes: what does not is not measured. */
final class Agreement {
  /**
   * Of the largest number: products of thousands of terms are summed in other orders, and the
   * peers' exponentials are less exact.
   */
  static final double TOLERANCE = 1e-3;

  private Agreement() {}

  /**
   * The largest difference, relative to the largest number of its tensor.
   *
   * @param found empty if the engine computes nothing
   * @throws IllegalStateException if there are not as many numbers
   */
  static double difference(List<Tensor> expected, List<Tensor> found) {
    if (found.isEmpty()) {
      return 0;
    }
    if (found.size() != expected.size()) {
      throw new IllegalStateException(
          "Expected " + expected.size() + " tensors. Received: " + found.size());
    }
    return IntStream.range(0, found.size())
        .mapToDouble(i -> difference(expected.get(i), found.get(i)))
        .max()
        .orElse(0);
  }

  private static double difference(Tensor expected, Tensor found) {
    if (expected.size() != found.size()) {
      throw new IllegalStateException("Expected " + expected + ". Received: " + found);
    }
    OptionalDouble largest =
        IntStream.range(0, expected.size()).mapToDouble(i -> Math.abs(expected.at(i))).max();
    double scale = Math.max(1e-6, largest.orElse(0));
    double worst = 0;
    for (int i = 0; i < expected.size(); i++) {
      double difference = Math.abs(expected.at(i) - found.at(i)) / scale;
      // NaN is worse than any number.
      worst = difference <= worst ? worst : difference;
    }
    return worst;
  }
}
