package dev.sarvi.keras;

import dev.sarvi.hdf5.Hdf5;
import dev.sarvi.hdf5.Hdf5Dataset;
import dev.sarvi.hdf5.Hdf5Exception;
import dev.sarvi.hdf5.Hdf5Group;
import dev.sarvi.hdf5.Hdf5Node;
import dev.sarvi.keras.upgrade.Generation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Looks at a file without opening the model: what cannot be understood is noted, and passed. */
final class Inspector {
  private static final String VERSION = "keras_version";

  private final LoadOptions options;
  private final Map<String, String> facts = new LinkedHashMap<>();
  private final List<Inspection.FoundLayer> layers = new ArrayList<>();
  private final List<Inspection.FoundWeight> weights = new ArrayList<>();
  private final List<String> obstacles = new ArrayList<>();
  private String form = "no model of Keras";

  private Inspector(LoadOptions options) {
    this.options = options;
  }

  static Inspection inspect(Path file, LoadOptions options) throws IOException {
    Inspector inspector = new Inspector(options);
    if (Files.isDirectory(file)) {
      inspector.folder(file);
    } else {
      try (Source source = Source.of(file)) {
        inspector.noting(() -> inspector.source(source));
      }
    }
    return new Inspection(
        inspector.form,
        inspector.facts,
        List.copyOf(inspector.layers),
        List.copyOf(inspector.weights),
        List.copyOf(inspector.obstacles));
  }

  /** Something that may meet what cannot be understood. */
  @FunctionalInterface
  private interface Look {
    void run() throws IOException;
  }

  private void noting(Look look) throws IOException {
    try {
      look.run();
    } catch (KerasFileException | Hdf5Exception e) {
      obstacles.add(e.getMessage());
    }
  }

  private void folder(Path folder) throws IOException {
    if (Files.exists(folder.resolve(KerasFile.CONFIG))) {
      try (Members members = new FolderMembers(folder)) {
        noting(() -> members(members));
      }
    } else {
      noting(() -> ModelFile.read(folder, options));
    }
  }

  private void source(Source source) throws IOException {
    if (Hdf5.isHdf5(source.bytes())) {
      hdf5(Hdf5.read(source.bytes(), options.limits().hdf5()), source);
    } else if (ZipArchive.isZip(source)) {
      Members members = new ZipMembers(ZipArchive.open(source, options.limits()), source.name());
      if (members.names().contains(KerasFile.CONFIG)) {
        members(members);
      } else {
        ModelFile.read(source, options);
      }
    } else if (ModelFile.isJson(source)) {
      text(source);
    } else {
      ModelFile.read(source, options);
    }
  }

  private void members(Members members) throws IOException {
    form = "model (.keras)";
    KerasFile file = new KerasFile(members, options.withoutWeights());
    if (members.names().contains(KerasFile.METADATA)) {
      Json metadata = file.json(KerasFile.METADATA);
      fact("Keras version", metadata.get("keras_version"));
      fact("saved", metadata.get("date_saved"));
    }
    if (members.names().contains(KerasFile.WEIGHTS)) {
      noting(() -> weights(file.weights()));
    }
    Json config = file.json(KerasFile.CONFIG);
    compilation(config.get(ModelConfig.COMPILATION), "optimizer");
    architecture(config, file.generation(), members.name());
    if (obstacles.isEmpty()) {
      noting(file::read);
    }
  }

  private void hdf5(Hdf5Group root, Source source) throws IOException {
    boolean model = root.attribute(LegacyFile.CONFIG).isPresent();
    Hdf5Node versioned = root.attribute(VERSION).isPresent() ? root : legacyWeights(root);
    form =
        model
            ? "model (.h5)"
            : versioned == null ? "weights alone, of Keras 3 (.weights.h5)" : "weights alone (.h5)";
    if (versioned != null && versioned.attribute(VERSION).isPresent()) {
      facts.put("Keras version", versioned.attribute(VERSION).get().readString());
    }
    weights(root);
    if (model) {
      LegacyFile file = new LegacyFile(root, options, source.name());
      Json config = file.json(LegacyFile.CONFIG);
      if (root.attribute("training_config").isPresent()) {
        compilation(file.json("training_config"), "optimizer_config");
      }
      architecture(config, file.generation(), source.name());
    } else {
      obstacles.add(source.name() + " holds no architecture: make the model, then loadWeights");
    }
    if (obstacles.isEmpty()) {
      noting(() -> ModelFile.read(source, options.withoutWeights()));
    }
  }

