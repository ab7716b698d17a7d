package dev.sarvi.layer.operation;

import dev.sarvi.tensor.DType;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/** Operations with shapes to try them on: at least one for each in {@link Operations}. */
final class OperationSamples {
  private static final Set<String> POSITIVE =
      Set.of(
          "Sqrt",
          "Rsqrt",
          "Log",
          "Log1p",
          "Log2",
          "Log10",
          "Power",
          "Divide",
          "TrueDivide",
          "Reciprocal",
          "Norm",
          "Std");

  private OperationSamples() {}

  /**
   * An operation, and the shapes of the tensors that it is called on.
   *
   * @param isPositive whether it needs positive numbers
   */
  record Sample(
      OperationType<?> type,
      Record config,
      Operands operands,
      List<Shape> inputs,
      boolean isPositive) {
    TensorOperation operation() {
      return type.create(config, operands, null);
    }

    @Override
    public String toString() {
      return type.className() + " " + config + " " + operands.constants().keySet() + " " + inputs;
    }
  }

  static List<Sample> of(OperationType<?> type) {
    List<Sample> samples = new ArrayList<>();
    switch (type.className()) {
      case "Concatenate", "Stack" -> {
        Record first = new JoiningOperation.Along(1);
        add(samples, type, first, Shape.of(2, 3, 4), Shape.of(2, 3, 4), Shape.of(2, 3, 4));
        add(samples, type, new JoiningOperation.Along(-1), Shape.of(13));
      }
      case "Matmul" -> {
        add(samples, type, Shape.of(2, 3, 4), Shape.of(2, 4, 5));
        add(samples, type, Shape.of(2, 1, 3, 4), Shape.of(5, 4, 1));
        add(samples, type, Shape.of(4), Shape.of(2, 4, 3));
        add(samples, type, Shape.of(2, 4), Shape.of(4));
        add(samples, type, Shape.of(0, 4), Shape.of(4, 3));
      }
      case "Dot" -> {
        add(samples, type, Shape.of(2, 3, 4), Shape.of(5, 4, 2));
        add(samples, type, Shape.of(4), Shape.of(4));
        add(samples, type, Shape.of(), Shape.of(2, 3));
      }
      case "Einsum" -> {
        einsum(samples, type, "bij,bjk->bik", Shape.of(2, 3, 4), Shape.of(2, 4, 5));
        einsum(samples, type, "bijk,bj->ib", Shape.of(2, 3, 4, 5), Shape.of(2, 4));
        einsum(samples, type, "...i,ij->...j", Shape.of(2, 3, 4), Shape.of(4, 2));
      }
      default -> others(samples, type);
    }
    return samples;
  }

  private static void einsum(List<Sample> samples, OperationType<?> type, String s, Shape... xs) {
    add(samples, type, new ContractingOperation.Einsum(s), xs);
  }

  private static void others(List<Sample> samples, OperationType<?> type) {
    for (Record config : configs(type)) {
      if (type.parameters().contains("x1")) {
        Shape[] all = {Shape.of(2, 3, 5), Shape.of(3, 1), Shape.of(5)};
        int count = type.parameters().size();
        add(samples, type, config, List.of(all).subList(0, count).toArray(Shape[]::new));
        add(
            samples,
            type,
            config,
            List.of(Shape.of(13), Shape.of(1), Shape.of()).subList(0, count).toArray(Shape[]::new));
        Constant array = Constant.of(Tensor.full(Shape.of(4, 1), DType.FLOAT64, 1.75));
        samples.add(with(type, config, 0, Constant.of(1.5), count));
        samples.add(with(type, config, count - 1, array, count));
        samples.add(with(type, config, count - 1, Constant.of(3), count));
      } else {
        for (Shape shape : shapes(type)) {
          add(samples, type, config, shape);
        }
      }
    }
  }

  private static Sample with(
      OperationType<?> type, Record config, int position, Constant constant, int count) {
    List<Shape> inputs = Collections.nCopies(count - 1, Shape.of(2, 1, 5));
    boolean positive = POSITIVE.contains(type.className());
    return new Sample(type, config, Operands.of(position, constant), inputs, positive);
  }

