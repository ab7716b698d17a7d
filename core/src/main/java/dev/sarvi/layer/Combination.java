package dev.sarvi.layer;

import dev.sarvi.formula.Formula;
import dev.sarvi.kernel.Kernel;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** One formula of several tensors, element by element, and its way back. The tensors broadcast. */
public final class Combination {
  private static final Formula.Input G = Formula.input("the gradient from above");

  /** {@code a·b}. */
  public static final Combination PRODUCT =
      new Combination(Formula.input("a").times(Formula.input("b")), "a", "b");

  private final Kernel value;
  private final List<Kernel> gradients = new ArrayList<>();

  /**
   * A combination.
   *
   * @param inputs the formula's, in the order in which tensors will be given
   */
  public Combination(Formula formula, String... inputs) {
    this.value = Kernel.of(formula, inputs);
    List<String> withGradient = new ArrayList<>(List.of(inputs));
    withGradient.add(G.name());
    for (String input : inputs) {
      Formula gradient = formula.gradient(Formula.input(input), G);
      gradients.add(Kernel.of(gradient, withGradient, List.of()));
    }
  }

  /** Of these tensors. */
  public Pass apply(Tensor... inputs) {
    return Pass.of(
        value.map(inputs),
        (above, weights) -> {
          Tensor[] all = Arrays.copyOf(inputs, inputs.length + 1);
          all[inputs.length] = above.get(0);
          Shape shape = above.get(0).shape();
          List<Tensor> back = new ArrayList<>();
          for (int i = 0; i < inputs.length; i++) {
            Shape to = inputs[i].shape();
            Kernel gradient = gradients.get(i);
            back.add(to.equals(shape) ? gradient.map(all) : gradient.sum(to, all));
          }
          return back;
        },
        List.of());
  }
}