  private static Hdf5Node legacyWeights(Hdf5Group root) {
    return LegacyWeightsReader.isHere(root) ? root : root.find(LegacyFile.WEIGHTS).orElse(null);
  }

  private void text(Source source) throws IOException {
    form = "architecture alone (JSON)";
    int size = (int) Math.min(source.size(), options.limits().jsonBytes());
    byte[] text = source.read(0, size).array();
    Json config = Json.parse(text, options.limits(), source.name());
    fact("Keras version", config.get("keras_version"));
    compilation(config.get(ModelConfig.COMPILATION), "optimizer");
    architecture(config, Architecture.generation(config), source.name());
    if (obstacles.isEmpty()) {
      noting(() -> Architecture.of(source, options));
    }
  }

  private void fact(String name, Json value) {
    if (value.isString()) {
      facts.put(name, value.string());
    }
  }

  /** Optimizer and loss, as far as the file names them. */
  private void compilation(Json config, String optimizerKey) {
    if (!config.has("loss")) {
      return;
    }
    Json optimizer = config.get(optimizerKey);
    Json className = optimizer.has("class_name") ? optimizer.get("class_name") : optimizer;
    String named = className.isString() ? className.string() : "an optimizer of its own";
    Json loss = config.get("loss");
    facts.put("compiled", named + ", loss " + (loss.isString() ? loss.string() : loss.toString()));
  }

  /** All arrays in a file. */
  private void weights(Hdf5Group root) {
    Deque<Hdf5Node> rest = new ArrayDeque<>(List.of(root));
    while (!rest.isEmpty()) {
      Hdf5Node node = rest.pop();
      if (node instanceof Hdf5Group group) {
        List<Hdf5Node> children = group.children();
        for (int i = children.size() - 1; i >= 0; i--) {
          rest.push(children.get(i));
        }
      } else if (node instanceof Hdf5Dataset dataset) {
        weights.add(
            new Inspection.FoundWeight(
                dataset.path(),
                dataset.type().toString().toLowerCase(Locale.ROOT),
                Arrays.stream(dataset.shape()).boxed().toList()));
      }
    }
  }

  /** A layer that is still to be looked at. */
  private record Waiting(Json json, int depth) {}

  /** All layers of a model; each that is none is tried by itself. */
  private void architecture(Json model, Generation generation, String name) throws IOException {
    Json now = Architecture.upgraded(model, generation);
    Deque<Waiting> rest = new ArrayDeque<>(List.of(new Waiting(now, -1)));
    while (!rest.isEmpty() && layers.size() <= options.limits().layers()) {
      Waiting next = rest.pop();
      noting(
          () -> {
            Json config = next.json.get("config");
            if (next.depth >= 0) {
              layers.add(found(next));
            }
            List<Json> inside =
                config.isList()
                    ? config.list()
                    : config.get("layers").isList() ? config.get("layers").list() : List.of();
            for (int i = inside.size() - 1; i >= 0; i--) {
              rest.push(new Waiting(inside.get(i), next.depth + 1));
            }
            if (inside.isEmpty() && next.depth >= 0) {
              new LayerReader(name, options).read(next.json);
            }
          });
    }
  }

  private static Inspection.FoundLayer found(Waiting layer) {
    Json config = layer.json.get("config");
    Json name = config.has("name") ? config.get("name") : layer.json.get("name");
    return new Inspection.FoundLayer(
        name.isString() ? name.string() : "", layer.json.get("class_name").string(), layer.depth);
  }
}
