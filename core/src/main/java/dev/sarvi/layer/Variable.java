package dev.sarvi.layer;

import dev.sarvi.tensor.DType;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import dev.sarvi.tensor.TensorPool;

/**
 * A weight of a built layer. Its value is replaced as a whole, never changed in place, so a
 * prediction that runs meanwhile sees the old tensor or the new one. The first value is made when
 * it is first asked for: a model that is read from a file never makes it.
 */
public final class Variable {
  private final Layer owner;
  private final WeightSpec spec;
  private final DType dtype;
  private final long seed;
  private volatile Tensor value;
  private volatile Computed computed;

  /** A value, and what the layer computes with instead. */
  private record Computed(Tensor value, Tensor computeValue) {}

  Variable(Layer owner, WeightSpec spec, long seed) {
    this.owner = owner;
    this.spec = spec;
    this.dtype = spec.dtype() == null ? owner.dtype() : spec.dtype();
    this.seed = seed;
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
    return dtype;
  }

  /** The numbers now. */
  public Tensor value() {
    Tensor now = value;
    return now == null ? initialized() : now;
  }

  private synchronized Tensor initialized() {
    if (value == null) {
      Tensor first = spec.initializer().create(spec.shape(), dtype.arithmetic(), seed);
      value = TensorPool.keep(first.cast(dtype));
    }
    return value;
  }

  /**
   * The numbers as the layer computes with them: rounded to its compute type, unless declared
   * without autocast, and in the type of kernels. Where that is all one type, this is the value
   * itself; otherwise it is made once for each value.
   */
  public Tensor computeValue() {
    Tensor now = value();
    if (now.dtype() == computeDType() && now.dtype() == dtype.arithmetic()) {
      return now;
    }
    Computed last = computed;
    if (last == null || last.value != now) {
      last = new Computed(now, TensorPool.keep(now.cast(computeDType()).widened()));
      computed = last;
    }
    return last.computeValue;
  }

  /** A gradient of {@link #computeValue()} as one of the value: the way back of its conversion. */
  Tensor ofValue(Tensor gradient) {
    return gradient.cast(computeDType()).cast(dtype);
  }

  private DType computeDType() {
    return spec.autocast() ? owner.computeDType() : dtype.arithmetic();
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
  public synchronized void assign(Tensor replacement) {
    if (!replacement.shape().equals(spec.shape())) {
      throw new IllegalArgumentException(
          "Weight "
              + path()
              + " expects shape "
              + spec.shape()
              + ". Received: shape="
              + replacement.shape());
    }
    value = TensorPool.keep(replacement.cast(dtype));
  }

  /** Path, shape and type. */
  @Override
  public String toString() {
    return path() + " " + dtype() + spec.shape();
  }
}