  private static List<Shape> shapes(OperationType<?> type) {
    return switch (type.className()) {
      case "Glu" -> List.of(Shape.of(4), Shape.of(3, 6));
      case "Squeeze" -> List.of(Shape.of(2, 1, 3));
      case "Transpose", "Swapaxes", "Moveaxis", "Take", "Roll", "Tile", "Pad", "GetItem" ->
          List.of(Shape.of(4, 5, 3));
      case "BroadcastTo" -> List.of(Shape.of(1, 3), Shape.of(3));
      case "Unstack", "Split" -> List.of(Shape.of(3, 4, 5));
      case "Reshape" -> List.of(Shape.of(2, 6), Shape.of(3, 2, 4));
      case "ExpandDims",
          "Repeat",
          "Max",
          "Min",
          "Sum",
          "Mean",
          "Any",
          "Var",
          "Std",
          "Norm",
          "Amax",
          "Amin",
          "Logsumexp" ->
          List.of(Shape.of(3, 4), Shape.of(2, 13, 3), Shape.of(2, 3, 1, 2, 5));
      default -> List.of(Shape.of(13), Shape.of(2, 65), Shape.of(1, 2, 3, 2, 3), Shape.of(0, 3));
    };
  }

  private static List<? extends Record> configs(OperationType<?> type) {
    return switch (type.className()) {
      case "Clip" -> List.of(new Arithmetic.Bounds(-1, 1.5));
      case "Threshold" -> List.of(type.defaults());
      case "Swapaxes" -> List.of(new Rearrangements.Pair(0, -1));
      case "Moveaxis" -> List.of(new Rearrangements.Move(List.of(0), List.of(-1)));
      case "Transpose" -> List.of(type.defaults(), new Rearrangements.Axes(List.of(1, 2, 0)));
      case "ExpandDims" -> List.of(new Rearrangements.OfAxis(List.of(1, -1)));
      case "Squeeze" -> List.of(new Rearrangements.OfAxis(List.of(1)));
      case "BroadcastTo" -> List.of(new Rearrangements.To(Shape.of(2, 4, 3)));
      case "Flip" -> List.of(type.defaults(), new Rearrangements.OfAxis(List.of(-1)));
      case "Tile" -> List.of(new Rearrangements.Tiles(List.of(2, 1, 2, 3)));
      case "Repeat" -> List.of(new Rearrangements.Repeats(List.of(3), -1));
      case "Roll" -> List.of(new Rearrangements.Shift(-2, 1));
      case "Take" -> List.of(new Rearrangements.Taken(List.of(2, 0, -1, 2), 1));
      case "Reshape" ->
          List.of(
              new ReshapingOperation.To(List.of(-1, 2, 3)), new ReshapingOperation.To(List.of(-1)));
      case "GetItem" ->
          List.of(
              new Parts.Key(List.of(Index.all(), Index.at(-1))),
              new Parts.Key(
                  List.of(Index.newAxis(), Index.ellipsis(), new Index.Slice(null, null, -2))));
      case "Split" ->
          List.of(
              new Parts.Cuts(new Sections(2, null), 1),
              new Parts.Cuts(new Sections(null, List.of(1, 4)), -1));
      case "Unstack" -> List.of(new Parts.Unstack(null, 1));
      case "Pad" ->
          List.of(
              new Parts.Pad(List.of(List.of(1, 0), List.of(2, 2), List.of(0, 1)), "constant", 7.0),
              new Parts.Pad(List.of(List.of(2)), "reflect", null),
              new Parts.Pad(List.of(List.of(2, 1)), "symmetric", null),
              new Parts.Pad(List.of(List.of(1, 2)), "edge", null));
      case "Max", "Min" ->
          List.of(type.defaults(), new Reductions.Extreme(List.of(-1), true, null));
      case "Norm" -> List.of(type.defaults(), new Reductions.Norm(2, List.of(1), true));
      case "Sum", "Mean", "Any", "Var", "Std", "Amax", "Amin", "Logsumexp" ->
          List.of(
              type.defaults(),
              new ReducingOperation.OfAxes(List.of(1), false),
              new ReducingOperation.OfAxes(List.of(0, -1), true));
      default -> List.of(type.defaults());
    };
  }

  private static void add(List<Sample> samples, OperationType<?> type, Shape... inputs) {
    add(samples, type, type.defaults(), inputs);
  }

  private static void add(
      List<Sample> samples, OperationType<?> type, Record config, Shape... inputs) {
    boolean positive = POSITIVE.contains(type.className());
    samples.add(new Sample(type, config, Operands.TENSORS, List.of(inputs), positive));
  }
}
