package dev.sarvi.layer.operation;

import dev.sarvi.layer.Tracer;
import dev.sarvi.layer.argument.Arguments;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/** The same numbers in other axes. */
public final class ReshapingOperation extends TensorOperation {
  private final List<Integer> to;

  private ReshapingOperation(
      OperationType<?> type, Record config, Operands operands, String name, List<Integer> to) {
    super(type, config, operands, name);
    this.to = to;
  }

  /**
   * The argument of {@code reshape}.
   *
   * @param newshape the batch included; one of its dimensions may be -1: as much as is left
   */
  public record To(List<Integer> newshape) {
    /** Checks the arguments. */
    public To {
      Arguments.require(
          newshape.stream().allMatch(dim -> dim >= -1) && Collections.frequency(newshape, -1) <= 1,
          "There must be at most one unknown dimension (-1) in newshape. Received: newshape="
              + Arguments.tuple(newshape));
    }
  }

  static List<OperationType<?>> types() {
    return List.of(
        new OperationType<>(
            "Reshape",
            new To(List.of(-1)),
            Set.of("newshape"),
            List.of("x"),
            (type, config, operands, name) ->
                new ReshapingOperation(type, config, operands, name, config.newshape)),
        new OperationType<>(
            "Ravel",
            new OperationType.None(),
            Set.of(),
            List.of("x"),
            (type, config, operands, name) ->
                new ReshapingOperation(type, config, operands, name, List.of(-1))));
  }

  @Override
  boolean keepsType() {
    return true;
  }

  @Override
  List<Shape> shapes(List<Shape> operands) {
    Shape x = operands.get(0);
    Shape shape = Shape.of(to);
    if (!x.isKnown()) {
      return List.of(shape);
    }
    int open = to.indexOf(-1);
    long known =
        to.stream().filter(dim -> dim >= 0).mapToLong(dim -> dim).reduce(1, Math::multiplyExact);
    boolean fits = open < 0 ? known == x.size() : known > 0 && x.size() % known == 0;
    Arguments.require(
        fits,
        described()
            + ": The total size of the tensor must be unchanged. Received: input_shape=%s,"
                .formatted(x)
            + " newshape="
            + Arguments.tuple(to));
    return List.of(open < 0 ? shape : shape.with(open, (int) (x.size() / known)));
  }

  @Override
  List<Tracer.Value> steps(List<Tracer.Value> inputs, Tracer tracer) {
    Tracer.Value x = inputs.get(0);
    return List.of(tracer.reshape(x, shapes(List.of(x.shape())).get(0)));
  }

  @Override
  Result run(List<Tensor> operands) {
    Tensor x = operands.get(0);
    Tensor value = x.reshape(shapes(List.of(x.shape())).get(0));
    return Result.of(value, (operand, g) -> g.reshape(x.shape()));
  }
}
