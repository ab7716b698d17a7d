package dev.sarvi.kernel;

import dev.sarvi.tensor.DType;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * A tensor with its axes in another order. Where the last axis stays the last, whole runs are
 * copied; elsewhere it and the axis that was the last are a matrix, transposed in blocks.
 */
final class Transposition {
  /** Elements from which on other threads help. */
  private static final int WORTH_SHARING = 1 << 16;

  private static final int TASKS = 16;

  private final Tensor from;
  private final Tensor to;
  private final int[] steps;
  private final int last;
  private final int wasLast;
  private final int[] others;

  private Transposition(Tensor from, Tensor to, int[] order) {
    this.from = from;
    this.to = to;
    this.steps = each(order, from.shape()::stride);
    this.last = order.length - 1;
    this.wasLast = IntStream.range(0, order.length).filter(i -> order[i] == last).sum();
    this.others = IntStream.range(0, order.length).filter(i -> i != last && i != wasLast).toArray();
  }

  private static int[] each(int[] order, IntUnaryOperator of) {
    return IntStream.of(order).map(of).toArray();
  }

  /**
   * The tensor with its axes in this order.
   *
   * @param order which axis comes first, second, ...; not all as they are
   */
  static Tensor of(Tensor tensor, int... order) {
    Tensor to = Tensor.empty(Shape.of(each(order, tensor.shape()::dim)), tensor.dtype());
    copy(tensor, to, order);
    return to;
  }

  /** Copies a tensor, with its axes in this order. */
  static void copy(Tensor from, Tensor to, int... order) {
    if (from.size() > 0) {
      new Transposition(from, to, order).copyAll();
    }
  }

  private void copyAll() {
    int parts = IntStream.of(others).map(to.shape()::dim).reduce(1, Math::multiplyExact);
    int tasks = from.size() < WORTH_SHARING ? 1 : Math.min(parts, TASKS);
    Parallel.run(
        tasks,
        task -> {
          int end = (int) ((long) parts * (task + 1) / tasks);
          for (int part = (int) ((long) parts * task / tasks); part < end; part++) {
            copy(part);
          }
        });
  }

  /** Copies what has one index of the other axes. */
  private void copy(int part) {
    int source = 0;
    int target = 0;
    int left = part;
    for (int i = others.length - 1; i >= 0; i--) {
      int size = to.shape().dim(others[i]);
      source += left % size * steps[others[i]];
      target += left % size * to.shape().stride(others[i]);
      left /= size;
    }
    int length = to.shape().dim(last);
    if (last == wasLast) {
      System.arraycopy(from.array(), source, to.array(), target, length);
    } else {
      copyMatrix(source, target, length, to.shape().dim(wasLast), to.shape().stride(wasLast));
    }
  }

  private void copyMatrix(int source, int target, int rows, int columns, int stride) {
    if (from.dtype() == DType.FLOAT32) {
      FloatTransposition.copy(
          new FloatMatrix(from.floats(), source, rows, columns, steps[last], 1),
          to.floats(),
          target,
          stride);
    } else if (from.dtype() == DType.FLOAT64) {
      DoubleTransposition.copy(
          new DoubleMatrix(from.doubles(), source, rows, columns, steps[last], 1),
          to.doubles(),
          target,
          stride);
    } else {
      for (int i = 0; i < rows; i++) {
        for (int j = 0; j < columns; j++) {
          int at = source + i * steps[last] + j;
          System.arraycopy(from.array(), at, to.array(), target + j * stride + i, 1);
        }
      }
    }
  }
}
