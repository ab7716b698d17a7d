package dev.sarvi.keras;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.Strictness;
import dev.sarvi.layer.Operation;
import dev.sarvi.model.Model;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A model's config as Keras 3 serializes it, the one from which every form is written. */
final class ModelConfig {
  /** The version in whose form models are written; 3.5 reads it too. */
  static final String KERAS_VERSION = "3.15.1";

  /** How the model is trained. */
  static final String COMPILATION = "compile_config";

  /** Lenient: NaN and the infinities stand bare, as Python writes and reads them. */
  private static final Gson GSON =
      new GsonBuilder()
          .serializeNulls()
          .disableHtmlEscaping()
          .setStrictness(Strictness.LENIENT)
          .create();

  private ModelConfig() {}

  /**
   * The config.
   *
   * @throws IllegalArgumentException if Keras has no form for the model
   */
  static JsonObject of(Model model, SaveOptions options) {
    requireSavable(model);
    LayerWriter layers = new LayerWriter();
    JsonObject config = layers.write(model);
    if (options.optimizer()) {
      config.add(COMPILATION, layers.compilation(model));
    }
    return config;
  }

  /** As text. */
  static String text(JsonElement json) {
    return GSON.toJson(json);
  }

  /**
   * Keras finds layers by name, each in one model: it cannot open a file where two share a name, or
   * where a layer stands both in a model and in one inside it.
   */
  private static void requireSavable(Model model) {
    Set<Operation> met = new HashSet<>(); // layers are equal only to themselves
    Deque<Model> rest = new ArrayDeque<>(List.of(model));
    while (!rest.isEmpty()) {
      Set<String> names = new HashSet<>();
      for (Operation layer : rest.pop().operations()) {
        if (!names.add(layer.name())) {
          throw new IllegalArgumentException("two layers are named \"" + layer.name() + "\"");
        }
        if (!met.add(layer)) {
          throw new IllegalArgumentException(
              "layer \""
                  + layer.name()
                  + "\" stands in two models, one inside the other or beside it, which Keras's"
                  + " files cannot hold");
        }
        if (layer instanceof Model inside) {
          rest.push(inside);
        }
      }
    }
  }
}
