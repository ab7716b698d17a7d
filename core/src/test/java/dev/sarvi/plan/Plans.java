package dev.sarvi.plan;

import dev.sarvi.layer.Operation;
import dev.sarvi.tensor.DType;
import dev.sarvi.tensor.Shape;
import java.util.List;

/** Plans as they are of operations so large that few samples fit into the cache. */
public final class Plans {
  private Plans() {}

  /**
   * One that computes a sample at a time, where samples are independent.
   *
   * @param operation that is built
   */
  public static Plan bySample(Operation operation, List<Shape> shapes, List<DType> dtypes) {
    return Plan.of(operation, shapes, dtypes, 1);
  }

  /** One that computes so many bytes at a time. */
  static Plan bySamples(Operation operation, Shape shape, DType dtype, long bytes) {
    return Plan.of(operation, List.of(shape), List.of(dtype), bytes);
  }
}
