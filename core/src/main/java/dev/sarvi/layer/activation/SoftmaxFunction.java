package dev.sarvi.layer.activation;

import dev.sarvi.formula.Comparison;
import dev.sarvi.formula.Formula;
import dev.sarvi.kernel.Kernel;
import dev.sarvi.kernel.Rows;
import dev.sarvi.kernel.TensorMath;
import dev.sarvi.layer.Pass;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Softmax over any axes, with and without a mask: the axes are brought to the end, where they are
 * one row.
 */
final class SoftmaxFunction {
  private static final Formula MASK = Formula.input("mask");
  private static final Formula HALF = Formula.constant(0.5);

  /** Keras's stand-in for minus infinity. */
  private static final Formula VERY_SMALL = Formula.constant(-1e9);

  private static final Kernel SHUT =
      Kernel.of(Formula.select(Comparison.GREATER, MASK, HALF, Formula.X, VERY_SMALL), "x", "mask");
  private static final Kernel KEEP =
      Kernel.of(
          Formula.select(Comparison.GREATER, MASK, HALF, Formula.X, Formula.ZERO), "x", "mask");

  private SoftmaxFunction() {}

  static Pass apply(Tensor input, List<Integer> axes) {
    int[] order = axesLast(input.shape(), axes);
    int length = axes.stream().mapToInt(input.shape()::dim).reduce(1, Math::multiplyExact);
    Tensor rows = TensorMath.transpose(input, order);
    Tensor softmax = Rows.softmax(rows, length);
    int[] back = inverse(order);
    return Pass.of(
        TensorMath.transpose(softmax, back),
        gradient -> {
          Tensor above = TensorMath.transpose(gradient, order);
          return TensorMath.transpose(Rows.softmaxGradient(softmax, above, length), back);
        });
  }

  /**
   * What is masked counts as very small, and gives 0; so a row that is masked as a whole gives
   * zeros.
   */
  static Pass apply(Tensor input, Tensor mask, List<Integer> axes) {
    Pass pass = apply(SHUT.map(input, mask), axes);
    return Pass.of(
        KEEP.map(pass.output(), mask),
        (gradients, weights) -> {
          Tensor kept = KEEP.map(gradients.get(0), mask);
          Tensor back = pass.pullback().apply(List.of(kept), weights).get(0);
          return Arrays.asList(KEEP.map(back, mask), null);
        },
        List.of());
  }

  private static int[] axesLast(Shape shape, List<Integer> axes) {
    List<Integer> last = axes.stream().map(shape::axis).distinct().sorted().toList();
    IntStream first = IntStream.range(0, shape.rank()).filter(axis -> !last.contains(axis));
    return IntStream.concat(first, last.stream().mapToInt(Integer::intValue)).toArray();
  }

  private static int[] inverse(int[] order) {
    int[] inverse = new int[order.length];
    for (int i = 0; i < order.length; i++) {
      inverse[order[i]] = i;
    }
    return inverse;
  }
}
