package dev.sarvi.layer.operation;

import dev.sarvi.layer.Mode;
import dev.sarvi.layer.Names;
import dev.sarvi.layer.Operation;
import dev.sarvi.layer.Pass;
import dev.sarvi.layer.Tracer;
import dev.sarvi.layer.argument.Arguments;
import dev.sarvi.tensor.DType;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * A function of tensors and constants, as {@code keras.ops} has them: no weights, no mode, and a
 * gradient for each tensor.
 */
public abstract class TensorOperation extends Operation {
  private final OperationType<?> type;
  private final Operands operands;

  TensorOperation(OperationType<?> type, Record config, Operands operands, String name) {
    super(config, name == null ? Names.next(type.className()) : name);
    this.type = type;
    this.operands = operands;
  }

  /** What kind it is. */
  public final OperationType<?> type() {
    return type;
  }

  /** Which of the things that it is called on are constants. */
  public final Operands operands() {
    return operands;
  }

  @Override
  public final String className() {
    return type.className();
  }

  @Override
  protected final String described() {
    return super.described();
  }

  /** The shapes of the outputs; constants are among the operands. */
  abstract List<Shape> shapes(List<Shape> operands);

  /** Computes; the operands have one type, constants among them. */
  abstract Result run(List<Tensor> operands);

  /** The outputs, and the way back. */
  record Result(List<Tensor> outputs, Back back) {
    /** Of one output. */
    static Result of(Tensor output, SingleBack back) {
      return new Result(
          List.of(output), (operand, gradients) -> back.of(operand, gradients.get(0)));
    }
  }

  /** From the outputs' gradients to one operand's. */
  @FunctionalInterface
  interface Back {
    /** One operand's gradient, in its shape; null where it has none. */
    Tensor of(int operand, List<Tensor> gradients);
  }

  /** From the only output's gradient to one operand's. */
  @FunctionalInterface
  interface SingleBack {
    /** One operand's gradient, in its shape; null where it has none. */
    Tensor of(int operand, Tensor gradient);
  }

  @Override
  public final List<Shape> outputShapes(List<Shape> inputs) {
    List<Shape> all = operands.among(inputs, Constant::shape);
    Arguments.require(
        type.takes(all.size()),
        described() + " is called on " + type.parameters() + ". Received: " + all);
    return shapes(all);
  }

  /** Whether it only moves elements, which then may be of any type and keep it. */
  boolean keepsType() {
    return false;
  }

  /** One type for all: the widest of the floating ones; else the only one; else float32. */
  static DType common(List<DType> types) {
    List<DType> floating = types.stream().filter(DType::isFloating).distinct().toList();
    if (floating.contains(DType.FLOAT64)) {
      return DType.FLOAT64;
    }
    List<DType> distinct = floating.isEmpty() ? types.stream().distinct().toList() : floating;
    return distinct.size() == 1 ? distinct.get(0) : DType.FLOAT32;
  }

  @Override
  protected DType outputDType(List<DType> inputs) {
    DType common = common(inputs);
    return common.isFloating() || keepsType() ? common : DType.FLOAT32;
  }

  @Override
  public final List<Tracer.Value> trace(List<Tracer.Value> inputs, Tracer tracer) {
    List<DType> types = inputs.stream().map(Tracer.Value::dtype).toList();
    DType common = common(types);
    boolean isPlain =
        common == common.arithmetic()
            && types.stream().allMatch(common::equals)
            && outputDType(types) == common;
    return isPlain ? steps(inputs, tracer) : tracer.call(this, inputs);
  }

  /** What it does for a plan, where nothing is to be converted. */
  List<Tracer.Value> steps(List<Tracer.Value> inputs, Tracer tracer) {
    return tracer.call(this, inputs);
  }

  @Override
  public final Pass call(List<Tensor> inputs, Mode mode) {
    outputShapes(inputs.stream().map(Tensor::shape).toList());
    List<DType> types = inputs.stream().map(Tensor::dtype).toList();
    DType common = common(types);
    DType inside = keepsType() ? common : common.arithmetic();
    List<Tensor> cast = inputs.stream().map(x -> x.cast(common).cast(inside)).toList();
    Result result = run(operands.among(cast, constant -> constant.as(inside)));
    DType dtype = outputDType(types);
    return new Pass(
        result.outputs().stream().map(y -> y.cast(dtype)).toList(),
        (gradients, weights) -> gradients(result, types, gradients),
        List.of(),
        List.of());
  }

  private List<Tensor> gradients(Result result, List<DType> types, List<Tensor> gradients) {
    DType inside = common(types).arithmetic();
    List<Tensor> widened = gradients.stream().map(g -> g.cast(inside)).toList();
    List<Tensor> back = new ArrayList<>();
    for (int i = 0; i < types.size() + operands.constants().size(); i++) {
      if (!operands.constants().containsKey(i)) {
        DType given = types.get(back.size());
        Tensor gradient = given.isFloating() ? result.back().of(i, widened) : null;
        back.add(gradient == null ? null : gradient.cast(given));
      }
    }
    return back;
  }
}
