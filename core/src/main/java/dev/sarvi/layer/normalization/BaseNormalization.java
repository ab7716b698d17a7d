package dev.sarvi.layer.normalization;

import dev.sarvi.layer.Options;
import dev.sarvi.layer.Pass;
import dev.sarvi.layer.SingleInputLayer;
import dev.sarvi.layer.StateUpdate;
import dev.sarvi.layer.Variable;
import dev.sarvi.layer.argument.Arguments;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** A layer that standardizes groups of its input's elements. */
abstract class BaseNormalization extends SingleInputLayer {
  BaseNormalization(Record config, Options options) {
    super(config, options);
  }

  @Override
  public boolean supportsMasking() {
    return true;
  }

  /** Refuses axes that the input lacks, in Keras's words. */
  final void requireAxes(Shape input, List<Integer> axes) {
    for (int axis : axes) {
      Arguments.require(
          axis >= -input.rank() && axis < input.rank(),
          "%s: Axis %d is out of bounds for input shape %s. Received: axis=%s",
          described(),
          axis,
          input,
          axes.size() == 1 ? axis : axes);
    }
  }

  /** Refuses axes that the input lacks, or that have another size than gamma was made for. */
  final void requireBuiltAxes(Shape input, List<Integer> axes) {
    requireAxes(input, axes);
    if (isBuilt()) {
      requireRank(input, inputShapes().get(0).rank());
    }
    axes.forEach(axis -> requireBuiltSize(input, axis));
  }

  /** The sizes of these axes, in the order in which Keras sorts them. */
  static Shape sizes(Shape input, List<Integer> axes) {
    return Shape.of(axes.stream().sorted().map(input::dim).toList());
  }

  /** The shape with 1 along these axes. */
  static Shape without(Shape input, List<Integer> axes) {
    Shape rest = input;
    for (int axis : axes) {
      rest = rest.with(axis, 1);
    }
    return rest;
  }

  /** The shape with 1 along all other axes. */
  static Shape only(Shape input, List<Integer> axes) {
    int[] dims = new int[input.rank()];
    Arrays.fill(dims, 1);
    axes.forEach(axis -> dims[input.axis(axis)] = input.dim(axis));
    return Shape.of(dims);
  }

  /** A weight of this layer, if there is one of that name. */
  final Optional<Variable> weight(String name) {
    return ownVariables().stream().filter(one -> one.spec().name().equals(name)).findFirst();
  }

  /** What a weight computes with, in this shape; null if there is none of that name. */
  final Tensor weight(String name, Shape shape) {
    return weight(name).map(one -> one.computeValue().reshape(shape)).orElse(null);
  }

  /**
   * The pass of a standardization.
   *
   * @param gamma the name of the weight that multiplies
   * @param inputGradient of the output's gradient
   */
  final Pass pass(
      Standardization by,
      String gamma,
      BiFunction<Standardization, Tensor, Tensor> inputGradient,
      List<StateUpdate> updates) {
    return Pass.of(
        by.output(),
        (outputs, gradients) -> {
          Tensor g = outputs.get(0);
          weight(gamma)
              .ifPresent(one -> gradients.add(one, () -> by.gammaGradient(g).reshape(one.shape())));
          weight("beta")
              .ifPresent(one -> gradients.add(one, () -> by.betaGradient(g).reshape(one.shape())));
          return List.of(inputGradient.apply(by, g));
        },
        updates);
  }
}
