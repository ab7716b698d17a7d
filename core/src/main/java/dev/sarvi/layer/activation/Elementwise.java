package dev.sarvi.layer.activation;

import dev.sarvi.layer.Mode;
import dev.sarvi.layer.Options;
import dev.sarvi.layer.Pass;
import dev.sarvi.layer.SingleInputLayer;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;

/** A layer that computes one formula for every element; its output has its input's shape. */
public abstract class Elementwise extends SingleInputLayer {
  private final ElementwiseFunction function;

  /** A layer of this config that computes this function. */
  protected Elementwise(Record config, Options options, ElementwiseFunction function) {
    super(config, options);
    this.function = function;
  }

  /** What it computes. */
  public final ElementwiseFunction function() {
    return function;
  }

  @Override
  public final Shape outputShape(Shape input) {
    requireFitting(input);
    return input;
  }

  /** Refuses an input that does not fit the weights. */
  protected void requireFitting(Shape input) {}

  @Override
  protected final Pass forward(Tensor input, Mode mode) {
    return function.apply(input, ownVariables());
  }
}
