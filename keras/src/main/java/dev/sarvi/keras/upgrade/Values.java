package dev.sarvi.keras.upgrade;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

/** Values that older files wrap. */
final class Values {
  private Values() {}

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
      object.addProperty(
          "module",
          module.replaceFirst("^(tf_keras|tensorflow\\.(python\\.)?keras)(?=\\.|$)", "keras"));
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
