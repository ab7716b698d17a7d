package dev.sarvi.keras;

import dev.sarvi.tensor.Shape;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The description before the numbers: {@code {'descr': '<f4', 'fortran_order': False, 'shape': (3,
 * 4), }}. Read by a parser of exactly these Python literals; nothing is evaluated.
 *
 * @param descr byte order, kind and width of the elements
 * @param fortranOrder whether the first axis runs fastest
 */
record NpyHeader(String descr, boolean fortranOrder, Shape shape) {
  private static final Set<String> KEYS = Set.of("descr", "fortran_order", "shape");
  private static final int LARGEST_RANK = 64;

  static NpyHeader parse(byte[] header, String place) {
    Parser parser = new Parser(new String(header, StandardCharsets.UTF_8), place);
    Map<String, Object> values = parser.dictionary();
    if (!values.keySet().equals(KEYS)
        || !(values.get("descr") instanceof String descr)
        || !(values.get("fortran_order") instanceof Boolean fortranOrder)
        || !(values.get("shape") instanceof Shape shape)) {
      throw KerasFileException.unexpected(
          place, "a header with descr, fortran_order and shape of a plain array", values);
    }
    return new NpyHeader(descr, fortranOrder, shape);
  }

  /** As NumPy writes it. */
  @Override
  public String toString() {
    return "{'descr': '%s', 'fortran_order': %s, 'shape': %s, }"
        .formatted(descr, fortranOrder ? "True" : "False", shape);
  }

  private static final class Parser {
    private final String text;
    private final String place;
    private int at;

    Parser(String text, String place) {
      this.text = text;
      this.place = place;
    }

    Map<String, Object> dictionary() {
      Map<String, Object> values = new LinkedHashMap<>();
      take('{');
      while (!next('}')) {
        String key = string();
        take(':');
        if (values.put(key, value()) != null) {
          throw wrong("each key once");
        }
        if (!next(',')) {
          take('}');
          break;
        }
      }
      skipSpace();
      if (at < text.length()) {
        throw wrong("the end of the header");
      }
      return values;
    }

    private Object value() {
      skipSpace();
      for (Boolean value : List.of(true, false)) {
        String name = value ? "True" : "False";
        if (text.startsWith(name, at)) {
          at += name.length();
          return value;
        }
      }
      return next('(') ? tuple() : string();
    }

    private Shape tuple() {
      List<Integer> dims = new ArrayList<>();
      while (!next(')')) {
        if (dims.size() == LARGEST_RANK) {
          throw wrong("at most " + LARGEST_RANK + " dimensions");
        }
        dims.add(number());
        if (!next(',')) {
          take(')');
          break;
        }
      }
      return Shape.of(dims);
    }

    private int number() {
      skipSpace();
      int start = at;
      while (at < text.length() && Character.digit(text.charAt(at), 10) >= 0) {
        at++;
      }
      try {
        return Integer.parseInt(text, start, at, 10);
      } catch (NumberFormatException e) {
        at = start;
        throw wrong("a dimension from 0 to " + Integer.MAX_VALUE);
      }
    }

    private String string() {
      skipSpace();
      char quote = at < text.length() ? text.charAt(at) : ' ';
      int end = quote == '\'' || quote == '"' ? text.indexOf(quote, at + 1) : -1;
      if (end < 0 || text.substring(at, end).indexOf('\\') >= 0) {
        throw wrong("a string");
      }
      String value = text.substring(at + 1, end);
      at = end + 1;
      return value;
    }

    private void take(char expected) {
      if (!next(expected)) {
        throw wrong("'" + expected + "'");
      }
    }

    private boolean next(char wanted) {
      skipSpace();
      boolean found = at < text.length() && text.charAt(at) == wanted;
      at += found ? 1 : 0;
      return found;
    }

    private void skipSpace() {
      while (at < text.length() && " \n\t\r".indexOf(text.charAt(at)) >= 0) {
        at++;
      }
    }

    private KerasFileException wrong(String expected) {
      int end = Math.min(text.length(), at + 40);
      String found = at == text.length() ? "its end" : text.substring(at, end).strip();
      return KerasFileException.unexpected(place, expected + " in the array's header", found);
    }
  }
}
