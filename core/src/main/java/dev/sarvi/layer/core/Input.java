package dev.sarvi.layer.core;

import dev.sarvi.layer.Options;
import dev.sarvi.layer.SymbolicTensor;
import dev.sarvi.tensor.Shape;

/** Makes the symbolic tensors that a model begins with. */
public final class Input {
  private Input() {}

  /** An input whose samples have these dimensions; the batch may have any size. */
  public static SymbolicTensor of(int... sample) {
    return of(Shape.of(sample), Options.DEFAULT);
  }

  /** An input whose samples have this shape; the batch may have any size. */
  public static SymbolicTensor of(Shape sample, Options options) {
    return ofBatch(sample.batched(Shape.UNKNOWN), options);
  }

  /** An input whose batches have this shape. */
  public static SymbolicTensor ofBatch(Shape batch, Options options) {
    return new InputLayer(new InputLayer.Config(batch, options.dtype().toString()), options)
        .output();
  }
}
