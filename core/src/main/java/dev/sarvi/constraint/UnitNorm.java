package dev.sarvi.constraint;

import dev.sarvi.tensor.Tensor;
import java.util.List;

/**
 * Gives the weights into each unit norm 1: {@code w / (1e-7 + norm)}. See Keras: UnitNorm.
 *
 * @param axis one or several axes along which the norms are taken; null for all
 */
public record UnitNorm(List<Integer> axis) implements Constraint {
  /** Keras's default: axis 0. */
  public UnitNorm() {
    this(List.of(0));
  }

  @Override
  public Tensor project(Tensor weight) {
    return Norms.rescale(weight, axis, norm -> 1);
  }
}
