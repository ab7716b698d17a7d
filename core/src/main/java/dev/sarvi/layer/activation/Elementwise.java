package dev.sarvi.layer.activation;

import dev.sarvi.formula.Formula;
import dev.sarvi.layer.Mode;
import dev.sarvi.layer.Options;
import dev.sarvi.layer.Pass;
import dev.sarvi.layer.SingleInputLayer;
import dev.sarvi.layer.Tracer;
import dev.sarvi.layer.WeightSpec;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.List;

/**
 * A layer that computes one formula for every element; its output has its input's shape. The inputs
 * of the formula besides {@code x} are components of the config:
 *
 * <ul>
 *   <li>a number, by its name in camel case: {@code negative_slope} is {@code negativeSlope};
 *   <li>a weight that is learned, by its initializer: {@code alpha} is there if there is an {@code
 *       alphaInitializer}, and has the penalty {@code alphaRegularizer} and the projection {@code
 *       alphaConstraint} if there are those. It has the shape of one sample, with 1 in place of
 *       each axis in {@code sharedAxes}, if there is that; the batch is axis 0.
 * </ul>
 */
public abstract class Elementwise extends SingleInputLayer {
  private final ElementwiseFunction function;
  private final LearnedParameters parameters;

  /**
   * A layer of this config that computes this formula.
   *
   * @throws IllegalArgumentException if the config lacks an input of the formula
   */
  protected Elementwise(Record config, Options options, Formula formula) {
    super(config, options);
    this.parameters = LearnedParameters.of(config, formula);
    this.function = ElementwiseFunction.of(formula, config, parameters.names());
  }

  /** What it computes. */
  public final ElementwiseFunction function() {
    return function;
  }

  @Override
  public final Shape outputShape(Shape input) {
    if (parameters.names().isEmpty()) {
      return input;
    }
    if (isBuilt()) {
      requireFitting(input);
    } else {
      parameters.shape(input, described());
    }
    return input;
  }

  @Override
  protected final List<WeightSpec> weights(Shape input) {
    return parameters.names().isEmpty()
        ? List.of()
        : parameters.specs(parameters.shape(input, described()));
  }

  private void requireFitting(Shape input) {
    Shape built = inputShapes().get(0);
    requireRank(input, built.rank());
    Shape weight = ownVariables().get(0).shape();
    for (int axis = 1; axis < input.rank(); axis++) {
      boolean shared = weight.dim(axis - 1) == 1 && built.dim(axis) != 1;
      if (!shared && input.dim(axis) != Shape.UNKNOWN && input.dim(axis) != weight.dim(axis - 1)) {
        throw new IllegalArgumentException(
            described()
                + " is incompatible with its input: expected axis "
                + axis
                + " of input shape to have value "
                + weight.dim(axis - 1)
                + ", but received input with shape "
                + input);
      }
    }
  }

  @Override
  public final boolean supportsMasking() {
    return true;
  }

  @Override
  protected final Tracer.Value steps(Tracer.Value input, Tracer tracer) {
    return function.steps(input, ownVariables(), tracer);
  }

  @Override
  protected final Pass forward(Tensor input, Mode mode) {
    return function.apply(input, ownVariables());
  }
}
