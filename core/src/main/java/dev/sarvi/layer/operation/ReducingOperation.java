package dev.sarvi.layer.operation;

import dev.sarvi.tensor.DType;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;

/** An operation that makes one value of all elements along some axes. */
public final class ReducingOperation extends TensorOperation {
  private final Reduction reduction;
  private final OfAxes axes;

  private ReducingOperation(
      OperationType<?> type,
      Record config,
      Operands operands,
      String name,
      OfAxes axes,
      Reduction reduction) {
    super(type, config, operands, name);
    this.axes = axes;
    this.reduction = reduction;
  }

  /** How a reduction is computed; axes that are reduced have length 1 in its results. */
  interface Reduction {
    Tensor value(Tensor x, Shape reduced);

    /** The gradient of x; y is the value. */
    Tensor gradient(Tensor x, Tensor y, Tensor g);

    /** Whether the results are true or false. */
    default boolean isTruth() {
      return false;
    }
  }

  /**
   * The arguments of most reductions.
   *
   * @param axis which axes; null for all
   * @param keepdims whether they stay, with length 1
   */
  public record OfAxes(List<Integer> axis, boolean keepdims) {}

  /** A kind of operation. */
  static OperationType<?> type(String className, Reduction reduction) {
    return type(className, new OfAxes(null, false), axes -> axes, reduction);
  }

  /** A kind of operation with more arguments. */
  static <C extends Record> OperationType<C> type(
      String className, C defaults, Function<C, OfAxes> axes, Reduction reduction) {
    return new OperationType<>(
        className,
        defaults,
        Set.of(),
        List.of("x"),
        (type, config, operands, name) ->
            new ReducingOperation(type, config, operands, name, axes.apply(config), reduction));
  }

  private List<Integer> axes(Shape x) {
    try {
      return axes.axis == null
          ? IntStream.range(0, x.rank()).boxed().toList()
          : axes.axis.stream().map(x::axis).toList();
    } catch (IndexOutOfBoundsException e) {
      throw new IllegalArgumentException(described() + ": " + e.getMessage(), e);
    }
  }

  private Shape reduced(Shape x) {
    Shape reduced = x;
    for (int axis : axes(x)) {
      reduced = reduced.with(axis, 1);
    }
    return reduced;
  }

  @Override
  protected DType outputDType(List<DType> inputs) {
    return reduction.isTruth() ? DType.BOOL : super.outputDType(inputs);
  }

  @Override
  List<Shape> shapes(List<Shape> operands) {
    Shape x = operands.get(0);
    if (axes.keepdims) {
      return List.of(reduced(x));
    }
    List<Integer> left = axes(x);
    return List.of(
        Shape.of(
            IntStream.range(0, x.rank())
                .filter(axis -> !left.contains(axis))
                .map(x::dim)
                .toArray()));
  }

  @Override
  Result run(List<Tensor> operands) {
    Tensor x = operands.get(0);
    Shape to = shapes(List.of(x.shape())).get(0);
    Shape reduced = reduced(x.shape());
    Tensor y = reduction.value(x, reduced);
    return Result.of(y.reshape(to), (operand, g) -> reduction.gradient(x, y, g.reshape(reduced)));
  }
}
