package dev.sarvi.layer.activation;

import dev.sarvi.kernel.RowOperation;
import dev.sarvi.kernel.TensorMath;
import dev.sarvi.layer.Pass;
import dev.sarvi.layer.Tracer;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A function of whole rows, along any axes: they are brought to the end, where they are one row.
 * The output has the input's shape.
 *
 * @param operation what is done to a row
 * @param axes one axis or several; negative ones count from the end; null for all
 */
public record RowFunction(RowOperation operation, List<Integer> axes) implements TensorFunction {
  /** {@code e^(x - max) / Σ e^(x - max)}. */
  static RowFunction softmax(List<Integer> axes) {
    return new RowFunction(RowOperation.SOFTMAX, axes);
  }

  /** {@code x - max - log Σ e^(x - max)}. */
  static RowFunction logSoftmax(List<Integer> axes) {
    return new RowFunction(RowOperation.LOG_SOFTMAX, axes);
  }

  /** The nearest point of the simplex. */
  static RowFunction sparsemax(List<Integer> axes) {
    return new RowFunction(RowOperation.SPARSEMAX, axes);
  }

  @Override
  public Shape outputShape(Shape input) {
    if (axes != null) {
      axes.forEach(axis -> requireAxis(input, axis));
    }
    return input;
  }

  /** Refuses an axis that an input does not have. */
  static void requireAxis(Shape input, int axis) {
    if (axis < -input.rank() || axis >= input.rank()) {
      throw new IllegalArgumentException(
          "Expected an axis of an input of shape " + input + ". Received: axis=" + axis);
    }
  }

  @Override
  public Pass apply(Tensor x) {
    Shape shape = outputShape(x.shape());
    List<Integer> along = along(shape);
    int length = length(shape, along);
    if (liesInPlace(shape, along)) {
      int step = shape.stride(along.get(along.size() - 1));
      Tensor y = operation.map(x, length, step);
      return Pass.of(y, gradient -> operation.gradient(y, gradient, length, step));
    }
    int[] order = last(shape.rank(), along);
    int[] back = inverse(order);
    Tensor y = operation.map(TensorMath.transpose(x, order), length);
    return Pass.of(
        TensorMath.transpose(y, back),
        gradient -> {
          Tensor above = TensorMath.transpose(gradient, order);
          return TensorMath.transpose(operation.gradient(y, above, length), back);
        });
  }

  @Override
  public Tracer.Value steps(Tracer.Value x, Tracer tracer) {
    Shape shape = x.shape();
    List<Integer> along = along(shape);
    if (along.contains(0) || !liesInPlace(shape, along)) {
      return tracer.call(shape, tensor -> apply(tensor).output(), x);
    }
    int length = length(shape, along);
    int step = shape.stride(along.get(along.size() - 1));
    return tracer.compute(shape, (in, y) -> operation.map(in[0], length, step, y), x);
  }

  private List<Integer> along(Shape shape) {
    return axes == null
        ? IntStream.range(0, shape.rank()).boxed().toList()
        : axes.stream().map(shape::axis).distinct().sorted().toList();
  }

  private static int length(Shape shape, List<Integer> along) {
    return along.stream().mapToInt(shape::dim).reduce(1, Math::multiplyExact);
  }

  /** Whether the axes follow each other, so that elements of a row are evenly spaced. */
  private boolean liesInPlace(Shape shape, List<Integer> along) {
    if (along.isEmpty()) {
      return false;
    }
    int last = along.get(along.size() - 1);
    boolean inOneRun = last - along.get(0) == along.size() - 1;
    return inOneRun && (operation.isLanewise() || last == shape.rank() - 1);
  }

  /** The formula. */
  @Override
  public String toString() {
    return operation + " along " + (axes == null ? "all axes" : "axis " + axes);
  }

  private static int[] last(int rank, List<Integer> last) {
    IntStream first = IntStream.range(0, rank).filter(axis -> !last.contains(axis));
    return IntStream.concat(first, last.stream().mapToInt(Integer::intValue)).toArray();
  }

  private static int[] inverse(int[] order) {
    int[] inverse = new int[order.length];
    for (int i = 0; i < order.length; i++) {
      inverse[order[i]] = i;
    }
    return inverse;
  }
}
