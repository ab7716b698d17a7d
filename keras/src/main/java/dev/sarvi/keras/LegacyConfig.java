package dev.sarvi.keras;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.Map;

/**
 * Configs in the words of a whole-model {@code .h5} file, as Keras 3 writes it: those of a {@code
 * .keras} file, where layers have neither module nor build config.
 */
final class LegacyConfig {
  /** Of losses whose short name Keras, reading this form, takes for a metric's. */
  private static final Map<String, String> FULL_NAMES =
      Map.of(
          "mse", "mean_squared_error",
          "mae", "mean_absolute_error",
          "mape", "mean_absolute_percentage_error",
          "msle", "mean_squared_logarithmic_error");

  private LegacyConfig() {}

  /** A layer, or a model with all its layers. */
  static JsonObject ofLayer(JsonObject layer) {
    if (keepsItsForm(layer)) {
      return layer;
    }
    JsonObject legacy = new JsonObject();
    for (Map.Entry<String, JsonElement> entry : layer.entrySet()) {
      switch (entry.getKey()) {
        case "config" -> legacy.add("config", ofConfig(entry.getValue().getAsJsonObject()));
        case "class_name", "name", "inbound_nodes" -> legacy.add(entry.getKey(), entry.getValue());
        default -> {
          // What Keras 2 had not.
        }
      }
    }
    return legacy;
  }

  /**
   * Keras takes the form of a {@code .keras} file here, too. What it would not find in the other
   * form keeps that: operations, and an axis, which it forgets (3.5 any, 3.15 several).
   */
  private static boolean keepsItsForm(JsonObject layer) {
    JsonElement axis = layer.getAsJsonObject("config").get("axis");
    boolean hasAxis = axis != null && !axis.toString().equals("-1");
    return hasAxis
        || (layer.get("module") instanceof JsonPrimitive module
            && OperationForm.isModule(module.getAsString()));
  }

  private static JsonObject ofConfig(JsonObject config) {
    if (!(config.get("layers") instanceof JsonArray layers)) {
      return config;
    }
    JsonObject legacy = new JsonObject();
    config.entrySet().forEach(entry -> legacy.add(entry.getKey(), entry.getValue()));
    JsonArray inside = new JsonArray();
    layers.forEach(layer -> inside.add(ofLayer(layer.getAsJsonObject())));
    legacy.add("layers", inside);
    return legacy;
  }

  /** {@code training_config} of a {@code compile_config}. */
  static JsonObject ofCompilation(JsonObject compilation) {
    JsonObject training = compilation.deepCopy();
    if (training.remove("optimizer") instanceof JsonObject optimizer) {
      training.add("optimizer_config", ofLayer(optimizer));
    }
    if (training.has("loss")) {
      training.add("loss", ofLoss(training.get("loss")));
    }
    return training;
  }

  /**
   * One loss, or several: {@code mse} by its full name, for Keras takes the short one for a metric.
   */
  private static JsonElement ofLoss(JsonElement loss) {
    if (loss instanceof JsonArray several) {
      JsonArray named = new JsonArray();
      several.forEach(one -> named.add(ofLoss(one)));
      return named;
    } else if (loss instanceof JsonObject several) {
      JsonObject named = new JsonObject();
      several.entrySet().forEach(one -> named.add(one.getKey(), ofLoss(one.getValue())));
      return named;
    }
    return loss instanceof JsonPrimitive name && FULL_NAMES.containsKey(name.getAsString())
        ? new JsonPrimitive(FULL_NAMES.get(name.getAsString()))
        : loss;
  }
}
