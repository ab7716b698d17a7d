package dev.sarvi.layer.operation;

import dev.sarvi.kernel.Contraction;
import dev.sarvi.kernel.Contraction.Labelled;
import dev.sarvi.layer.argument.Arguments;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * Products of two tensors, summed over axes. All are {@code einsum}, and so are their gradients:
 * each operation only says the labels of the axes.
 */
public final class ContractingOperation extends TensorOperation {
  private final BiFunction<Shape, Shape, Labels> labelling;

  private ContractingOperation(
      OperationType<?> type,
      Record config,
      Operands operands,
      String name,
      BiFunction<Shape, Shape, Labels> labelling) {
    super(type, config, operands, name);
    this.labelling = labelling;
  }

  /**
   * The argument of {@code einsum}, such as {@code "bij,bjk->bik"}.
   *
   * @param subscripts the labels of the operands' axes and of the result's
   */
  public record Einsum(String subscripts) {}

  /** The labels of the axes of both operands and of the result. */
  record Labels(String first, String second, String result) {}

  static List<OperationType<?>> types() {
    return List.of(
        ofTwo("Matmul", ContractingOperation::matmul),
        ofTwo("Dot", ContractingOperation::dot),
        new OperationType<>(
            "Einsum",
            new Einsum(""),
            Set.of("subscripts"),
            OperationType.MANY,
            (type, config, operands, name) ->
                new ContractingOperation(
                    type, config, operands, name, (a, b) -> einsum(config.subscripts, a, b))));
  }

  private static OperationType<?> ofTwo(
      String className, BiFunction<Shape, Shape, Labels> labelling) {
    return new OperationType<>(
        className,
        new OperationType.None(),
        Set.of(),
        List.of("x1", "x2"),
        (type, config, operands, name) ->
            new ContractingOperation(type, config, operands, name, labelling));
  }

  private static String letters(int from, int count) {
    StringBuilder letters = new StringBuilder();
    for (int i = 0; i < count; i++) {
      letters.append((char) (from + i));
    }
    return letters.toString();
  }

  /** The last axis of the first with the last but one of the second; the others broadcast. */
  private static Labels matmul(Shape a, Shape b) {
    Arguments.require(a.rank() > 0 && b.rank() > 0, "matmul takes no scalars");
    int most = Math.max(a.rank(), b.rank());
    String batch = letters('A', Math.max(0, most - 2));
    String first = batch.substring(batch.length() - Math.max(0, a.rank() - 2));
    String second = batch.substring(batch.length() - Math.max(0, b.rank() - 2));
    String rows = a.rank() == 1 ? "" : "i";
    String columns = b.rank() == 1 ? "" : "k";
    return new Labels(first + rows + "j", second + "j" + columns, batch + rows + columns);
  }

  /** The last axis of the first with the last but one of the second; each keeps its others. */
  private static Labels dot(Shape a, Shape b) {
    if (a.rank() == 0 || b.rank() == 0) {
      String all = letters('A', a.rank() + b.rank());
      return new Labels(all.substring(0, a.rank()), all.substring(a.rank()), all);
    }
    String first = letters('A', a.rank() - 1);
    String second = letters('A' + a.rank(), b.rank() - 1);
    int at = Math.max(0, second.length() - 1);
    return new Labels(
        first + "j", second.substring(0, at) + "j" + second.substring(at), first + second);
  }

  private static Labels einsum(String subscripts, Shape a, Shape b) {
    String[] sides = subscripts.replace(" ", "").split("->", -1);
    String[] operands = sides[0].split(",", -1);
    Arguments.require(
        sides.length == 2 && operands.length == 2,
        "einsum is supported for two operands with an explicit result. Received: " + subscripts);
    int rank = 0;
    rank = Math.max(rank, a.rank() - operands[0].replace("...", "").length());
    rank = Math.max(rank, b.rank() - operands[1].replace("...", "").length());
    String rest = letters(0x100, rank);
    return new Labels(
        labels(operands[0], a.rank(), rest),
        labels(operands[1], b.rank(), rest),
        sides[1].replace("...", rest));
  }

