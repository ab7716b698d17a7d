package dev.sarvi.keras.upgrade;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Optional;

/** Models: how their layers are listed, where their data comes in, how calls are written. */
final class Models {
  private static final String SHAPE = "batch_input_shape";

  private Models() {}

  /**
   * A Sequential's config: until Keras 2.2.2 it was the list of the layers alone, and it had no
   * InputLayer, but an input shape at the first layer.
   *
   * @param name the model's, or null
   */
  static JsonElement sequential(JsonElement given, String name) {
    JsonObject config = new JsonObject();
    if (given instanceof JsonArray layers) {
      if (name != null) {
        config.addProperty("name", name);
      }
      config.add("layers", layers);
    } else if (given instanceof JsonObject object) {
      config = object;
    }
    if (!(config.get("layers") instanceof JsonArray layers) || layers.isEmpty()) {
      return given;
    }
    boolean input =
        layers.get(0) instanceof JsonObject first
            && "InputLayer".equals(Upgrade.text(first, "class_name"));
    if (!input) {
      Optional<JsonObject> source = source(layers.get(0));
      if (source.isPresent()) {
        JsonArray all = new JsonArray();
        all.add(inputLayer(source.get()));
        all.addAll(layers);
        config.add("layers", all);
      }
    }
    return config;
  }

  /** The config that says what a layer or model takes in. */
  private static Optional<JsonObject> source(JsonElement layer) {
    if (!(layer instanceof JsonObject object)) {
      return Optional.empty();
    }
    JsonElement config = object.get("config");
    if (config instanceof JsonObject arguments && arguments.has(SHAPE)) {
      return Optional.of(arguments);
    }
    JsonElement inside = config instanceof JsonObject model ? model.get("layers") : config;
    if (!(inside instanceof JsonArray layers) || layers.isEmpty()) {
      return Optional.empty();
    }
    boolean sequential = "Sequential".equals(Upgrade.text(object, "class_name"));
    return sequential ? source(layers.get(0)) : onlyInput(layers);
  }

  private static Optional<JsonObject> onlyInput(JsonArray layers) {
    JsonObject found = null;
    for (JsonElement layer : layers) {
      if (layer instanceof JsonObject object
          && "InputLayer".equals(Upgrade.text(object, "class_name"))
          && object.get("config") instanceof JsonObject config
          && config.has(SHAPE)) {
        if (found != null) {
          return Optional.empty();
        }
        found = config;
      }
    }
    return Optional.ofNullable(found);
  }

  private static JsonObject inputLayer(JsonObject source) {
    JsonObject config = new JsonObject();
    String name = Upgrade.text(source, "name");
    config.addProperty("name", (name == null ? "sequential" : name) + "_input");
    config.add(SHAPE, source.get(SHAPE).deepCopy());
    for (String key : new String[] {"input_dtype", "dtype"}) {
      if (source.has(key)) {
        config.add("dtype", source.get(key).deepCopy());
        break;
      }
    }
    return Values.serialized("InputLayer", config);
  }

  /** A functional model's config; its layers are in Keras 3's words already. */
  static void functional(JsonObject config) {
    if (config.get("layers") instanceof JsonArray layers) {
      new Calls(layers).upgrade(config);
    }
  }
}
