package dev.sarvi.layer.operation;

import dev.sarvi.layer.Node;
import dev.sarvi.layer.SymbolicTensor;
import java.util.Arrays;
import java.util.List;

/**
 * Functions of symbolic tensors, by the names that they have in Keras's {@code keras.ops}: what
 * functional models are written with between their layers.
 *
 * <pre>{@code
 * SymbolicTensor x = Input.of(8);
 * SymbolicTensor y = Ops.multiply(Ops.add(new Dense(8).apply(x), x), 0.5);
 * Model model = Model.of(x, y);
 * }</pre>
 *
 * <p>Operands broadcast against each other. Axes are counted with the batch as axis 0; negative
 * ones count from the end. See <a href="https://keras.io/api/ops/">Keras: ops</a>.
 */
public final class Ops {
  private Ops() {}

  /**
   * Any operation of {@link Operations} on tensors.
   *
   * @param className Keras's, such as {@code "LogicalAnd"}
   * @throws IllegalArgumentException if there is none of that name, or it takes other operands
   */
  public static Node call(String className, Record config, SymbolicTensor... operands) {
    return call(className, config, Operands.TENSORS, List.of(operands));
  }

  /** Any operation of {@link Operations} on tensors with constants among them. */
  public static Node call(
      String className, Record config, Operands constants, List<SymbolicTensor> tensors) {
    OperationType<?> type =
        Operations.named(className)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "Unknown operation: "
                            + className
                            + ". Expected one of: "
                            + Operations.known().stream().map(OperationType::className).toList()));
    return type.create(config, constants, null).applyAll(tensors);
  }

  private static SymbolicTensor of(String className, SymbolicTensor... operands) {
    return of(className, new OperationType.None(), operands);
  }

  private static SymbolicTensor of(String className, Record config, SymbolicTensor... operands) {
    return call(className, config, operands).outputs().get(0);
  }

  private static SymbolicTensor of(String className, SymbolicTensor x, Constant second) {
    return call(className, new OperationType.None(), Operands.of(1, second), List.of(x))
        .outputs()
        .get(0);
  }

  private static SymbolicTensor of(String className, Constant first, SymbolicTensor x) {
    return call(className, new OperationType.None(), Operands.of(0, first), List.of(x))
        .outputs()
        .get(0);
  }

  /** {@code x1 + x2}. */
  public static SymbolicTensor add(SymbolicTensor x1, SymbolicTensor x2) {
    return of("Add", x1, x2);
  }

  /** {@code x1 + x2}, which is the same everywhere. */
  public static SymbolicTensor add(SymbolicTensor x1, double x2) {
    return of("Add", x1, Constant.of(x2));
  }

  /** {@code x1 + x2}, where {@code x1} is the same everywhere. */
  public static SymbolicTensor add(double x1, SymbolicTensor x2) {
    return of("Add", Constant.of(x1), x2);
  }

  /** {@code x1 - x2}. */
  public static SymbolicTensor subtract(SymbolicTensor x1, SymbolicTensor x2) {
    return of("Subtract", x1, x2);
  }

  /** {@code x1 - x2}, which is the same everywhere. */
  public static SymbolicTensor subtract(SymbolicTensor x1, double x2) {
    return of("Subtract", x1, Constant.of(x2));
  }

  /** {@code x1 - x2}, where {@code x1} is the same everywhere. */
  public static SymbolicTensor subtract(double x1, SymbolicTensor x2) {
    return of("Subtract", Constant.of(x1), x2);
  }

  /** {@code x1 · x2}. */
  public static SymbolicTensor multiply(SymbolicTensor x1, SymbolicTensor x2) {
    return of("Multiply", x1, x2);
  }

  /** {@code x1 · x2}, which is the same everywhere. */
  public static SymbolicTensor multiply(SymbolicTensor x1, double x2) {
    return of("Multiply", x1, Constant.of(x2));
  }

  /** {@code x1 · x2}, where {@code x1} is the same everywhere. */
  public static SymbolicTensor multiply(double x1, SymbolicTensor x2) {
    return of("Multiply", Constant.of(x1), x2);
  }

  /** {@code x1 / x2}. */
  public static SymbolicTensor divide(SymbolicTensor x1, SymbolicTensor x2) {
    return of("TrueDivide", x1, x2);
  }

  /** {@code x1 / x2}, which is the same everywhere. */
  public static SymbolicTensor divide(SymbolicTensor x1, double x2) {
    return of("TrueDivide", x1, Constant.of(x2));
  }

  /** {@code x1 / x2}, where {@code x1} is the same everywhere. */
  public static SymbolicTensor divide(double x1, SymbolicTensor x2) {
    return of("TrueDivide", Constant.of(x1), x2);
  }

  /** {@code x1} to the power of {@code x2}. */
  public static SymbolicTensor power(SymbolicTensor x1, SymbolicTensor x2) {
    return of("Power", x1, x2);
  }

  /** {@code x1} to the power of {@code x2}, which is the same everywhere. */
  public static SymbolicTensor power(SymbolicTensor x1, double x2) {
    return of("Power", x1, Constant.of(x2));
  }

  /** {@code x1} to the power of {@code x2}, where {@code x1} is the same everywhere. */
  public static SymbolicTensor power(double x1, SymbolicTensor x2) {
    return of("Power", Constant.of(x1), x2);
  }

  /** The larger of two; NaN if either is. */
  public static SymbolicTensor maximum(SymbolicTensor x1, SymbolicTensor x2) {
    return of("Maximum", x1, x2);
  }

  /** The larger of two; NaN if either is, which is the same everywhere. */
  public static SymbolicTensor maximum(SymbolicTensor x1, double x2) {
    return of("Maximum", x1, Constant.of(x2));
  }

  /** The larger of two; NaN if either is, where {@code x1} is the same everywhere. */
  public static SymbolicTensor maximum(double x1, SymbolicTensor x2) {
    return of("Maximum", Constant.of(x1), x2);
  }

  /** The smaller of two; NaN if either is. */
  public static SymbolicTensor minimum(SymbolicTensor x1, SymbolicTensor x2) {
    return of("Minimum", x1, x2);
  }

  /** The smaller of two; NaN if either is, which is the same everywhere. */
  public static SymbolicTensor minimum(SymbolicTensor x1, double x2) {
    return of("Minimum", x1, Constant.of(x2));
  }

  /** The smaller of two; NaN if either is, where {@code x1} is the same everywhere. */
  public static SymbolicTensor minimum(double x1, SymbolicTensor x2) {
    return of("Minimum", Constant.of(x1), x2);
  }

  /** 1 where {@code x1 > x2}, else 0. */
  public static SymbolicTensor greater(SymbolicTensor x1, SymbolicTensor x2) {
    return of("Greater", x1, x2);
  }

  /** 1 where {@code x1 > x2}, else 0. */
  public static SymbolicTensor greater(SymbolicTensor x1, double x2) {
    return of("Greater", x1, Constant.of(x2));
  }

  /** 1 where {@code x1 < x2}, else 0. */
  public static SymbolicTensor less(SymbolicTensor x1, SymbolicTensor x2) {
    return of("Less", x1, x2);
  }

  /** 1 where {@code x1 < x2}, else 0. */
  public static SymbolicTensor less(SymbolicTensor x1, double x2) {
    return of("Less", x1, Constant.of(x2));
  }

  /** {@code -x}. */
  public static SymbolicTensor negative(SymbolicTensor x) {
    return of("Negative", x);
  }

  /** {@code |x|}. */
  public static SymbolicTensor absolute(SymbolicTensor x) {
    return of("Absolute", x);
  }

  /** {@code x²}. */
  public static SymbolicTensor square(SymbolicTensor x) {
    return of("Square", x);
  }

  /** {@code √x}. */
  public static SymbolicTensor sqrt(SymbolicTensor x) {
    return of("Sqrt", x);
  }

  /** {@code e^x}. */
  public static SymbolicTensor exp(SymbolicTensor x) {
    return of("Exp", x);
  }

  /** The natural logarithm. */
  public static SymbolicTensor log(SymbolicTensor x) {
    return of("Log", x);
  }

  /** {@code condition ? x1 : x2}; all but 0 is true. */
  public static SymbolicTensor where(
      SymbolicTensor condition, SymbolicTensor x1, SymbolicTensor x2) {
    return of("Where", condition, x1, x2);
  }

  /** {@code condition ? x : otherwise}; all but 0 is true. */
  public static SymbolicTensor where(SymbolicTensor condition, SymbolicTensor x, double otherwise) {
    Operands constants = Operands.of(2, Constant.of(otherwise));
    return call("Where", new OperationType.None(), constants, List.of(condition, x))
        .outputs()
        .get(0);
  }

  /** {@code x}, but at least {@code xMin} and at most {@code xMax}. */
  public static SymbolicTensor clip(SymbolicTensor x, double xMin, double xMax) {
    return of("Clip", new Arithmetic.Bounds(xMin, xMax), x);
  }

  /** The matrix product over the last two axes; the others broadcast. */
  public static SymbolicTensor matmul(SymbolicTensor x1, SymbolicTensor x2) {
    return of("Matmul", x1, x2);
  }

  /** A product summed over axes, such as {@code "bij,bjk->bik"}. */
  public static SymbolicTensor einsum(String subscripts, SymbolicTensor x1, SymbolicTensor x2) {
    return of("Einsum", new ContractingOperation.Einsum(subscripts), x1, x2);
  }

  /** The same numbers in this shape, batch included; one dimension may be -1. */
  public static SymbolicTensor reshape(SymbolicTensor x, int... newshape) {
    return of("Reshape", new ReshapingOperation.To(boxed(newshape)), x);
  }

  /** The axes in this order. */
  public static SymbolicTensor transpose(SymbolicTensor x, int... axes) {
    return of("Transpose", new Rearrangements.Axes(boxed(axes)), x);
  }

  /** A new axis of length 1. */
  public static SymbolicTensor expandDims(SymbolicTensor x, int axis) {
    return of("ExpandDims", new Rearrangements.OfAxis(List.of(axis)), x);
  }

  /** Without an axis of length 1. */
  public static SymbolicTensor squeeze(SymbolicTensor x, int axis) {
    return of("Squeeze", new Rearrangements.OfAxis(List.of(axis)), x);
  }

  /** The indices of these axes in reverse. */
  public static SymbolicTensor flip(SymbolicTensor x, int... axis) {
    return of("Flip", new Rearrangements.OfAxis(boxed(axis)), x);
  }

  /** Each element so many times, one after the other. */
  public static SymbolicTensor repeat(SymbolicTensor x, int repeats, int axis) {
    return of("Repeat", new Rearrangements.Repeats(List.of(repeats), axis), x);
  }

  /** The whole so many times along each axis. */
  public static SymbolicTensor tile(SymbolicTensor x, int... repeats) {
    return of("Tile", new Rearrangements.Tiles(boxed(repeats)), x);
  }

  /** Zeros around: before and after, for each axis. */
  public static SymbolicTensor pad(SymbolicTensor x, int[]... padWidth) {
    List<List<Integer>> widths = Arrays.stream(padWidth).map(Ops::boxed).toList();
    return of("Pad", new Parts.Pad(widths, "constant", null), x);
  }

  /**
   * A part: {@code x[:, 0, ..., None]} is {@code getItem(x, all(), at(0), ellipsis(), newAxis())}.
   */
  public static SymbolicTensor getItem(SymbolicTensor x, Index... key) {
    return of("GetItem", new Parts.Key(List.of(key)), x);
  }

  /** Equal parts along an axis. */
  public static List<SymbolicTensor> split(SymbolicTensor x, int sections, int axis) {
    return call("Split", new Parts.Cuts(new Sections(sections, null), axis), x).outputs();
  }

  /** The tensors one after another along an axis. */
  public static SymbolicTensor concatenate(int axis, SymbolicTensor... xs) {
    return of("Concatenate", new JoiningOperation.Along(axis), xs);
  }

  /** The tensors one after another along a new axis. */
  public static SymbolicTensor stack(int axis, SymbolicTensor... xs) {
    return of("Stack", new JoiningOperation.Along(axis), xs);
  }

  /** The sum over these axes; over all if none is given. */
  public static SymbolicTensor sum(SymbolicTensor x, boolean keepdims, int... axis) {
    return of("Sum", new ReducingOperation.OfAxes(axes(axis), keepdims), x);
  }

  /** The mean over these axes; over all if none is given. */
  public static SymbolicTensor mean(SymbolicTensor x, boolean keepdims, int... axis) {
    return of("Mean", new ReducingOperation.OfAxes(axes(axis), keepdims), x);
  }

  /** The (biased) variance over these axes; over all if none is given. */
  public static SymbolicTensor var(SymbolicTensor x, boolean keepdims, int... axis) {
    return of("Var", new ReducingOperation.OfAxes(axes(axis), keepdims), x);
  }

  /** The greatest over these axes; over all if none is given. */
  public static SymbolicTensor max(SymbolicTensor x, boolean keepdims, int... axis) {
    return of("Max", new Reductions.Extreme(axes(axis), keepdims, null), x);
  }

  /** The smallest over these axes; over all if none is given. */
  public static SymbolicTensor min(SymbolicTensor x, boolean keepdims, int... axis) {
    return of("Min", new Reductions.Extreme(axes(axis), keepdims, null), x);
  }

  private static List<Integer> axes(int... axis) {
    return axis.length == 0 ? null : boxed(axis);
  }

  private static List<Integer> boxed(int... numbers) {
    return Arrays.stream(numbers).boxed().toList();
  }
}
