package dev.sarvi.keras.upgrade;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Arguments of layers: their names, their spelling, and what has gone since. */
final class Arguments {
  private static final double OLD_HARD_SIGMOID_SLOPE = 0.2;

  private static final Set<String> ACTIVATIONS =
      Set.of("activation", "recurrent_activation", "gate_activation");

  private final Generation generation;

  Arguments(Generation generation) {
    this.generation = generation;
  }

  /** Puts a layer's arguments into Keras 3's words. */
  void upgrade(JsonObject layer, JsonObject config) {
    String className = Upgrade.text(layer, "class_name");
    ArgumentNames.rename(className, config);
    if (generation == Generation.KERAS_1) {
      ofKeras1(layer, config);
    }
    ArgumentNames.dropInert(className, config);
    oneAxis(className, config);
    if (generation != Generation.KERAS_3) {
      ACTIVATIONS.forEach(key -> oldActivation(config, key));
      resetBefore(className, config);
      lenient(layer, config);
    }
  }

  /** BatchNormalization of tf.keras writes its axis as a list of one. */
  private static void oneAxis(String className, JsonObject config) {
    if (className.equals("BatchNormalization")
        && config.get("axis") instanceof JsonArray axes
        && axes.size() == 1) {
      config.add("axis", axes.get(0));
    }
  }

  /** Keras 3 computes another hard_sigmoid. */
  private static void oldActivation(JsonObject config, String key) {
    if ("hard_sigmoid".equals(Upgrade.text(config, key))) {
      config.add(
          key,
          function("hard_sigmoid", Map.of("slope", new JsonPrimitive(OLD_HARD_SIGMOID_SLOPE))));
    }
  }

  /** GRU reset the state before the product, until there was an argument for it. */
  private static void resetBefore(String className, JsonObject config) {
    if (className.startsWith("GRU") && !config.has("reset_after")) {
      config.addProperty("reset_after", false);
    }
  }

  /** How the bias of an LSTM's forget gate starts, in Keras 1. */
  private static void forgetBias(JsonObject config) {
    String start = String.valueOf(Upgrade.text(config, "forget_bias_init"));
    if (start.equals("one") || start.equals("zero")) {
      config.remove("forget_bias_init");
      config.addProperty("unit_forget_bias", start.equals("one"));
    }
  }

  /** A function with arguments, for which Keras itself has no form. */
  private static JsonObject function(String name, Map<String, JsonElement> arguments) {
    JsonObject function = Values.serialized("function", new JsonPrimitive(name));
    JsonObject all = new JsonObject();
    arguments.forEach(all::add);
    function.add("arguments", all);
    return function;
  }

  /**
   * What Keras 3 refuses although it was allowed: slopes and thresholds below zero. The function of
   * the same name takes them.
   */
  private static void lenient(JsonObject layer, JsonObject config) {
    switch (Upgrade.text(layer, "class_name")) {
      case "LeakyReLU" -> {
        if (isNegative(config.get("negative_slope"))) {
          JsonElement slope = config.remove("negative_slope");
          asActivation(layer, config, function("leaky_relu", Map.of("negative_slope", slope)));
        }
      }
      case "ThresholdedReLU" -> {
        if (isNegative(config.get("theta"))) {
          JsonElement theta = config.remove("theta");
          asActivation(layer, config, function("relu", Map.of("threshold", theta)));
        }
      }
      case "ReLU" -> lenientRelu(layer, config);
      default -> {
        // Nothing else changed in what it takes.
      }
    }
  }

  private static void lenientRelu(JsonObject layer, JsonObject config) {
    JsonObject arguments = new JsonObject();
    boolean negative = false;
    for (String key : List.of("max_value", "negative_slope", "threshold")) {
      if (config.has(key)) {
        arguments.add(key, config.get(key));
        negative |= !key.equals("max_value") && isNegative(config.get(key));
      }
    }
    if (negative) {
      arguments.keySet().forEach(config::remove);
      asActivation(layer, config, function("relu", arguments.asMap()));
    }
  }

  private static boolean isNegative(JsonElement json) {
    return json instanceof JsonPrimitive one && one.isNumber() && one.getAsDouble() < 0;
  }

  private static void asActivation(JsonObject layer, JsonObject config, JsonObject function) {
    layer.addProperty("class_name", "Activation");
    config.add("activation", function);
  }

  private static void ofKeras1(JsonObject layer, JsonObject config) {
    String className = Upgrade.text(layer, "class_name");
    kernelSize(config);
    forgetBias(config);
    mergeMode(layer, className, config);
    for (Map.Entry<String, JsonElement> entry : config.entrySet()) {
      if (entry.getKey().endsWith("_regularizer") || entry.getKey().endsWith("_constraint")) {
        entry.setValue(penalty(entry.getValue()));
      }
    }
    if (className.equals("BatchNormalization") && Values.isNumber(config.get("mode"), 0)) {
      config.remove("mode");
    }
    if (className.startsWith("ZeroPadding") && config.get("padding") instanceof JsonArray padding) {
      config.add("padding", pairs(padding));
    }
  }

  private static void kernelSize(JsonObject config) {
    if (config.has("nb_row") && config.has("nb_col")) {
      config.add("kernel_size", Values.list(config.remove("nb_row"), config.remove("nb_col")));
    }
  }

  /** {@code {"name": "WeightRegularizer", "l1": 0, "l2": 0.01}}. */
  private static JsonElement penalty(JsonElement json) {
    if (!(json instanceof JsonObject old) || old.has("class_name")) {
      return json;
    }
    String name = Upgrade.text(old, "name");
    JsonObject config = old.deepCopy();
    config.remove("name");
    if (config.has("m")) {
      config.add("max_value", config.remove("m"));
    }
    return Values.serialized(config.has("l1") || config.has("l2") ? "L1L2" : name, config);
  }

  /** {@code (1, 2)} is {@code ((1, 1), (2, 2))}, and {@code (1, 2, 3, 4)} is in pairs. */
  private static JsonElement pairs(JsonArray padding) {
    if (padding.isEmpty() || !padding.get(0).isJsonPrimitive()) {
      return padding;
    }
    boolean four = padding.size() == 4;
    JsonArray pairs = new JsonArray();
    for (int i = 0; i < padding.size(); i += four ? 2 : 1) {
      pairs.add(Values.list(padding.get(i), padding.get(four ? i + 1 : i)));
    }
    return pairs;
  }

  private static final Map<String, String> MERGES =
      Map.of(
          "sum", "Add",
          "mul", "Multiply",
          "concat", "Concatenate",
          "ave", "Average",
          "max", "Maximum",
          "dot", "Dot");

  /** Keras 1 has one layer for all ways to merge. */
  private static void mergeMode(JsonObject layer, String className, JsonObject config) {
    String mode = Upgrade.text(config, "mode");
    if (!className.equals("Merge") || !MERGES.containsKey(mode) || config.has("layers")) {
      return;
    }
    layer.addProperty("class_name", MERGES.get(mode));
    JsonElement axis = config.get("concat_axis");
    JsonElement dotAxes = config.get("dot_axes");
    config.keySet().retainAll(Set.of("name", "trainable", "dtype"));
    if (mode.equals("concat") && axis != null) {
      config.add("axis", axis);
    }
    if (mode.equals("dot") && dotAxes != null && dotAxes != JsonNull.INSTANCE) {
      config.add("axes", dotAxes);
    }
  }
}
