package dev.sarvi.keras;

import dev.sarvi.layer.Layer;
import dev.sarvi.layer.core.InputLayer;
import dev.sarvi.tensor.DType;
import java.util.Collection;

/** The element type of a model as a whole, to which its inputs are cast. */
final class ModelType {
  private ModelType() {}

  /** That of its policy, but wide enough for its inputs. */
  static DType of(Collection<Layer> layers, DType policy) {
    boolean wide =
        layers.stream()
            .anyMatch(layer -> layer instanceof InputLayer && layer.dtype() == DType.FLOAT64);
    return wide ? DType.FLOAT64 : policy;
  }
}
