package dev.sarvi.kernel;

import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.Arrays;

/**
 * Broadcasting as numpy has it: shapes are aligned at their last axes, and 1 repeats.
 *
 * <p>Kernels walk an operand that repeats (an alpha for each channel, a bias) by starting it again,
 * so it is never expanded to the size of the input: only to its <em>period</em>, what is left of
 * the shape from the first axis in which it does not repeat; and, where that is short, to a few
 * periods, so that loops are not.
 */
public final class Broadcast {
  private static final int LANES = 16;
  private static final int LONG_ENOUGH = 1024;

  private Broadcast() {}

  /**
   * The shape of a result.
   *
   * @throws IllegalArgumentException if the shapes do not broadcast
   */
  public static Shape shape(Shape a, Shape b) {
    if (a.equals(b)) {
      return a;
    }
    int rank = Math.max(a.rank(), b.rank());
    int[] dims = new int[rank];
    for (int axis = 0; axis < rank; axis++) {
      int x = dim(a, axis, rank);
      int y = dim(b, axis, rank);
      if (x != y && x != 1 && y != 1) {
        throw new IllegalArgumentException("Shapes do not broadcast: " + a + " and " + b);
      }
      dims[axis] = x == 1 ? y : x;
    }
    return Shape.of(dims);
  }

  /**
   * The part of {@code to} that does not repeat as a whole: from the first axis in which {@code
   * small} is not 1.
   */
  static Shape withoutLeadingOnes(Shape small, Shape to) {
    int axis = 0;
    while (axis < to.rank() && dim(small, axis, to.rank()) == 1) {
      axis++;
    }
    return to.slice(axis, to.rank());
  }

  /** A length that holds whole periods, whole vectors if that is possible, and is worth a loop. */
  static int tile(int period, int size) {
    int step = period <= LONG_ENOUGH ? period * LANES / gcd(period, LANES) : period;
    int tile = step * Math.max(1, LONG_ENOUGH / Math.max(1, step));
    return Math.min(tile, Math.max(size, period));
  }

  /**
   * The operand as a kernel walks it: index {@code i} of the result is index {@code i % length} of
   * this.
   */
  public static Tensor tiled(Tensor operand, Shape shape) {
    Shape kept = withoutLeadingOnes(operand.shape(), shape);
    int period = kept.size();
    if (tiledSize(operand.shape(), shape) == period) {
      return expand(operand, kept);
    }
    Tensor tiled = Tensor.empty(Shape.of(tile(period, shape.size())), operand.dtype());
    tile(operand, shape, tiled);
    return tiled;
  }

  /** How many elements {@link #tiled} gives. */
  public static int tiledSize(Shape operand, Shape shape) {
    int period = withoutLeadingOnes(operand, shape).size();
    return period == 0 ? 0 : Math.max(period, tile(period, shape.size()));
  }

  /** Writes what {@link #tiled} gives to a tensor of that many elements. */
  public static void tile(Tensor operand, Shape shape, Tensor tiled) {
    Shape kept = withoutLeadingOnes(operand.shape(), shape);
    int period = kept.size();
    if (period > 0) {
      expand(operand, kept, tiled);
      for (int at = period; at < tiled.size(); at += period) {
        int length = Math.min(period, tiled.size() - at);
        System.arraycopy(tiled.array(), 0, tiled.array(), at, length);
      }
    }
  }

  /** The tensor with its 1s repeated. */
  static Tensor expand(Tensor tensor, Shape shape) {
    if (tensor.size() == shape.size()) {
      return tensor.reshape(shape);
    }
    Tensor expanded = Tensor.empty(shape, tensor.dtype());
    expand(tensor, shape, expanded);
    return expanded;
  }

  private static void expand(Tensor tensor, Shape shape, Tensor expanded) {
    int rank = shape.rank();
    int[] steps = steps(tensor.shape(), rank);
    int[] index = new int[rank];
    int size = shape.size();
    int run = rank == 0 ? 1 : shape.dim(-1);
    for (int at = 0, from = 0; at < size; at += run) {
      copyRun(tensor, from, expanded, at, run, rank == 0 ? 0 : steps[rank - 1]);
      for (int axis = rank - 2; axis >= 0; axis--) {
        from += steps[axis];
        if (++index[axis] < shape.dim(axis)) {
          break;
        }
        from -= steps[axis] * shape.dim(axis);
        index[axis] = 0;
      }
    }
  }

  private static void copyRun(Tensor from, int fromAt, Tensor to, int at, int run, int step) {
    if (step != 0) {
      System.arraycopy(from.array(), fromAt, to.array(), at, run);
    } else if (to.array() instanceof float[] floats) {
      Arrays.fill(floats, at, at + run, from.floats()[fromAt]);
    } else {
      Arrays.fill(to.doubles(), at, at + run, from.doubles()[fromAt]);
    }
  }

  /**
   * How far the next element along each axis of the result lies in the operand; 0 where it repeats.
   */
  private static int[] steps(Shape operand, int rank) {
    int[] steps = new int[rank];
    for (int axis = rank - 1, step = 1; axis >= 0; axis--) {
      int dim = dim(operand, axis, rank);
      steps[axis] = dim == 1 ? 0 : step;
      step *= dim;
    }
    return steps;
  }

  /** The dimension at an axis of a shape of that rank: 1 for the axes that are missing in front. */
  private static int dim(Shape shape, int axis, int rank) {
    int own = axis - (rank - shape.rank());
    return own < 0 ? 1 : shape.dim(own);
  }

  private static int gcd(int a, int b) {
    return b == 0 ? a : gcd(b, a % b);
  }
}
