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
 * @param autocast whether it is rounded to the layer's compute type where that has 16 bits
 */
public record WeightSpec(
    String name,
    Shape shape,
    Initializer initializer,
    Regularizer regularizer,
    Constraint constraint,
    boolean trainable,
    boolean autocast) {

  /** A weight moved by gradients. */
  public static WeightSpec trainable(
      String name,
      Shape shape,
      Initializer initializer,
      Regularizer regularizer,
      Constraint constraint) {
    return new WeightSpec(name, shape, initializer, regularizer, constraint, true, true);
  }

  /** A weight that the layer itself updates, and uses as it is. */
  public static WeightSpec state(String name, Shape shape, Initializer initializer) {
    return new WeightSpec(name, shape, initializer, null, null, false, false);
  }

  /** The same, but used as it is, whatever the layer's compute type. */
  public WeightSpec withoutAutocast() {
    return new WeightSpec(name, shape, initializer, regularizer, constraint, trainable, false);
  }
}
