package dev.sarvi.layer.operation;

import dev.sarvi.tensor.DType;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.List;
import java.util.Set;

/** One number everywhere, in the shape of a tensor: no gradient reaches it. */
public final class FillingOperation extends TensorOperation {
  private final double value;
  private final DType dtype;

  private FillingOperation(
      OperationType<Like> type, Like config, Operands operands, String name, double value) {
    super(type, config, operands, name);
    this.value = value;
    this.dtype = config.dtype == null ? null : DType.of(config.dtype);
  }

  /**
   * The argument of {@code ones_like} and {@code zeros_like}.
   *
   * @param dtype Keras's name of the type; null for that of the tensor
   */
  public record Like(String dtype) {}

  static List<OperationType<?>> types() {
    return List.of(like("OnesLike", 1), like("ZerosLike", 0));
  }

  private static OperationType<?> like(String className, double value) {
    return new OperationType<>(
        className,
        new Like(null),
        Set.of(),
        List.of("x"),
        (type, config, operands, name) ->
            new FillingOperation(type, config, operands, name, value));
  }

  @Override
  boolean keepsType() {
    return true;
  }

  @Override
  protected DType outputDType(List<DType> inputs) {
    return dtype == null ? super.outputDType(inputs) : dtype;
  }

  @Override
  List<Shape> shapes(List<Shape> operands) {
    return List.of(operands.get(0));
  }

  @Override
  Result run(List<Tensor> operands) {
    Tensor x = operands.get(0);
    return Result.of(Tensor.full(x.shape(), x.dtype(), value), (operand, g) -> null);
  }
}
