package dev.sarvi.layer;

import dev.sarvi.constraint.Constraint;
import dev.sarvi.initializer.Initializer;
import dev.sarvi.regularizer.Regularizer;
import dev.sarvi.tensor.DType;
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
 * @param dtype its type, or null for that of the layer's weights
 */
public record WeightSpec(
    String name,
    Shape shape,
    Initializer initializer,
    Regularizer regularizer,
    Constraint constraint,
    boolean trainable,
    boolean autocast,
    DType dtype) {

  /** A weight moved by gradients. */
  public static WeightSpec trainable(
      String name,
      Shape shape,
      Initializer initializer,
      Regularizer regularizer,
      Constraint constraint) {
    return new WeightSpec(name, shape, initializer, regularizer, constraint, true, true, null);
  }

  /** A weight that the layer itself updates, and uses as it is. */
  public static WeightSpec state(String name, Shape shape, Initializer initializer) {
    return new WeightSpec(name, shape, initializer, null, null, false, false, null);
  }

  /** The same, but used as it is, whatever the layer's compute type. */
  public WeightSpec withoutAutocast() {
    return withAutocast(false);
  }

  /** The same, but rounded to the layer's compute type where that has 16 bits. */
  public WeightSpec withAutocast() {
    return withAutocast(true);
  }

  private WeightSpec withAutocast(boolean cast) {
    return new WeightSpec(
        name, shape, initializer, regularizer, constraint, trainable, cast, dtype);
  }

  /** The same, of a type of its own. */
  public WeightSpec withDType(DType other) {
    return new WeightSpec(
        name, shape, initializer, regularizer, constraint, trainable, autocast, other);
  }
}
