package dev.sarvi.layer;

import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.List;

/** A layer of exactly one input and one output. */
public abstract class SingleInputLayer extends Layer {
  /** A layer of this config. */
  protected SingleInputLayer(Record config, Options options) {
    super(config, options);
  }

  /**
   * The shape of the output.
   *
   * @throws IllegalArgumentException if the layer cannot work on such an input
   */
  public abstract Shape outputShape(Shape input);

  /** The weights this layer needs on such an input. */
  protected List<WeightSpec> weights(Shape input) {
    return List.of();
  }

  /** Builds the layers inside this one. */
  protected void buildChildren(Shape input) {}

  /** The mathematics. */
  protected abstract Pass forward(Tensor input, Mode mode);

  @Override
  public final List<Shape> outputShapes(List<Shape> inputs) {
    return List.of(outputShape(single(inputs)));
  }

  @Override
  protected final List<WeightSpec> weights(List<Shape> inputs) {
    return weights(single(inputs));
  }

  @Override
  protected final void buildChildren(List<Shape> inputs) {
    buildChildren(single(inputs));
  }

  @Override
  protected final Pass forward(List<Tensor> inputs, Mode mode) {
    return forward(single(inputs), mode);
  }

  @Override
  protected final List<Tracer.Value> steps(List<Tracer.Value> inputs, Tracer tracer) {
    return List.of(steps(single(inputs), tracer));
  }

  /** What it does in prediction, without masks: the same as {@code forward}, to the bit. */
  protected Tracer.Value steps(Tracer.Value input, Tracer tracer) {
    return tracer.call(this, List.of(input)).get(0);
  }

  /** Refuses an input of lower rank, in Keras's words. */
  protected final void requireMinimumRank(Shape input, int rank) {
    if (input.rank() < rank) {
      throw new IllegalArgumentException(
          described()
              + " expected min_ndim="
              + rank
              + ", found ndim="
              + input.rank()
              + ". Full shape received: "
              + input);
    }
  }

  /** Refuses another size along an axis than the one that the weights were made for. */
  protected final void requireBuiltSize(Shape input, int axis) {
    if (!isBuilt()) {
      return;
    }
    int size = inputShapes().get(0).dim(axis);
    if (input.dim(axis) != size && input.dim(axis) != Shape.UNKNOWN) {
      throw new IllegalArgumentException(
          described()
              + " expected axis "
              + axis
              + " of input shape to have value "
              + size
              + ", but received input with shape "
              + input);
    }
  }

  private <T> T single(List<T> inputs) {
    if (inputs.size() != 1) {
      throw new IllegalArgumentException(
          described() + " expects 1 input. Received: " + inputs.size() + " inputs: " + inputs);
    }
    return inputs.get(0);
  }
}
