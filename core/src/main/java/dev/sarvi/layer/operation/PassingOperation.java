package dev.sarvi.layer.operation;

import dev.sarvi.layer.Tracer;
import dev.sarvi.tensor.DType;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.List;
import java.util.Set;

/** Passes a tensor on: in another type, or as a constant that no gradient goes through. */
public final class PassingOperation extends TensorOperation {
  private final DType to;
  private final boolean isStopped;

  private PassingOperation(
      OperationType<?> type,
      Record config,
      Operands operands,
      String name,
      DType to,
      boolean isStopped) {
    super(type, config, operands, name);
    this.to = to;
    this.isStopped = isStopped;
  }

  /**
   * The argument of {@code cast}.
   *
   * @param dtype Keras's name of the type
   */
  public record Cast(String dtype) {}

  static List<OperationType<?>> types() {
    return List.of(
        new OperationType<>(
            "Cast",
            new Cast("float32"),
            Set.of("dtype"),
            List.of("x"),
            (type, config, operands, name) ->
                new PassingOperation(type, config, operands, name, DType.of(config.dtype), false)),
        withoutArguments("Copy", false),
        withoutArguments("StopGradient", true));
  }

  private static OperationType<?> withoutArguments(String className, boolean isStopped) {
    return new OperationType<>(
        className,
        new OperationType.None(),
        Set.of(),
        List.of("x"),
        (type, config, operands, name) ->
            new PassingOperation(type, config, operands, name, null, isStopped));
  }

  @Override
  boolean keepsType() {
    return true;
  }

  @Override
  protected DType outputDType(List<DType> inputs) {
    return to == null ? super.outputDType(inputs) : to;
  }

  @Override
  List<Shape> shapes(List<Shape> operands) {
    return operands;
  }

  @Override
  List<Tracer.Value> steps(List<Tracer.Value> inputs, Tracer tracer) {
    return inputs;
  }

  @Override
  Result run(List<Tensor> operands) {
    boolean isConstant = isStopped || (to != null && !to.isFloating());
    return Result.of(operands.get(0), (operand, g) -> isConstant ? null : g);
  }
}
