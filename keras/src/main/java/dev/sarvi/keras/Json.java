package dev.sarvi.keras;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonIOException;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.AbstractList;
import java.util.List;

/**
 * A value in a JSON text, and where it stands: each question that it cannot answer ends in a {@link
 * KerasFileException} that says so.
 *
 * @param value never null; {@link JsonNull} where nothing stands
 * @param place the file, and where in it
 */
record Json(JsonElement value, String place) {
  private static final int SHOWN = 80;

  /**
   * Reads a text. {@code NaN} and {@code Infinity} may stand bare, as Python writes them.
   *
   * @param place how errors name the text
   */
  static Json parse(byte[] utf8, LoadLimits limits, String place) {
    try {
      if (!JsonMemory.suffices(reader(utf8, limits), limits.jsonMemory() + 3L * utf8.length)) {
        throw KerasFileException.unexpected(
            place, "values that fit into " + limits.jsonMemory() + " bytes of memory", "more");
      }
      JsonReader reader = reader(utf8, limits);
      JsonElement value = JsonParser.parseReader(reader);
      if (reader.peek() != JsonToken.END_DOCUMENT) {
        throw KerasFileException.unexpected(place, "the end of the JSON text", reader.peek());
      }
      return new Json(value, place);
    } catch (CharacterCodingException e) {
      throw new KerasFileException(place + " is damaged: it is not UTF-8", e);
    } catch (IOException | JsonParseException | IllegalStateException e) {
      throw new KerasFileException(place + " is not valid JSON: " + reason(e), e);
    }
  }

  private static JsonReader reader(byte[] utf8, LoadLimits limits) {
    InputStream bytes = new ByteArrayInputStream(utf8);
    JsonReader reader =
        new JsonReader(new InputStreamReader(bytes, StandardCharsets.UTF_8.newDecoder()));
    reader.setStrictness(Strictness.LENIENT);
    reader.setNestingLimit(limits.jsonDepth());
    return reader;
  }

  private static String reason(Exception e) {
    Throwable cause = e instanceof JsonIOException || e.getCause() != null ? e.getCause() : e;
    return String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
  }

  /** The same value, as another place. */
  Json at(String newPlace) {
    return new Json(value, newPlace);
  }

  boolean isNull() {
    return value.isJsonNull();
  }

  boolean isObject() {
    return value.isJsonObject();
  }

  boolean isList() {
    return value.isJsonArray();
  }

  boolean isString() {
    return value instanceof JsonPrimitive primitive && primitive.isString();
  }

  boolean isBoolean() {
    return value instanceof JsonPrimitive primitive && primitive.isBoolean();
  }

  /** The keys of an object, in order. */
  List<String> keys() {
    return List.copyOf(object().keySet());
  }

  /** The value of a key; null in JSON's sense where there is none. */
  Json get(String key) {
    JsonElement found = object().get(key);
    return new Json(found == null ? JsonNull.INSTANCE : found, place + ", " + key);
  }

  /** The elements of a list, or the values of an object by its sorted keys, as Keras flattens. */
  List<Json> inside() {
    return isObject() ? keys().stream().sorted().map(this::get).toList() : list();
  }

  boolean has(String key) {
    return isObject() && object().has(key);
  }

  /** Whether a thing of this class stands there. */
  boolean isOfClass(String className) {
    return has("class_name")
        && get("class_name").isString()
        && get("class_name").string().equals(className);
  }

  /** The elements of a list; they take no memory until they are looked at. */
  List<Json> list() {
    if (!(value instanceof JsonArray array)) {
      throw unexpected("a list");
    }
    return new AbstractList<>() {
      @Override
      public Json get(int index) {
        return new Json(array.get(index), place + "[" + index + "]");
      }

      @Override
      public int size() {
        return array.size();
      }
    };
  }

  String string() {
    if (!isString()) {
      throw unexpected("a string");
    }
    return value.getAsString();
  }

  boolean bool() {
    if (!isBoolean()) {
      throw unexpected("true or false");
    }
    return value.getAsBoolean();
  }

  /** A number, or NaN or an infinity. */
  double number() {
    if (value instanceof JsonPrimitive primitive && primitive.isNumber()) {
      return primitive.getAsDouble();
    }
    String name = isString() ? value.getAsString() : "";
    return switch (name) {
      case "NaN" -> Double.NaN;
      case "Infinity" -> Double.POSITIVE_INFINITY;
      case "-Infinity" -> Double.NEGATIVE_INFINITY;
      default -> throw unexpected("a number");
    };
  }

  int integer() {
    long integer = longInteger();
    if (integer != (int) integer) {
      throw unexpected("an integer of 32 bits");
    }
    return (int) integer;
  }

  long longInteger() {
    if (value instanceof JsonPrimitive primitive && primitive.isNumber()) {
      try {
        return Long.parseLong(primitive.getAsString());
      } catch (NumberFormatException e) {
        throw unexpected("an integer");
      }
    }
    throw unexpected("an integer");
  }

  /** Says what should have stood here. */
  KerasFileException unexpected(String expected) {
    return KerasFileException.unexpected(place, expected, this);
  }

  private JsonObject object() {
    if (value instanceof JsonObject object) {
      return object;
    }
    throw unexpected("an object");
  }

  /** The beginning of the value. */
  @Override
  public String toString() {
    // What shows all else, Gson's writer, takes a while to be loaded.
    boolean isLiteral = value instanceof JsonPrimitive one && !one.isString();
    String text = isNull() ? "null" : isLiteral ? value.getAsString() : value.toString();
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
  }
}
