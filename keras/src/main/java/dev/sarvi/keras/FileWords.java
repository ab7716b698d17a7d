package dev.sarvi.keras;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.sarvi.layer.Operation;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * How files spelled the layers that were read from them, so that they are saved in the same words:
 * 1 stays 1, where Python had an integer, and what was not understood stays what it was.
 */
final class FileWords {
  /** By layer, which are equal only to themselves; forgotten with it. */
  private static final Map<Operation, JsonObject> READ =
      Collections.synchronizedMap(new WeakHashMap<>());

  private FileWords() {}

  /** Remembers a layer's serialized form, its config among it. */
  static void remember(Operation layer, Json json) {
    READ.put(layer, json.value().getAsJsonObject());
  }

  /** Remembers how a file says that a model is trained. */
  static void rememberCompilation(Operation model, Json compilation) {
    JsonObject read = new JsonObject();
    READ.getOrDefault(model, read).entrySet().forEach(e -> read.add(e.getKey(), e.getValue()));
    read.add(ModelConfig.COMPILATION, compilation.value());
    READ.put(model, read);
  }

  /** What a file said under a key; null in JSON's sense if it said nothing, or none was read. */
  static JsonElement of(Operation layer, String key) {
    JsonObject read = READ.get(layer);
    JsonElement value = read == null ? null : read.get(key);
    return value == null ? JsonNull.INSTANCE : value;
  }

  /** The same value, where numbers that are as they were read are spelled so too. */
  static JsonElement respelled(JsonElement value, JsonElement read) {
    if (value instanceof JsonObject object && read instanceof JsonObject other) {
      JsonObject respelled = new JsonObject();
      for (Map.Entry<String, JsonElement> entry : object.entrySet()) {
        String key = entry.getKey();
        JsonElement one = entry.getValue();
        respelled.add(key, other.has(key) ? respelled(one, other.get(key)) : one);
      }
      return respelled;
    }
    if (value instanceof JsonArray list && read instanceof JsonArray other) {
      JsonArray respelled = new JsonArray();
      for (int i = 0; i < list.size(); i++) {
        respelled.add(i < other.size() ? respelled(list.get(i), other.get(i)) : list.get(i));
      }
      return respelled;
    }
    boolean same = isNumber(value) && isNumber(read) && value.getAsDouble() == read.getAsDouble();
    return same ? read : value;
  }

  private static boolean isNumber(JsonElement json) {
    return json instanceof JsonPrimitive primitive && primitive.isNumber();
  }
}
