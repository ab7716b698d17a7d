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
    List<Integer> along =
        axes == null ? IntStream.range(0, shape.rank()).boxed().toList() : distinct(shape);
    int[] order = last(shape.rank(), along);
    int[] back = inverse(order);
    int length = along.stream().mapToInt(shape::dim).reduce(1, Math::multiplyExact);
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
    boolean areRows = axes != null && distinct(shape).equals(List.of(shape.rank() - 1));
    return areRows
        ? tracer.compute(shape, (in, y) -> operation.map(in[0], shape.dim(-1), y), x)
        : tracer.call(shape, tensor -> apply(tensor).output(), x);
  }

  /** The formula. */
  @Override
  public String toString() {
    return operation + " along " + (axes == null ? "all axes" : "axis " + axes);
  }

  private List<Integer> distinct(Shape shape) {
    return axes.stream().map(shape::axis).distinct().sorted().toList();
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
