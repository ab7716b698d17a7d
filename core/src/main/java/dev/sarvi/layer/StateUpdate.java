package dev.sarvi.layer;

import dev.sarvi.tensor.Tensor;

/**
 * A new value for a variable that is not learned by gradients, committed after the training step.
 */
public record StateUpdate(Variable variable, Tensor value) {
  /** Makes it so. */
  public void commit() {
    variable.assign(value);
  }
}
