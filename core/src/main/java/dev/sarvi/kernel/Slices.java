package dev.sarvi.kernel;

import dev.sarvi.tensor.DType;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Tensors put one after another along an axis, and cut apart again. */
public final class Slices {
  private Slices() {}

  /**
   * The tensors one after another along an axis; they have one dtype, and their other axes agree.
   */
  public static Tensor join(int axis, List<Tensor> parts) {
    Tensor first = parts.get(0);
    int length = parts.stream().mapToInt(part -> part.shape().dim(axis)).sum();
    Tensor whole = Tensor.empty(first.shape().with(axis, length), first.dtype());
    join(axis, parts, whole);
    return whole;
  }

  /** Overwrites a tensor with the parts one after another. */
  public static void join(int axis, List<Tensor> parts, Tensor whole) {
    int start = 0;
    for (Tensor part : parts) {
      copy(part, whole, axis, start, true);
      start += along(part, axis);
    }
  }

  /** Tensors of one shape and type along a new first axis; there may be none of them. */
  public static Tensor stack(List<Tensor> parts, Shape shape, DType dtype) {
    Tensor whole = Tensor.empty(shape.batched(parts.size()), dtype);
    int size = shape.size();
    for (int i = 0; i < parts.size(); i++) {
      System.arraycopy(parts.get(i).array(), 0, whole.array(), i * size, size);
    }
    return whole;
  }

  /** Cuts a tensor along an axis into parts of these sizes: the way back of {@link #join}. */
  public static List<Tensor> split(Tensor whole, int axis, int... sizes) {
    List<Tensor> parts = new ArrayList<>();
    int start = 0;
    for (int size : sizes) {
      Tensor part = Tensor.empty(whole.shape().with(axis, size), whole.dtype());
      copy(part, whole, axis, start, false);
      start += along(part, axis);
      parts.add(part);
    }
    return parts;
  }

  /** Cuts a tensor along an axis into so many parts of one size. */
  public static List<Tensor> splitEvenly(Tensor whole, int axis, int count) {
    int[] sizes = new int[count];
    Arrays.setAll(sizes, part -> whole.shape().dim(axis) / count);
    return split(whole, axis, sizes);
  }

  /** Copies between a part and its place in the whole. */
  private static void copy(Tensor part, Tensor whole, int axis, int start, boolean in) {
    int length = along(part, axis);
    int period = along(whole, axis);
    for (int at = 0, wholeAt = start; at < part.size(); at += length, wholeAt += period) {
      if (in) {
        System.arraycopy(part.array(), at, whole.array(), wholeAt, length);
      } else {
        System.arraycopy(whole.array(), wholeAt, part.array(), at, length);
      }
    }
  }

  /** How many numbers lie together: those of the axis and all behind it. */
  private static int along(Tensor tensor, int axis) {
    Shape shape = tensor.shape();
    return shape.sizeOf(shape.axis(axis), shape.rank());
  }
}
