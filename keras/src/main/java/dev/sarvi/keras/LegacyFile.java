package dev.sarvi.keras;

import dev.sarvi.hdf5.Hdf5Dataset;
import dev.sarvi.hdf5.Hdf5Group;
import dev.sarvi.keras.upgrade.Generation;
import dev.sarvi.model.Model;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A whole model in one HDF5 file, as Keras 1 and 2 wrote it, and Keras 3 still does. */
final class LegacyFile {
  static final String CONFIG = "model_config";
  static final String WEIGHTS = "model_weights";
  static final String OPTIMIZER = "optimizer_weights";

  private final Hdf5Group root;
  private final LoadOptions options;
  private final String name;

  LegacyFile(Hdf5Group root, LoadOptions options, String name) {
    this.root = root;
    this.options = options;
    this.name = name;
  }

  /** Makes the model, with its weights. */
  Model read() {
    Generation generation = generation();
    Model model = Architecture.of(json(CONFIG), generation, name, options);
    new LegacyWeightsReader(root.group(WEIGHTS), OldKernels.of(root), options, name).readOwn(model);
    if (root.attribute("training_config").isPresent()) {
      Json training = json("training_config");
      if (Architecture.compile(model, training, name) && options.weights()) {
        restoreOptimizer(model, training, generation);
      }
    }
    return model;
  }

  /** By whom it was written. */
  Generation generation() {
    return root.attribute("keras_version")
        .map(version -> Generation.of(version.readString()))
        .orElse(Generation.KERAS_1); // it did not say until 1.1
  }

  /** One of the texts that the file holds. */
  Json json(String attribute) {
    byte[] text =
        root.attribute(attribute).orElseThrow().readString().getBytes(StandardCharsets.UTF_8);
    if (text.length > options.limits().jsonBytes()) {
      throw KerasFileException.unexpected(
          name, "at most " + options.limits().jsonBytes() + " bytes", text.length + " bytes");
    }
    return Json.parse(text, options.limits(), name + ", " + attribute);
  }

  /**
   * Until Keras 2.10, and in what 2.11 to 2.15 call legacy optimizers, the slots of one kind stand
   * together. Keras 1 sorted them by names that are not in the file: there it starts afresh.
   */
  private void restoreOptimizer(Model model, Json training, Generation generation) {
    if (generation == Generation.KERAS_1
        || !(root.find(OPTIMIZER).orElse(null) instanceof Hdf5Group group)) {
      return;
    }
    Json config = training.get("optimizer_config").get("config");
    boolean blocks = generation != Generation.KERAS_3 && !config.has("is_legacy_optimizer");
    List<Hdf5Dataset> variables = LegacyWeightsReader.datasets(group);
    OptimizerState.restore(variables, model, blocks, name);
  }
}
