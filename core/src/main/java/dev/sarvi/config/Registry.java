package dev.sarvi.config;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * A closed list of configurable things of one kind, each by an instance that holds Keras's
 * defaults. A thing is found by its class's simple name, which is Keras's, by the same in snake
 * case, or by an alias.
 */
public final class Registry<T> {
  private static final Pattern NO_WORD = Pattern.compile("\\W");
  private static final Pattern BEFORE_CAPITALIZED = Pattern.compile("(.)([A-Z][a-z]+)");
  private static final Pattern BEFORE_CAPITAL = Pattern.compile("([a-z])([A-Z])");

  private final String kind;
  private final List<T> known;
  private final Map<String, T> byName = new HashMap<>();

  /**
   * A registry.
   *
   * @param kind what the things are, for the error message: {@code initializer}
   * @param known one instance of each class, with the defaults
   */
  public Registry(String kind, List<T> known) {
    this(kind, known, one -> one.getClass().getSimpleName());
  }

  /**
   * A registry of things whose class name is not that of their instances.
   *
   * @param className the Keras class name of each
   */
  public Registry(String kind, List<T> known, Function<T, String> className) {
    this.kind = kind;
    this.known = List.copyOf(known);
    for (T one : known) {
      String name = className.apply(one);
      byName.put(name, one);
      byName.put(snakeCase(name), one);
    }
  }

  /** The same registry with another name for one of its things. */
  public Registry<T> alias(String alias, String name) {
    byName.put(alias, named(name));
    return this;
  }

  /** One instance of each class, with the defaults. */
  public List<T> known() {
    return known;
  }

  /** Whether there is a class with that name. */
  public boolean has(String name) {
    return byName.containsKey(name);
  }

  /**
   * The instance with the defaults of the class with that name.
   *
   * @throws IllegalArgumentException if there is none, in Keras's words
   */
  public T named(String name) {
    T found = byName.get(name);
    if (found == null) {
      throw new IllegalArgumentException("Could not interpret " + kind + " identifier: " + name);
    }
    return found;
  }

  /**
   * Keras's rule: {@code PReLU} is {@code p_re_lu}, {@code MaxPooling2D} is {@code max_pooling2d}.
   */
  public static String snakeCase(String className) {
    String word = NO_WORD.matcher(className).replaceAll("");
    String capitalized = BEFORE_CAPITALIZED.matcher(word).replaceAll("$1_$2");
    return BEFORE_CAPITAL.matcher(capitalized).replaceAll("$1_$2").toLowerCase(Locale.ROOT);
  }
}
