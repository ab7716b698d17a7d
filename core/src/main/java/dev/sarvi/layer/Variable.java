package dev.sarvi.layer;

import dev.sarvi.tensor.DType;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;

/**
 * A weight of a built layer. Its value is replaced as a whole, never changed in place, so a
 * prediction that runs meanwhile sees the old tensor or the new one.
 */
public final class Variable {
  private final Layer owner;
  private final WeightSpec spec;
  private volatile Tensor value;

  Variable(Layer owner, WeightSpec spec, Tensor value) {
    this.owner = owner;
    this.spec = spec;
    this.value = value;
  }

  /** What the layer declared. */
  public WeightSpec spec() {
    return spec;
  }

  /** Keras's path: {@code conv2d/kernel}. */
  public String path() {
    return owner.name() + "/" + spec.name();
  }

  /** The shape. */
  public Shape shape() {
    return spec.shape();
  }

  /** The element type. */
  public DType dtype() {
    return value.dtype();
  }

  /** The numbers now. */
  public Tensor value() {
    return value;
  }

  /** Whether gradients move it: it was declared so, and its layer is not frozen. */
  public boolean isTrainable() {
    return spec.trainable() && owner.trainable();
  }

  /**
   * Sets the value, in this variable's element type.
   *
   * @throws IllegalArgumentException if the shape differs
   */
  public void assign(Tensor replacement) {
    if (!replacement.shape().equals(spec.shape())) {
      throw new IllegalArgumentException(
          "Weight "
              + path()
              + " expects shape "
              + spec.shape()
              + ". Received: shape="
              + replacement.shape());
    }
    value = replacement.cast(dtype());
  }

  /** Path, shape and type. */
  @Override
  public String toString() {
    return path() + " " + dtype() + spec.shape();
  }
}
