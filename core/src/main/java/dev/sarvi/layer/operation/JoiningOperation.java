package dev.sarvi.layer.operation;

import dev.sarvi.kernel.Slices;
import dev.sarvi.layer.argument.Arguments;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Tensors one after another, along an axis that they have or along a new one. */
public final class JoiningOperation extends TensorOperation {
  private final int axis;
  private final boolean isNewAxis;

  private JoiningOperation(
      OperationType<?> type, Along config, Operands operands, String name, boolean isNewAxis) {
    super(type, config, operands, name);
    this.axis = config.axis;
    this.isNewAxis = isNewAxis;
  }

  /**
   * The argument: which axis of the result.
   *
   * @param axis of the result; negative ones count from the end
   */
  public record Along(int axis) {}

  static List<OperationType<?>> types() {
    return List.of(type("Concatenate", false), type("Stack", true));
  }

  private static OperationType<?> type(String className, boolean isNewAxis) {
    return new OperationType<>(
        className,
        new Along(0),
        Set.of(),
        OperationType.LIST,
        (type, config, operands, name) ->
            new JoiningOperation(type, config, operands, name, isNewAxis));
  }

  /** The shape with the axis along which it is joined. */
  private Shape part(Shape shape) {
    if (!isNewAxis) {
      return shape;
    }
    int at = axis < 0 ? axis + shape.rank() + 1 : axis;
    Arguments.require(at >= 0 && at <= shape.rank(), described() + " has no axis " + axis);
    return shape.slice(0, at).concat(Shape.of(1)).concat(shape.slice(at, shape.rank()));
  }

  @Override
  boolean keepsType() {
    return true;
  }

  @Override
  List<Shape> shapes(List<Shape> operands) {
    Shape whole = part(operands.get(0));
    Arguments.require(
        axis >= -whole.rank() && axis < whole.rank(),
        described() + " has no axis " + axis + ". Received shapes " + Arguments.list(operands));
    int length = 0;
    for (Shape operand : operands) {
      Shape part = part(operand);
      Arguments.require(
          whole.with(axis, Shape.UNKNOWN).accepts(part),
          described()
              + " requires inputs with matching shapes except for axis "
              + axis
              + ". Received shapes "
              + Arguments.list(operands));
      boolean isUnknown = length == Shape.UNKNOWN || part.dim(axis) == Shape.UNKNOWN;
      length = isUnknown ? Shape.UNKNOWN : length + part.dim(axis);
      for (int i = 0; i < whole.rank(); i++) {
        whole = whole.dim(i) == Shape.UNKNOWN ? whole.with(i, part.dim(i)) : whole;
      }
    }
    return List.of(whole.with(axis, length));
  }

  @Override
  Result run(List<Tensor> operands) {
    List<Tensor> parts = new ArrayList<>();
    operands.forEach(operand -> parts.add(operand.reshape(part(operand.shape()))));
    return Result.of(
        Slices.join(axis, parts), (operand, g) -> gradient(operands, parts, operand, g));
  }

  private Tensor gradient(List<Tensor> operands, List<Tensor> parts, int operand, Tensor g) {
    int[] sizes = parts.stream().mapToInt(part -> part.shape().dim(axis)).toArray();
    int before = Arrays.stream(sizes, 0, operand).sum();
    int behind = Arrays.stream(sizes, operand + 1, sizes.length).sum();
    Tensor part = Slices.split(g, axis, before, sizes[operand], behind).get(1);
    return part.reshape(operands.get(operand).shape());
  }
}
