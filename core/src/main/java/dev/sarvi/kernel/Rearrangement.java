package dev.sarvi.kernel;

import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/**
 * Where each element of a result comes from, said axis by axis: transposing, slicing, padding,
 * repeating, flipping and the like. The way back adds each element of a gradient to where its
 * element came from.
 */
public final class Rearrangement {
  private static final int OUTSIDE = Integer.MIN_VALUE;

  private final Shape from;
  private final Shape to;

  /** For each axis: how far each of its indices moves in the source, or {@link #OUTSIDE}. */
  private final int[][] steps;

  private final int run;

  /**
   * The rearrangement of tensors of a shape.
   *
   * @param from the shape of the source; known
   * @param axes those of the result in order; all axes of the source are among them, or have length
   *     1
   */
  public Rearrangement(Shape from, List<Axis> axes) {
    this.from = from;
    this.to = shape(axes);
    this.steps = new int[axes.size()][];
    for (int axis = 0; axis < steps.length; axis++) {
      steps[axis] = steps(axes.get(axis));
    }
    this.run = steps.length > 0 && isContiguous(steps[steps.length - 1]) ? last().length : 1;
  }

  /** The shape that axes make; unknown where they are. */
  public static Shape shape(List<Axis> axes) {
    return Shape.of(axes.stream().filter(Axis::isKept).map(Axis::length).toList());
  }

  private int[] steps(Axis axis) {
    int stride = axis.source() == Axis.NONE ? 0 : from.stride(axis.source());
    int[] of = new int[axis.length()];
    for (int i = 0; i < of.length; i++) {
      int index = axis.index().applyAsInt(i);
      of[i] = index < 0 ? OUTSIDE : index * stride;
    }
    return of;
  }

  private int[] last() {
    return steps[steps.length - 1];
  }

  private static boolean isContiguous(int[] steps) {
    for (int i = 0; i < steps.length; i++) {
      if (steps[i] == OUTSIDE || steps[i] != steps[0] + i) {
        return false;
      }
    }
    return steps.length > 0;
  }

  /** The result; elements that are not in the source have the value of {@code outside}. */
  public Tensor apply(Tensor source, double outside) {
    Tensor result = Tensor.full(to, source.dtype(), outside);
    forEachRun(
        (at, position) -> System.arraycopy(source.array(), position, result.array(), at, run));
    return result;
  }

  /** The gradient of the source from that of the result, in {@code float32} or {@code float64}. */
  public Tensor gradient(Tensor ofResult) {
    Tensor ofSource = Tensor.zeros(from, ofResult.dtype());
    if (ofSource.array() instanceof float[] sums) {
      float[] terms = ofResult.floats();
      forEachRun(
          (at, position) -> {
            for (int i = 0; i < run; i++) {
              sums[position + i] += terms[at + i];
            }
          });
    } else {
      double[] sums = ofSource.doubles();
      double[] terms = ofResult.doubles();
      forEachRun(
          (at, position) -> {
            for (int i = 0; i < run; i++) {
              sums[position + i] += terms[at + i];
            }
          });
    }
    return ofSource;
  }

  private interface Run {
    void at(int position, int sourcePosition);
  }

  /** Visits the elements of the result that are in the source, in order, a run at a time. */
  private void forEachRun(Run visit) {
    int size = to.size();
    int[] index = new int[steps.length];
    int fastest = steps.length - 1;
    for (int at = 0; at < size; at += run) {
      int position = position(index);
      if (position >= 0) {
        visit.at(at, position);
      }
      if (fastest >= 0) {
        index[fastest] += run;
        for (int axis = fastest; axis > 0 && index[axis] == steps[axis].length; axis--) {
          index[axis] = 0;
          index[axis - 1]++;
        }
      }
    }
  }

  private int position(int[] index) {
    int position = 0;
    for (int axis = 0; axis < index.length; axis++) {
      int step = steps[axis][index[axis]];
      if (step == OUTSIDE) {
        return -1;
      }
      position += step;
    }
    return position;
  }

  /** The shapes of source and result. */
  @Override
  public String toString() {
    return from + " to " + to + " by " + Arrays.deepToString(steps);
  }
}
