package dev.sarvi.keras.upgrade;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.Map;
import java.util.Set;

/** How models are trained, in Keras 3's words. */
final class Compilations {
  /** Of optimizers, what asks for nothing now. */
  private static final Set<String> GONE = Set.of("jit_compile", "is_legacy_optimizer");

  /** Metrics that hold a function: {@code {"class_name": ..., "config": {"fn": "mse"}}}. */
  private static final Set<String> WRAPPERS = Set.of("MeanMetricWrapper", "SumOverBatchSizeMetric");

  private Compilations() {}

  static JsonElement upgraded(JsonElement json) {
    if (!(json instanceof JsonObject compilation)) {
      return json;
    }
    if (compilation.has("optimizer_config")) {
      compilation.add("optimizer", compilation.remove("optimizer_config"));
    }
    if (compilation.get("optimizer") instanceof JsonObject optimizer) {
      optimizer(optimizer);
    }
    for (String key : new String[] {"loss", "metrics", "weighted_metrics"}) {
      if (compilation.has(key)) {
        compilation.add(key, measured(compilation.get(key)));
      }
    }
    return compilation;
  }

  private static void optimizer(JsonObject optimizer) {
    String className = Upgrade.text(optimizer, "class_name");
    if (className != null && className.startsWith("Custom>")) {
      optimizer.addProperty("class_name", className.substring("Custom>".length()));
      optimizer.remove("registered_name");
    }
    if (!(optimizer.get("config") instanceof JsonObject config)) {
      return;
    }
    if (config.has("lr") && !config.has("learning_rate")) {
      config.add("learning_rate", config.remove("lr"));
    }
    GONE.forEach(config::remove);
    if (Values.isNumber(config.get("decay"), 0)) {
      config.remove("decay");
    }
    Map.of("epsilon", 1e-7, "ema_momentum", 0.99)
        .forEach(
            (key, value) -> {
              if (config.has(key) && config.get(key).isJsonNull()) {
                config.addProperty(key, value);
              }
            });
  }

  /** Losses and metrics. */
  private static JsonElement measured(JsonElement json) {
    if (json instanceof JsonArray list) {
      list.asList().replaceAll(Compilations::measured);
      return list;
    }
    if (!(json instanceof JsonObject object)) {
      return json;
    }
    String className = Upgrade.text(object, "class_name");
    if (className == null) {
      object.entrySet().forEach(entry -> entry.setValue(measured(entry.getValue())));
      return object;
    }
    if (!(object.get("config") instanceof JsonObject config)) {
      return object;
    }
    if (WRAPPERS.contains(className) && config.get("fn") instanceof JsonPrimitive function) {
      boolean accuracy = "accuracy".equals(Upgrade.text(config, "name"));
      return accuracy ? new JsonPrimitive("accuracy") : function;
    }
    if ("auto".equals(Upgrade.text(config, "reduction"))) {
      config.addProperty("reduction", "sum_over_batch_size");
    }
    config.remove("fn");
    return object;
  }
}
