package dev.sarvi.layer.merging;

import dev.sarvi.formula.Formula;
import dev.sarvi.kernel.Kernel;
import dev.sarvi.tensor.Tensor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.BinaryOperator;

/** The largest or the smallest of several tensors, found from the first to the last. */
final class Extremum {
  private static final Formula G = Formula.input("g");

  private final Formula ofTwo;
  private final Kernel soFarOrNext;
  private final Kernel gradientOfFirst;
  private final Kernel gradientOfSecond;

  /**
   * Of several tensors.
   *
   * @param better the better of two numbers, which takes the slope of its second one in a tie
   */
  Extremum(BinaryOperator<Formula> better) {
    Formula formula = better.apply(Merge.B, Merge.A);
    this.ofTwo = formula;
    this.soFarOrNext = Kernel.of(formula, "a", "b");
    this.gradientOfFirst = Kernel.of(formula.gradient(Formula.input("a"), G), "g", "a", "b");
    this.gradientOfSecond = Kernel.of(formula.gradient(Formula.input("b"), G), "g", "a", "b");
  }

  /** Of {@link Merge#A} and {@link Merge#B}. */
  Formula ofTwo() {
    return ofTwo;
  }

  /** The way back, from the last input to the first. */
  List<Tensor> gradients(Tensor g, List<Tensor> inputs) {
    List<Tensor> soFar = new ArrayList<>();
    for (Tensor input : inputs) {
      soFar.add(soFar.isEmpty() ? input : soFarOrNext.map(soFar.get(soFar.size() - 1), input));
    }
    Deque<Tensor> gradients = new ArrayDeque<>();
    Tensor rest = g;
    for (int i = inputs.size() - 1; i > 0; i--) {
      Tensor before = soFar.get(i - 1);
      gradients.addFirst(gradientOfSecond.map(rest, before, inputs.get(i)));
      rest = gradientOfFirst.map(rest, before, inputs.get(i));
    }
    gradients.addFirst(rest);
    return List.copyOf(gradients);
  }
}
