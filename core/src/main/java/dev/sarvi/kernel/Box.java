package dev.sarvi.kernel;

import dev.sarvi.tensor.DType;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/**
 * A box inside a larger one: taking it out, and putting it among zeros, are each other's adjoints.
 *
 * @param inner the shape of the box
 * @param outer the shape around it
 * @param before how much lies before the box along each axis
 */
public record Box(Shape inner, Shape outer, List<Integer> before) {
  /** What lies in the box. */
  public Tensor crop(Tensor whole) {
    Tensor part = Tensor.empty(inner, whole.dtype());
    copy(whole.array(), part.array(), false);
    return part;
  }

  /** The box among zeros. */
  public Tensor pad(Tensor part) {
    Tensor whole = Tensor.zeros(outer, part.dtype());
    copy(part.array(), whole.array(), true);
    return whole;
  }

  /** Overwrites a tensor of {@code float32} or {@code float64} with the box among zeros. */
  public void pad(Tensor part, Tensor whole) {
    if (whole.dtype() == DType.FLOAT32) {
      Arrays.fill(whole.floats(), 0);
    } else {
      Arrays.fill(whole.doubles(), 0);
    }
    copy(part.array(), whole.array(), true);
  }

  private void copy(Object from, Object to, boolean in) {
    if (inner.size() > 0) {
      copy(from, to, in, 0, 0, 0);
    }
  }

  /** Copies what has one index along the axes before this one. */
  private void copy(Object from, Object to, boolean in, int axis, int innerAt, int outerAt) {
    int start = outerAt + (axis == before.size() ? 0 : before.get(axis) * outer.stride(axis));
    if (liesTogether(axis)) {
      int length = inner.sizeOf(axis, inner.rank());
      System.arraycopy(from, in ? innerAt : start, to, in ? start : innerAt, length);
      return;
    }
    for (int i = 0; i < inner.dim(axis); i++) {
      int nextInner = innerAt + i * inner.stride(axis);
      copy(from, to, in, axis + 1, nextInner, start + i * outer.stride(axis));
    }
  }

  /** Whether all from this axis on is one run in both: the axes behind it are whole. */
  private boolean liesTogether(int axis) {
    return axis >= inner.rank() - 1
        || inner.slice(axis + 1, inner.rank()).equals(outer.slice(axis + 1, outer.rank()));
  }
}
