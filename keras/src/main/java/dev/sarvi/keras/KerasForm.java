package dev.sarvi.keras;

import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.sarvi.layer.Layer;
import dev.sarvi.layer.Layers;
import dev.sarvi.layer.activation.ReLU;
import dev.sarvi.layer.activation.ThresholdedReLU;
import dev.sarvi.model.Model;
import java.util.Map;

/**
 * What a layer is in Keras 3.
 *
 * @param module where Keras has the class; null for one that is registered
 * @param className the class
 * @param registered the name under which it is registered; null for Keras's own
 * @param config that class's arguments
 */
record KerasForm(String module, String className, String registered, Record config) {
  static final String CLASS_NAME = "class_name";

  private static final String LAYERS = "keras.layers";

  private static final String CONVNEXT = "keras.src.applications.convnext";

  /** The modules of the classes that are not among Keras's layers. */
  private static final Map<String, String> ELSEWHERE =
      Map.of(
          "LayerScale", CONVNEXT,
          "StochasticDepth", CONVNEXT,
          "CustomScaleLayer", "keras.src.applications.inception_resnet_v2");

  /**
   * The layer itself, but for {@code ThresholdedReLU}, which Keras 3 has as a case of ReLU, and for
   * a layer of the caller's own, which has the class that it is registered as or was read as.
   */
  static KerasForm of(Layer layer) {
    if (layer instanceof ThresholdedReLU thresholded) {
      ReLU.Config config = new ReLU.Config(null, 0, thresholded.config().theta());
      return new KerasForm(LAYERS, "ReLU", null, config);
    }
    if (layer.registered().isPresent()) {
      return new KerasForm(null, layer.className(), layer.registered().get(), layer.config());
    }
    if (!isKeras(layer) && FileWords.of(layer, CLASS_NAME) instanceof JsonPrimitive className) {
      return new KerasForm(LAYERS, className.getAsString(), null, layer.config());
    }
    String module = ELSEWHERE.getOrDefault(layer.className(), LAYERS);
    return new KerasForm(module, layer.className(), null, layer.config());
  }

  /** The serialized layer. */
  JsonObject json(JsonObject config) {
    return ConfigWriter.object(module, className, config, registered);
  }

  /** Whether Keras has such a layer, or it is a model. */
  static boolean isKeras(Layer layer) {
    return layer instanceof Model
        || Layers.named(layer.getClass().getSimpleName())
            .filter(type -> type.type() == layer.getClass())
            .isPresent();
  }
}
