package dev.sarvi.constraint;

import dev.sarvi.tensor.Tensor;
import java.util.List;

/**
 * Keeps the norm of the weights into each unit at a maximum or below: {@code w · clip(norm, 0,
 * maxValue) / (1e-7 + norm)}. See Keras: MaxNorm.
 *
 * @param maxValue the largest norm
 * @param axis one or several axes along which the norms are taken; null for all
 */
public record MaxNorm(double maxValue, List<Integer> axis) implements Constraint {
  /** Keras's defaults: 2, axis 0. */
  public MaxNorm() {
    this(2);
  }

  /** Along axis 0. */
  public MaxNorm(double maxValue) {
    this(maxValue, List.of(0));
  }

  @Override
  public Tensor project(Tensor weight) {
    return Norms.rescale(weight, axis, norm -> Norms.clip(norm, 0, maxValue));
  }
}
