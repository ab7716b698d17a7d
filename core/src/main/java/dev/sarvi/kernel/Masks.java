package dev.sarvi.kernel;

import dev.sarvi.formula.Comparison;
import dev.sarvi.formula.Formula;
import dev.sarvi.tensor.DType;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.List;
import java.util.function.DoublePredicate;

/** Masks are tensors of booleans: 1 keeps an element, 0 drops it. They broadcast as numpy's do. */
public final class Masks {
  private static final Formula KEPT =
      Formula.select(
          Comparison.GREATER,
          Formula.input("mask"),
          Formula.ZERO,
          Formula.X,
          Formula.input("else"));

  private static final Kernel KEEP = Kernel.of(KEPT, List.of("x", "mask"), List.of("else"));

  private static final Kernel CHOOSE = Kernel.of(KEPT, "x", "mask", "else");

  private Masks() {}

  /** Where this is so. */
  public static Tensor where(Tensor tensor, DoublePredicate isSo) {
    return tensor.map(x -> isSo.test(x) ? 1 : 0).cast(DType.BOOL);
  }

  /** The elements that count, and {@code otherwise} in place of the others. */
  public static Tensor keep(Tensor x, Tensor mask, double otherwise) {
    return KEEP.map(new double[] {otherwise}, x, mask.cast(x.dtype()));
  }

  /** The elements of one tensor where they count, and those of the other elsewhere. */
  public static Tensor choose(Tensor mask, Tensor ifKept, Tensor otherwise) {
    return CHOOSE.map(ifKept, mask.cast(ifKept.dtype()), otherwise);
  }

  /** What counts in either. */
  public static Tensor or(Tensor a, Tensor b) {
    return TensorMath.sum(a.widened(), b.widened()).cast(DType.BOOL);
  }

  /** What counts anywhere along the last axis, which goes. */
  public static Tensor anyAlongLast(Tensor mask) {
    Shape shape = mask.shape();
    Tensor counts = TensorMath.sumTo(mask.widened(), shape.with(-1, 1));
    return counts.reshape(shape.slice(0, shape.rank() - 1)).cast(DType.BOOL);
  }
}
