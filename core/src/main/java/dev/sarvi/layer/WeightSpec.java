package dev.sarvi.layer;

import dev.sarvi.constraint.Constraint;
import dev.sarvi.initializer.Initializer;
import dev.sarvi.regularizer.Regularizer;
import dev.sarvi.tensor.Shape;

/**
 * A weight that a layer declares for an input shape.
 *
 * @param name Keras's, such as {@code kernel}
 * @param shape fully known
 * @param initializer how it starts
 * @param regularizer added to the loss while it is trained, or null
 * @param constraint applied after each step, or null
 * @param trainable whether gradients move it
 */
public record WeightSpec(
    String name,
    Shape shape,
    Initializer initializer,
    Regularizer regularizer,
    Constraint constraint,
    boolean trainable) {

  /** A weight moved by gradients. */
  public static WeightSpec trainable(
      String name,
      Shape shape,
      Initializer initializer,
      Regularizer regularizer,
      Constraint constraint) {
    return new WeightSpec(name, shape, initializer, regularizer, constraint, true);
  }

  /** A weight that the layer itself updates. */
  public static WeightSpec state(String name, Shape shape, Initializer initializer) {
    return new WeightSpec(name, shape, initializer, null, null, false);
  }
}