  /** An operand's labels, the ellipsis written out. */
  private static String labels(String operand, int rank, String rest) {
    int open = Math.max(0, rank - operand.replace("...", "").length());
    return operand.replace("...", rest.substring(Math.max(0, rest.length() - open)));
  }

  private Labels labels(Shape a, Shape b) {
    try {
      Labels labels = labelling.apply(a, b);
      requireFit(labels, a, b);
      return labels;
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          described() + ": " + e.getMessage() + ". Received shapes " + a + " and " + b, e);
    }
  }

  private static void requireFit(Labels labels, Shape a, Shape b) {
    for (String own : List.of(labels.first, labels.second, labels.result)) {
      Arguments.require(own.chars().distinct().count() == own.length(), "an axis is named twice");
    }
    boolean fits = labels.first.length() == a.rank() && labels.second.length() == b.rank();
    Arguments.require(fits, "the subscripts do not fit the ranks");
    Arguments.require(
        labels.result.chars().allMatch(label -> (labels.first + labels.second).indexOf(label) >= 0),
        "the result names an axis that no operand has");
    for (int axis = 0; axis < a.rank(); axis++) {
      int other = labels.second.indexOf(labels.first.charAt(axis));
      int x = a.dim(axis);
      int y = other < 0 ? x : b.dim(other);
      boolean repeats = (x == 1 || y == 1) && labels.result.indexOf(labels.first.charAt(axis)) >= 0;
      Arguments.require(
          x == y || repeats || x == Shape.UNKNOWN || y == Shape.UNKNOWN,
          "axes of lengths " + x + " and " + y + " do not go together");
    }
  }

  @Override
  List<Shape> shapes(List<Shape> operands) {
    Arguments.require(operands.size() == 2, described() + " is called on two operands");
    Labels labels = labels(operands.get(0), operands.get(1));
    Map<Character, Integer> sizes = new HashMap<>();
    for (int which = 0; which < 2; which++) {
      String own = which == 0 ? labels.first : labels.second;
      for (int axis = 0; axis < own.length(); axis++) {
        sizes.merge(
            own.charAt(axis),
            operands.get(which).dim(axis),
            (x, y) -> x == 1 || x == Shape.UNKNOWN ? y : x);
      }
    }
    List<Integer> dims = new ArrayList<>();
    labels.result.chars().forEach(label -> dims.add(sizes.get((char) label)));
    return List.of(Shape.of(dims));
  }

  /** An operand without the axes along which it is repeated. */
  private static Labelled labelled(Tensor x, String own, Tensor other, String others) {
    StringBuilder labels = new StringBuilder();
    List<Integer> dims = new ArrayList<>();
    for (int axis = 0; axis < own.length(); axis++) {
      int there = others.indexOf(own.charAt(axis));
      boolean repeats = x.shape().dim(axis) == 1 && there >= 0 && other.shape().dim(there) != 1;
      if (!repeats) {
        labels.append(own.charAt(axis));
        dims.add(x.shape().dim(axis));
      }
    }
    return new Labelled(x.reshape(Shape.of(dims)), labels.toString());
  }

  @Override
  Result run(List<Tensor> operands) {
    Tensor a = operands.get(0);
    Tensor b = operands.get(1);
    Labels labels = labels(a.shape(), b.shape());
    Labelled first = labelled(a, labels.first, b, labels.second);
    Labelled second = labelled(b, labels.second, a, labels.first);
    return Result.of(
        Contraction.of(first, second, labels.result),
        (operand, g) -> gradient(operands, operand, labels, g));
  }

  /** The gradient's product with the other operand, repeated along what was summed alone. */
  private static Tensor gradient(List<Tensor> operands, int operand, Labels labels, Tensor g) {
    Tensor x = operands.get(operand);
    Tensor other = operands.get(1 - operand);
    String own = operand == 0 ? labels.first : labels.second;
    String others = operand == 0 ? labels.second : labels.first;
    Labelled mine = labelled(x, own, other, others);
    Labelled theirs = labelled(other, others, x, own);
    Labelled above = new Labelled(g, labels.result);
    return Contraction.gradient(mine, theirs, above).reshape(x.shape());
  }
}
