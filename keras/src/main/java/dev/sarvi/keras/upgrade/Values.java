package dev.sarvi.keras.upgrade;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.List;
import java.util.regex.Pattern;

/** Values in configs: those that older files wrap; how they are told apart, and made. */
final class Values {
  private static final Pattern OF_TENSORFLOW =
      Pattern.compile("^(tf_keras|tensorflow\\.(python\\.)?keras)(?=\\.|$)");

  private Values() {}

  /** Whether a number of this value stands there. */
  static boolean isNumber(JsonElement json, double value) {
    return json instanceof JsonPrimitive one && one.isNumber() && one.getAsDouble() == value;
  }

  /** Whether an integer stands there, of no more digits than 32 bits hold for certain. */
  static boolean isInteger(JsonElement json) {
    return json instanceof JsonPrimitive one
        && one.isNumber()
        && one.getAsString().matches("-?\\d{1,9}");
  }

  /** A list of these elements. */
  static JsonArray list(JsonElement... elements) {
    JsonArray list = new JsonArray();
    List.of(elements).forEach(list::add);
    return list;
  }

  /** A list as it is, anything else as a list of one. */
  static JsonArray inList(JsonElement json) {
    return json instanceof JsonArray list ? list : list(json);
  }

  /** Something serialized: {@code {"class_name": ..., "config": ...}}. */
  static JsonObject serialized(String className, JsonElement config) {
    JsonObject object = new JsonObject();
    object.addProperty("class_name", className);
    object.add("config", config);
    return object;
  }

  /**
   * What a wrapped number or tuple holds: {@code {"type": "ndarray", "value": 0.1}}, {@code
   * {"class_name": "__tuple__", "items": [1, 2]}}, {@code {"class_name": "__numpy__", "config":
   * {"value": ...}}}. Anything else is as it was.
   */
  static JsonElement plain(JsonObject object) {
    String type = Upgrade.text(object, "type");
    if ("ndarray".equals(type) && object.has("value")) {
      return object.get("value");
    }
    String className = Upgrade.text(object, "class_name");
    if ("__tuple__".equals(className) && object.has("items")) {
      return object.get("items");
    }
    boolean numpy = "__numpy__".equals(className) || "__tensor__".equals(className);
    if (numpy && object.get("config") instanceof JsonObject config && config.has("value")) {
      return config.get("value");
    }
    return object;
  }

  /** {@code {"class_name": "Policy", "config": {"name": "mixed_float16"}}} is only a name. */
  static JsonElement policyName(JsonObject policy) {
    boolean named = policy.get("config") instanceof JsonObject config && config.has("name");
    return named ? policy.getAsJsonObject("config").get("name") : policy;
  }

  /** Initializers of tf.keras had a type of their own. */
  static JsonObject withoutType(JsonObject object) {
    if (object.get("config") instanceof JsonObject config) {
      config.remove("dtype");
      config.remove("partition_info");
    }
    return object;
  }

  /** Where Keras's classes stood while it was a part of TensorFlow. */
  static void kerasModule(JsonObject object) {
    String module = Upgrade.text(object, "module");
    if (module != null) {
      object.addProperty("module", OF_TENSORFLOW.matcher(module).replaceFirst("keras"));
    }
  }

  /** Names with slashes, as DenseNet's had, both of the layer and in its config. */
  static void nameWithoutSlash(JsonObject layer) {
    rename(layer);
    if (layer.get("config") instanceof JsonObject config) {
      rename(config);
    }
  }

  private static void rename(JsonObject object) {
    String name = Upgrade.text(object, "name");
    if (name != null) {
      object.addProperty("name", Upgrade.layerName(name));
    }
  }
}
