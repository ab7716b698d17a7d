package dev.sarvi.layer;

import dev.sarvi.config.Registry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The names Keras gives to layers that were not given one. */
public final class Names {
  private static final Map<String, Integer> USED = new ConcurrentHashMap<>();

  private Names() {}

  /** The next name of a class: {@code dense}, then {@code dense_1}. */
  public static String next(String className) {
    String base = Registry.snakeCase(className);
    int used = USED.merge(base, 1, Integer::sum) - 1;
    return used == 0 ? base : base + "_" + used;
  }

  /** Starts again from the first names, as Keras's {@code clear_session} does. */
  public static void clear() {
    USED.clear();
  }
}
