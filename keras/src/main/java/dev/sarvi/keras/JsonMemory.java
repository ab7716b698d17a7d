package dev.sarvi.keras;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;

/**
 * How much memory the values of a JSON text will take, found before any is taken: two bytes, "[]",
 * become about fifty.
 */
final class JsonMemory {
  private static final int OBJECT = 136;
  private static final int LIST = 56;
  private static final int KEY = 104;
  private static final int TEXT = 64;
  private static final int WORD = 24;

  private JsonMemory() {}

  /** Reads a text, up to where it would take more than that many bytes. */
  static boolean suffices(JsonReader reader, long bytes) throws IOException {
    long left = bytes;
    JsonToken next = reader.peek();
    while (left >= 0 && next != JsonToken.END_DOCUMENT) {
      left -= cost(reader, next);
      next = reader.peek();
    }
    return left >= 0;
  }

  private static int cost(JsonReader reader, JsonToken next) throws IOException {
    switch (next) {
      case BEGIN_OBJECT -> {
        reader.beginObject();
        return OBJECT;
      }
      case BEGIN_ARRAY -> {
        reader.beginArray();
        return LIST;
      }
      case NAME -> {
        return KEY + reader.nextName().length();
      }
      case STRING, NUMBER -> {
        return TEXT + reader.nextString().length();
      }
      case END_OBJECT -> reader.endObject();
      case END_ARRAY -> reader.endArray();
      default -> {
        reader.skipValue();
        return WORD;
      }
    }
    return 0;
  }
}
