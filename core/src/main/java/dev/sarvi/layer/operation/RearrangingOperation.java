package dev.sarvi.layer.operation;

import dev.sarvi.kernel.Axis;
import dev.sarvi.kernel.Rearrangement;
import dev.sarvi.kernel.TensorMath;
import dev.sarvi.layer.argument.Arguments;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * An operation whose outputs are elements of its only operand in another order, repeated, or left
 * out. It says only where they come from; shapes, values and the gradient follow.
 */
public final class RearrangingOperation extends TensorOperation {
  private final Arrange<Record> arrange;

  private RearrangingOperation(
      OperationType<?> type,
      Record config,
      Operands operands,
      String name,
      Arrange<Record> arrange) {
    super(type, config, operands, name);
    this.arrange = arrange;
  }

  /** Says for a config and the operand's shape, what the axes of each output are. */
  interface Arrange<C> extends BiFunction<C, Shape, List<List<Axis>>> {}

  /** A kind of operation with one output. */
  static <C extends Record> OperationType<C> type(
      String className, C defaults, Set<String> required, BiFunction<C, Shape, List<Axis>> axes) {
    return type(className, defaults, required, List.of("x"), (c, x) -> List.of(axes.apply(c, x)));
  }

  /** A kind of operation. */
  @SuppressWarnings("unchecked") // the config of an operation is of its type's class
  static <C extends Record> OperationType<C> type(
      String className,
      C defaults,
      Set<String> required,
      List<String> parameters,
      Arrange<C> arrange) {
    return new OperationType<>(
        className,
        defaults,
        required,
        parameters,
        (type, config, operands, name) ->
            new RearrangingOperation(type, config, operands, name, (Arrange<Record>) arrange));
  }

  private List<List<Axis>> axes(Shape shape) {
    try {
      return arrange.apply(config(), shape);
    } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
      String message = described() + ": " + e.getMessage() + ". Received: x.shape=" + shape;
      throw new IllegalArgumentException(message, e);
    }
  }

  @Override
  boolean keepsType() {
    return true;
  }

  @Override
  List<Shape> shapes(List<Shape> operands) {
    return axes(operands.get(0)).stream().map(Rearrangement::shape).toList();
  }

  @Override
  Result run(List<Tensor> operands) {
    Tensor x = operands.get(0);
    double outside = config() instanceof Padding padding ? padding.constant() : 0;
    List<Tensor> parts =
        axes(x.shape()).stream()
            .map(axes -> new Rearrangement(x.shape(), axes).apply(x, outside))
            .toList();
    return new Result(parts, (operand, gradients) -> gradient(x.shape(), gradients));
  }

  private Tensor gradient(Shape shape, List<Tensor> gradients) {
    List<List<Axis>> axes = axes(shape);
    Tensor sum = null;
    for (int i = 0; i < gradients.size(); i++) {
      Tensor part = new Rearrangement(shape, axes.get(i)).gradient(gradients.get(i));
      sum = sum == null ? part : TensorMath.sum(sum, part);
    }
    return sum;
  }

  /** A config that fills in elements that the operand does not have. */
  interface Padding {
    double constant();
  }

  /** Refuses an argument. */
  static void require(boolean good, String message) {
    Arguments.require(good, message);
  }
}
