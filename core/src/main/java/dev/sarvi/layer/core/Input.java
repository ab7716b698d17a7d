package dev.sarvi.layer.core;

import dev.sarvi.config.DTypePolicy;
import dev.sarvi.layer.Options;
import dev.sarvi.layer.SymbolicTensor;
import dev.sarvi.tensor.DType;
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

  /** An input of this type, such as {@code int32}; other data are cast to it. */
  public static SymbolicTensor of(Shape sample, DType dtype) {
    return ofBatch(sample.batched(Shape.UNKNOWN), dtype, Options.DEFAULT);
  }

  /** An input whose batches have this shape. */
  public static SymbolicTensor ofBatch(Shape batch, Options options) {
    DTypePolicy policy =
        options.dtypePolicy() == null ? DTypePolicy.FLOAT32 : options.dtypePolicy();
    return ofBatch(batch, policy.computeDType(), options);
  }

  /** An input whose batches have this shape, and elements of this type. */
  public static SymbolicTensor ofBatch(Shape batch, DType dtype, Options options) {
    return new InputLayer(new InputLayer.Config(batch, dtype), options).output();
  }
}
