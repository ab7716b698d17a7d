package dev.sarvi.train;

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

  /** The mean of both. */
  public Mean plus(Mean other) {
    return new Mean(total + other.total, count + other.count);
  }

  /** The mean; 0 of nothing, as in Keras. */
  public double value() {
    return count == 0 ? 0 : total / count;
  }
}
