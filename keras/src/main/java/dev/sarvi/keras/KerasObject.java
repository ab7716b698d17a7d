package dev.sarvi.keras;

import java.util.List;

/**
 * A thing that Keras serialized: {@code {"module", "class_name", "config", "registered_name"}}. Its
 * class is looked up in a closed list; module and registered name only say whether Keras's own
 * class is meant.
 *
 * @param className Keras's, or that of someone else's class
 * @param module where Keras has the class, or null
 * @param registeredName of someone else's class, such as {@code package>Name}; or null
 * @param config its arguments
 * @param json the whole thing
 */
record KerasObject(String className, String module, String registeredName, Json config, Json json) {
  /** The thing that stands there, which must be Keras's own. */
  static KerasObject of(Json json) {
    return ofAny(json).requireOwn();
  }

  /** The thing that stands there. */
  static KerasObject ofAny(Json json) {
    return new KerasObject(
        json.get("class_name").string(),
        stringOrNull(json.get("module")),
        stringOrNull(json.get("registered_name")),
        json.get("config"),
        json);
  }

  private static String stringOrNull(Json json) {
    return json.isNull() ? null : json.string();
  }

  /** Refuses what is not Keras's own. */
  KerasObject requireOwn() {
    boolean own = module == null || module.equals("keras") || module.startsWith("keras.");
    if (!own || !(registeredName == null || registeredName.equals(className))) {
      throw KerasFileException.unexpected(
          json.place(),
          "one of Keras's own classes, or one that is given with LoadOptions.withLayer",
          className + " of module " + module + ", registered as " + registeredName);
    }
    return this;
  }

  /** Whether Keras has it in one of these packages. */
  boolean isIn(String... packages) {
    return module == null
        || module.equals("keras")
        || List.of(packages).stream()
            .anyMatch(
                name ->
                    (module + ".").startsWith("keras." + name + ".")
                        || (module + ".").startsWith("keras.src." + name + "."));
  }
}
