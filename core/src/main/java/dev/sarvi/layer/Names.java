package dev.sarvi.layer;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The names Keras gives to layers that were not given one. */
public final class Names {
  private static final Map<String, Integer> USED = new ConcurrentHashMap<>();

  private Names() {}

  /**
   * Keras's rule: {@code PReLU} is {@code p_re_lu}, {@code MaxPooling2D} is {@code max_pooling2d}.
   */
  public static String snakeCase(String className) {
    return className
        .replaceAll("\\W", "")
        .replaceAll("(.)([A-Z][a-z]+)", "$1_$2")
        .replaceAll("([a-z])([A-Z])", "$1_$2")
        .toLowerCase(Locale.ROOT);
  }

  /** The next name of a class: {@code dense}, then {@code dense_1}. */
  public static String next(String className) {
    String base = snakeCase(className);
    int used = USED.merge(base, 1, Integer::sum) - 1;
    return used == 0 ? base : base + "_" + used;
  }

  /** Starts again from the first names, as Keras's {@code clear_session} does. */
  public static void clear() {
    USED.clear();
  }
}
