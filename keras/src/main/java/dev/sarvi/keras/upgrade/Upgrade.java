package dev.sarvi.keras.upgrade;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Translates configs that any Keras wrote into the words of Keras 3, so that one reader reads all.
 * Nothing is refused here: what is not recognised is left as it is, for the reader to say so. What
 * is given is not changed.
 */
public final class Upgrade {
  private static final Pattern WITHOUT_TYPE =
      Pattern.compile("_(initializer|regularizer|constraint)$");

  private final Generation generation;

  private Upgrade(Generation generation) {
    this.generation = generation;
  }

  /** A model's config. */
  public static JsonElement model(JsonElement model, Generation generation) {
    return new Upgrade(generation).value("", model.deepCopy());
  }

  /** How a model is trained: {@code training_config} or {@code compile_config}. */
  public static JsonElement compilation(JsonElement compilation) {
    return Compilations.upgraded(compilation.deepCopy());
  }

  /** A layer's name as Keras 3 allows it: without slashes. */
  public static String layerName(String name) {
    return name.replace('/', '_');
  }

  /**
   * A value in a config.
   *
   * @param key where it stands
   */
  private JsonElement value(String key, JsonElement value) {
    if (value instanceof JsonArray list) {
      list.asList().replaceAll(element -> value(key, element));
      return list;
    }
    if (!(value instanceof JsonObject object)) {
      return value;
    }
    JsonElement plain = Values.plain(object);
    if (!(plain instanceof JsonObject still)) {
      return value(key, plain);
    }
    return text(still, "class_name") != null && still.has("config")
        ? object(key, still)
        : inside(still);
  }

  private JsonObject inside(JsonObject object) {
    for (Map.Entry<String, JsonElement> entry : object.entrySet()) {
      entry.setValue(value(entry.getKey(), entry.getValue()));
    }
    return object;
  }

  /** Something serialized: a layer, a model, or what stands in their configs. */
  private JsonElement object(String key, JsonObject object) {
    if (key.equals("dtype")) {
      return generation == Generation.KERAS_3 ? object : Values.policyName(object);
    }
    if (WITHOUT_TYPE.matcher(key).find()) {
      return Values.withoutType(object);
    }
    String className = ClassNames.upgraded(text(object, "class_name"));
    object.addProperty("class_name", className);
    Values.kerasModule(object);
    JsonElement config = object.get("config");
    if (className.equals("Sequential")) {
      config = Models.sequential(config, text(object, "name"));
    }
    object.add("config", value("config", config));
    Values.nameWithoutSlash(object);
    if (object.get("config") instanceof JsonObject arguments) {
      if (className.equals("Functional")) {
        Models.functional(arguments);
      } else if (!className.equals("Sequential")) {
        new Arguments(generation).upgrade(object, arguments);
      }
    }
    return object;
  }

  /** A text under a key, or null. */
  static String text(JsonObject object, String key) {
    return object.get(key) instanceof JsonPrimitive text && text.isString()
        ? text.getAsString()
        : null;
  }
}
