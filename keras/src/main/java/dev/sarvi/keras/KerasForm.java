package dev.sarvi.keras;

import com.google.gson.JsonPrimitive;
import dev.sarvi.layer.Layer;
import dev.sarvi.layer.Layers;
import dev.sarvi.layer.activation.ReLU;
import dev.sarvi.layer.activation.ThresholdedReLU;
import dev.sarvi.model.Model;

/**
 * What a layer is in Keras 3.
 *
 * @param className Keras's class
 * @param config that class's arguments
 */
record KerasForm(String className, Record config) {
  static final String CLASS_NAME = "class_name";

  /**
   * The layer itself, but for {@code ThresholdedReLU}, which Keras 3 has as a case of ReLU, and for
   * a layer of the caller's own, which has the class that it was read as.
   */
  static KerasForm of(Layer layer) {
    if (layer instanceof ThresholdedReLU thresholded) {
      return new KerasForm("ReLU", new ReLU.Config(null, 0, thresholded.config().theta()));
    }
    if (!isKeras(layer) && FileWords.of(layer, CLASS_NAME) instanceof JsonPrimitive className) {
      return new KerasForm(className.getAsString(), layer.config());
    }
    return new KerasForm(layer.getClass().getSimpleName(), layer.config());
  }

  /** Whether Keras has such a layer, or it is a model. */
  static boolean isKeras(Layer layer) {
    return layer instanceof Model
        || Layers.named(layer.getClass().getSimpleName())
            .filter(type -> type.type() == layer.getClass())
            .isPresent();
  }
}
