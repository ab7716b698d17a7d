package dev.sarvi.layer.activation;

import static dev.sarvi.formula.Formula.input;
import static dev.sarvi.formula.Formula.sigmoid;

import dev.sarvi.formula.Formula;
import dev.sarvi.kernel.Kernel;
import dev.sarvi.kernel.Slices;
import dev.sarvi.layer.Pass;
import dev.sarvi.layer.Tracer;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.List;

/**
 * {@code a·sigmoid(b)}, where a and b are the halves of an axis; the output has half its size
 * there. Dauphin, Fan, Auli, Grangier 2016, <a
 * href="https://arxiv.org/abs/1612.08083">arXiv:1612.08083</a>.
 */
public final class GatedLinearUnit implements TensorFunction {
  private static final Formula.Input A = input("a");
  private static final Formula.Input B = input("b");
  private static final Formula.Input G = input("the gradient from above");

  /** What it computes of the two halves. */
  static final Formula FORMULA = A.times(sigmoid(B));

  private static final Kernel FORWARD = Kernel.of(FORMULA, "a", "b");
  private static final Kernel TO_A = gradient(A);
  private static final Kernel TO_B = gradient(B);

  private final int axis;

  GatedLinearUnit(List<Integer> axes) {
    if (axes == null || axes.size() != 1) {
      throw new IllegalArgumentException("glu expects one axis. Received: axis=" + axes);
    }
    axis = axes.get(0);
  }

  private static Kernel gradient(Formula.Input of) {
    return Kernel.of(FORMULA.gradient(of, G), "a", "b", G.name());
  }

  @Override
  public Shape outputShape(Shape input) {
    RowFunction.requireAxis(input, axis);
    int size = input.dim(axis);
    if (size == Shape.UNKNOWN) {
      return input;
    }
    if (size % 2 != 0) {
      throw new IllegalArgumentException(
          "axis size must be divisible by 2. Received: x.shape=" + input + " with axis=" + axis);
    }
    return input.with(axis, size / 2);
  }

  @Override
  public Pass apply(Tensor x) {
    Shape half = outputShape(x.shape());
    int at = half.axis(axis);
    List<Tensor> halves = Slices.splitEvenly(x, at, 2);
    Tensor a = halves.get(0);
    Tensor b = halves.get(1);
    return Pass.of(
        FORWARD.map(a, b), g -> Slices.join(at, List.of(TO_A.map(a, b, g), TO_B.map(a, b, g))));
  }

  @Override
  public Tracer.Value steps(Tracer.Value x, Tracer tracer) {
    return tracer.call(outputShape(x.shape()), tensor -> apply(tensor).output(), x);
  }

  /** The formula. */
  @Override
  public String toString() {
    return FORMULA + " of the halves a and b of axis " + axis;
  }
}
