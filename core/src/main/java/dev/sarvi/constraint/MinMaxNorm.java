package dev.sarvi.constraint;

import dev.sarvi.tensor.Tensor;
import java.util.List;

/**
 * Moves the norm of the weights into each unit into a range: {@code w · (rate · clip(norm,
 * minValue, maxValue) + (1 - rate) · norm) / (1e-7 + norm)}. See Keras: MinMaxNorm.
 *
 * @param minValue the smallest norm
 * @param maxValue the largest norm
 * @param rate how far each step goes: 1 for all the way
 * @param axis one or several axes along which the norms are taken; null for all
 */
public record MinMaxNorm(double minValue, double maxValue, double rate, List<Integer> axis)
    implements Constraint {
  /** Keras's defaults: 0, 1, 1, axis 0. */
  public MinMaxNorm() {
    this(0, 1, 1, List.of(0));
  }

  @Override
  public Tensor project(Tensor weight) {
    return Norms.rescale(
        weight, axis, norm -> rate * Norms.clip(norm, minValue, maxValue) + (1 - rate) * norm);
  }
}
