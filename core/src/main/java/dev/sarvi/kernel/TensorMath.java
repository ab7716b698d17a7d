package dev.sarvi.kernel;

import dev.sarvi.formula.Formula;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.List;

/** Arithmetic on whole tensors; operands of different shapes broadcast as numpy's do. */
public final class TensorMath {
  private static final Formula A = Formula.input("a");
  private static final Formula B = Formula.input("b");
  private static final Kernel SUM = Kernel.of(A.plus(B), "a", "b");
  private static final Kernel DIFFERENCE = Kernel.of(A.minus(B), "a", "b");
  private static final Kernel PRODUCT = Kernel.of(A.times(B), "a", "b");
  private static final Kernel QUOTIENT = Kernel.of(A.dividedBy(B), "a", "b");
  private static final Kernel SCALED = Kernel.of(A.times(B), List.of("a"), List.of("b"));
  private static final Kernel ITSELF = Kernel.of(A, "a");

  private TensorMath() {}

  /** {@code a + b}, of tensors of any type, in the type of {@code a}. */
  public static Tensor sum(Tensor a, Tensor b) {
    return SUM.map(a.widened(), b.widened()).cast(a.dtype());
  }

  /** {@code a - b}. */
  public static Tensor difference(Tensor a, Tensor b) {
    return DIFFERENCE.map(a, b);
  }

  /** {@code a · b}, element by element. */
  public static Tensor product(Tensor a, Tensor b) {
    return PRODUCT.map(a, b);
  }

  /** {@code a / b}, element by element. */
  public static Tensor quotient(Tensor a, Tensor b) {
    return QUOTIENT.map(a, b);
  }

  /** {@code k·a}. */
  public static Tensor scale(Tensor a, double k) {
    return SCALED.map(new double[] {k}, a);
  }

  /**
   * The tensor summed over every axis in which {@code to} has 1 or that it lacks: the adjoint of
   * broadcasting.
   */
  public static Tensor sumTo(Tensor tensor, Shape to) {
    return tensor.shape().equals(to) ? tensor : ITSELF.sum(to, tensor);
  }

  /** The tensor repeated along every axis in which it has 1 or that it lacks. */
  public static Tensor broadcastTo(Tensor tensor, Shape shape) {
    return Broadcast.expand(tensor, Broadcast.shape(tensor.shape(), shape));
  }

  /** The sum of all elements. */
  public static double total(Tensor tensor) {
    return ITSELF.sum(Shape.of(), tensor).at(0);
  }

  /**
   * The tensor with its axes in another order.
   *
   * @param order which axis of the tensor comes first, second, ...
   */
  public static Tensor transpose(Tensor tensor, int... order) {
    return isInOrder(order) ? tensor : Transposition.of(tensor, order);
  }

  /** Copies a tensor into another one, with its axes in another order. */
  public static void transpose(Tensor tensor, Tensor into, int... order) {
    Transposition.copy(tensor, into, order);
  }

  private static boolean isInOrder(int[] order) {
    for (int axis = 0; axis < order.length; axis++) {
      if (order[axis] != axis) {
        return false;
      }
    }
    return true;
  }
}
