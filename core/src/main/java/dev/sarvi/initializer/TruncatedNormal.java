package dev.sarvi.initializer;

import dev.sarvi.tensor.DType;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;

/**
 * Normally distributed, drawn again outside two standard deviations. See Keras: TruncatedNormal.
 *
 * @param mean of the distribution
 * @param stddev the standard deviation before numbers outside are drawn again
 * @param seed gives the same numbers at each use; null for other numbers at each use
 */
public record TruncatedNormal(double mean, double stddev, Long seed) implements Initializer {
  /** Keras's defaults: 0.0 and 0.05. */
  public TruncatedNormal() {
    this(0.0, 0.05, null);
  }

  @Override
  public Tensor create(Shape shape, DType dtype, long fallback) {
    CounterRandom random = Fill.random(seed, fallback);
    return Fill.of(shape, dtype, i -> mean + stddev * random.truncatedNormal(i));
  }
}
