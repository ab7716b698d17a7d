package dev.sarvi.layer.attention;

import dev.sarvi.kernel.TensorMath;
import dev.sarvi.layer.argument.Arguments;
import dev.sarvi.tensor.DType;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.List;
import java.util.function.IntBinaryOperator;

/** Which positions attend to which: tensors of 1 and 0, of shape (..., queries, keys). */
final class ScoreMasks {
  private ScoreMasks() {}

  /** Refuses masks of which there is not one, or null, for each input. */
  static void requireOneEach(List<Shape> inputs, List<Shape> masks, String layer) {
    Arguments.require(
        masks.size() == inputs.size(),
        layer + " expected a mask, or null, for each input. Received: mask=" + masks);
  }

  /** What counts in both; null stands for all. */
  static Tensor and(Tensor a, Tensor b) {
    if (a == null || b == null) {
      return a == null ? b : a;
    }
    return TensorMath.product(a, b);
  }

  /** A mask of queries, for all keys; null stays. */
  static Tensor ofQueries(Tensor mask, DType dtype) {
    return mask == null ? null : mask.cast(dtype).reshape(mask.shape().concat(Shape.of(1)));
  }

  /** A mask of keys, for all queries; null stays. */
  static Tensor ofKeys(Tensor mask, DType dtype) {
    if (mask == null) {
      return null;
    }
    int last = mask.shape().rank() - 1;
    Shape shape =
        mask.shape().slice(0, last).concat(Shape.of(1)).concat(mask.shape().slice(last, last + 1));
    return mask.cast(dtype).reshape(shape);
  }

  /** No query attends to later keys. */
  static Tensor causal(int queries, int keys, DType dtype) {
    return of(queries, keys, dtype, (query, key) -> query >= key ? 1 : 0);
  }

  /** Queries attend to keys less than so far away. */
  static Tensor window(int queries, int keys, int size, DType dtype) {
    return of(queries, keys, dtype, (query, key) -> Math.abs(query - key) < size ? 1 : 0);
  }

  private static Tensor of(int queries, int keys, DType dtype, IntBinaryOperator attends) {
    float[] mask = new float[queries * keys];
    for (int i = 0; i < mask.length; i++) {
      mask[i] = attends.applyAsInt(i / keys, i % keys);
    }
    return Tensor.of(Shape.of(1, queries, keys), mask).cast(dtype);
  }
}
