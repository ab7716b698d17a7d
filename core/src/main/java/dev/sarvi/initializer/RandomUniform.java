package dev.sarvi.initializer;

import dev.sarvi.tensor.DType;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;

/**
 * Uniformly distributed. See Keras: RandomUniform.
 *
 * @param minval lower end, inclusive
 * @param maxval upper end, exclusive
 * @param seed gives the same numbers at each use; null for other numbers at each use
 */
public record RandomUniform(double minval, double maxval, Long seed) implements Initializer {
  /** Keras's defaults: -0.05 and 0.05. */
  public RandomUniform() {
    this(-0.05, 0.05, null);
  }

  @Override
  public Tensor create(Shape shape, DType dtype, long fallback) {
    CounterRandom random = Fill.random(seed, fallback);
    return Fill.of(shape, dtype, i -> minval + (maxval - minval) * random.uniform(i));
  }
}
