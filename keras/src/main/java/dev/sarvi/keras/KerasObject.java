package dev.sarvi.keras;

import java.util.List;

/**
 * A thing that Keras serialized: {@code {"module", "class_name", "config", "registered_name"}}. Its
 * class is looked up in a closed list; module and registered name only say whether Keras's own
 * class is meant.
 *
 * @param className Keras's
 * @param module where Keras has the class, or null
 * @param config its arguments
 * @param json the whole thing
 */
record KerasObject(String className, String module, Json config, Json json) {
  /** The thing that stands there. */
  static KerasObject of(Json json) {
    String className = json.get("class_name").string();
    String module = json.get("module").isNull() ? null : json.get("module").string();
    Json registered = json.get("registered_name");
    boolean own = module == null || module.equals("keras") || module.startsWith("keras.");
    if (!own || !(registered.isNull() || registered.string().equals(className))) {
      throw KerasFileException.unexpected(
          json.place(),
          "one of Keras's own classes",
          className + " of module " + module + ", registered as " + registered);
    }
    return new KerasObject(className, module, json.get("config"), json);
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
