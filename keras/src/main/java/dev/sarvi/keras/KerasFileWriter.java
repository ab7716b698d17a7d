package dev.sarvi.keras;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import com.google.gson.Strictness;
import dev.sarvi.hdf5.GroupBuilder;
import dev.sarvi.hdf5.Hdf5;
import dev.sarvi.layer.Layer;
import dev.sarvi.model.Model;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Writes a {@code .keras} file. */
final class KerasFileWriter {
  /** The version in whose form models are written; 3.5 reads it too. */
  private static final String KERAS_VERSION = "3.15.1";

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'@'HH:mm:ss", Locale.ROOT);

  /** Lenient: NaN and the infinities stand bare, as Python writes and reads them. */
  private static final Gson GSON =
      new GsonBuilder()
          .serializeNulls()
          .disableHtmlEscaping()
          .setStrictness(Strictness.LENIENT)
          .create();

  private KerasFileWriter() {}

  /** Takes the model as it is now, then writes it. */
  static void write(Model model, Path file) {
    requireSavable(model);
    LayerWriter layers = new LayerWriter();
    JsonObject config = layers.write(model);
    GroupBuilder weights = WeightsWriter.tree(model);
    model
        .compilation()
        .ifPresent(
            compilation -> {
              config.add("compile_config", layers.compilation(compilation));
              OptimizerState.add(weights, compilation.optimizer());
            });
    JsonObject metadata = new JsonObject();
    metadata.addProperty("keras_version", KERAS_VERSION);
    metadata.addProperty("date_saved", DATE.format(LocalDateTime.now(ZoneId.systemDefault())));
    AtomicFile.write(
        file,
        out -> {
          StoredZip zip = new StoredZip(out);
          zip.add(KerasFile.METADATA, member -> write(metadata, member));
          zip.add(KerasFile.CONFIG, member -> write(config, member));
          zip.add(KerasFile.WEIGHTS, member -> Hdf5.write(weights, member));
          zip.finish();
        });
  }

  /**
   * Keras finds layers by name, each in one model: it cannot open a file where two share a name, or
   * where a layer stands both in a model and in one inside it.
   */
  private static void requireSavable(Model model) {
    Set<Layer> met = new HashSet<>(); // layers are equal only to themselves
    Deque<Model> rest = new ArrayDeque<>(List.of(model));
    while (!rest.isEmpty()) {
      Set<String> names = new HashSet<>();
      for (Layer layer : rest.pop().layers()) {
        if (!names.add(layer.name())) {
          throw new IllegalArgumentException("two layers are named \"" + layer.name() + "\"");
        }
        if (!met.add(layer)) {
          throw new IllegalArgumentException(
              "layer \""
                  + layer.name()
                  + "\" stands in two models, one inside the other or beside it, which a .keras"
                  + " file cannot hold");
        }
        if (layer instanceof Model inside) {
          rest.push(inside);
        }
      }
    }
  }

  private static void write(JsonObject json, OutputStream out) throws IOException {
    out.write(GSON.toJson(json).getBytes(StandardCharsets.UTF_8));
  }
}
