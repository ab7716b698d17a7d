package dev.sarvi.initializer;

import dev.sarvi.tensor.DType;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.List;

/**
 * Truncated normal with standard deviation {@code sqrt(1 / fanIn)}. See Keras: LecunNormal.
 *
 * @param seed gives the same numbers at each use; null for other numbers at each use
 * @param inputAxes as in {@link VarianceScaling}
 * @param outputAxes as in {@link VarianceScaling}
 */
public record LecunNormal(Long seed, List<Integer> inputAxes, List<Integer> outputAxes)
    implements Initializer {
  /** Keras's defaults. */
  public LecunNormal() {
    this(null);
  }

  /** With the usual axes. */
  public LecunNormal(Long seed) {
    this(seed, null, null);
  }

  @Override
  public Tensor create(Shape shape, DType dtype, long fallback) {
    return new VarianceScaling(1, "fan_in", "truncated_normal", seed, inputAxes, outputAxes)
        .create(shape, dtype, fallback);
  }
}
