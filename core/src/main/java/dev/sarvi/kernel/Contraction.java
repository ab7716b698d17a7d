package dev.sarvi.kernel;

import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.function.IntPredicate;

/**
 * The product of two tensors, summed over axes: what {@code einsum} does. Axes are labelled; those
 * with one label go together, and what is not among the result's is summed.
 */
public final class Contraction {
  private Contraction() {}

  /**
   * A tensor with a label for each axis, each label once.
   *
   * @param labels one character for each axis
   */
  public record Labelled(Tensor tensor, String labels) {
    /** Refuses other than one label for each axis. */
    public Labelled {
      if (labels.length() != tensor.shape().rank()) {
        throw new IllegalArgumentException(
            "Expected labels for shape " + tensor.shape() + ". Received: " + labels);
      }
    }

    private boolean has(int label) {
      return labels.indexOf(label) >= 0;
    }

    private int size(int label) {
      return tensor.shape().dim(labels.indexOf(label));
    }

    /** Summed over the axes that are not kept. */
    private Labelled summed(IntPredicate kept) {
      Shape to = tensor.shape();
      for (int axis = 0; axis < labels.length(); axis++) {
        to = kept.test(labels.charAt(axis)) ? to : to.with(axis, 1);
      }
      Tensor sum = TensorMath.sumTo(tensor, to);
      String left = filtered(labels, kept);
      return new Labelled(
          sum.reshape(Shape.of(left.chars().map(label -> size(label)).boxed().toList())), left);
    }

    /** With the axes in this order. */
    private Tensor ordered(String order) {
      return TensorMath.transpose(tensor, order.chars().map(labels::indexOf).toArray());
    }

    private int sizeOf(String some) {
      return some.chars().map(this::size).reduce(1, Math::multiplyExact);
    }
  }

  /**
   * The product.
   *
   * @param labels those of the result, each of them in one of the operands at least
   */
  public static Tensor of(Labelled first, Labelled second, String labels) {
    Labelled a = first.summed(label -> second.has(label) || labels.indexOf(label) >= 0);
    Labelled b = second.summed(label -> first.has(label) || labels.indexOf(label) >= 0);
    String batch = filtered(a.labels, label -> b.has(label) && labels.indexOf(label) >= 0);
    String summed = filtered(a.labels, label -> b.has(label) && labels.indexOf(label) < 0);
    String rows = filtered(a.labels, label -> !b.has(label));
    String columns = filtered(b.labels, label -> !a.has(label));
    int count = a.sizeOf(batch);
    int inner = a.sizeOf(summed);
    Tensor left = a.ordered(batch + rows + summed).reshape(Shape.of(count, a.sizeOf(rows), inner));
    Tensor right =
        b.ordered(batch + summed + columns).reshape(Shape.of(count, inner, b.sizeOf(columns)));
    String order = batch + rows + columns;
    int[] dims = order.chars().map(label -> a.has(label) ? a.size(label) : b.size(label)).toArray();
    return new Labelled(MatMul.products(left, right).reshape(Shape.of(dims)), order)
        .ordered(labels);
  }

  /**
   * The gradient of an operand: the product of that of the result with the other operand, repeated
   * along the axes that were summed alone.
   */
  public static Tensor gradient(Labelled operand, Labelled other, Labelled ofResult) {
    String found = filtered(operand.labels, label -> ofResult.has(label) || other.has(label));
    Shape shape = operand.tensor.shape();
    for (int axis = 0; axis < operand.labels.length(); axis++) {
      shape = found.indexOf(operand.labels.charAt(axis)) >= 0 ? shape : shape.with(axis, 1);
    }
    Tensor gradient = of(ofResult, other, found).reshape(shape);
    return TensorMath.broadcastTo(gradient, operand.tensor.shape());
  }

  private static String filtered(String labels, IntPredicate kept) {
    return labels
        .chars()
        .filter(kept)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
