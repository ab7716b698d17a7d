package dev.sarvi.train;

import dev.sarvi.tensor.Tensor;
import java.util.function.IntToDoubleFunction;

/**
 * A mean that grows.
 *
 * @param total the weighted sum so far
 * @param count the sum of the weights so far
 */
public record Mean(double total, double count) {
  /** Of nothing yet. */
  public static final Mean NONE = new Mean(0, 0);

  /** A value that counts that often. */
  public static Mean of(double value, double count) {
    return new Mean(value * count, count);
  }

  /**
   * The mean of the values of rows.
   *
   * @param weight one for each row, null for none
   * @throws IllegalArgumentException if there is another number of weights
   */
  static Mean ofRows(int rows, IntToDoubleFunction value, Tensor weight) {
    if (weight != null && weight.size() != rows) {
      throw new IllegalArgumentException(
          "Expected a weight for each of the "
              + rows
              + " values of a metric. Received: weight.shape="
              + weight.shape());
    }
    Mean mean = NONE;
    for (int row = 0; row < rows; row++) {
      mean = mean.plus(of(value.applyAsDouble(row), weight == null ? 1 : weight.at(row)));
    }
    return mean;
  }

  /** The mean of both. */
  public Mean plus(Mean other) {
    return new Mean(total + other.total, count + other.count);
  }

  /** The mean; 0 of nothing, as in Keras. */
  public double value() {
    return count == 0 ? 0 : total / count;
  }
}
