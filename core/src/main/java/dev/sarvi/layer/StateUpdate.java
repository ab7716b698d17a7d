package dev.sarvi.layer;

import dev.sarvi.tensor.Tensor;
import java.util.function.UnaryOperator;

/**
 * A new value for a variable that is not learned by gradients, committed after the training step;
 * in prediction too, where a stateful layer goes on from batch to batch. A layer that runs twice in
 * a step updates its variable twice, each time what the time before has made of it.
 *
 * @param variable what is updated
 * @param change from the value before to the value after
 */
public record StateUpdate(Variable variable, UnaryOperator<Tensor> change) {
  /** A value that does not depend on the one before. */
  public static StateUpdate to(Variable variable, Tensor value) {
    return new StateUpdate(variable, before -> value);
  }

  /** The new value. */
  public Tensor value() {
    return change.apply(variable.value());
  }

  /** Makes it so. */
  public void commit() {
    variable.assign(value());
  }
}
