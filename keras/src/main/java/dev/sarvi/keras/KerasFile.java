package dev.sarvi.keras;

import dev.sarvi.hdf5.Hdf5;
import dev.sarvi.hdf5.Hdf5Exception;
import dev.sarvi.hdf5.Hdf5Group;
import dev.sarvi.layer.Layer;
import dev.sarvi.model.Model;
import dev.sarvi.train.Optimizer;
import java.io.IOException;

/** A {@code .keras} file that is being read: a config and the weights. */
final class KerasFile {
  /** When and by which version it was written; Keras itself does not read it. */
  static final String METADATA = "metadata.json";

  /** The architecture. */
  static final String CONFIG = "config.json";

  /** The weights. */
  static final String WEIGHTS = "model.weights.h5";

  private final Members members;
  private final LoadOptions options;

  KerasFile(Members members, LoadOptions options) {
    this.members = members;
    this.options = options;
  }

  /** Makes the model, with its weights. */
  Model read() throws IOException {
    require(CONFIG);
    byte[] text = members.bytes(CONFIG, options.limits().jsonBytes());
    Json config = Json.parse(text, options.limits(), members.place(CONFIG));
    Layer layer = new LayerReader(members.name(), options).read(config);
    if (!(layer instanceof Model model)) {
      throw KerasFileException.unexpected(members.name(), "a model", layer.toString());
    }
    Hdf5Group weights = weights();
    new WeightsReader(weights, options.limits(), members.name()).readInto(model);
    compile(model, config.get("compile_config"), weights);
    return model;
  }

  /** What is not understood here does not stop a model from predicting. */
  private void compile(Model model, Json config, Hdf5Group weights) {
    if (config.isNull() || (config.isObject() && config.keys().isEmpty())) {
      return;
    }
    try {
      Json compilation = config.at(members.name() + ", compile_config");
      model.compile(new CompilationReader(compilation, model).read());
    } catch (KerasFileException e) {
      model.leaveUncompiled(e.getMessage());
      return;
    }
    Optimizer optimizer = model.compilation().orElseThrow().optimizer();
    OptimizerState.read(weights, model, optimizer, members.name());
  }

  private Hdf5Group weights() throws IOException {
    require(WEIGHTS);
    try {
      return Hdf5.read(members.source(WEIGHTS));
    } catch (Hdf5Exception e) {
      throw new KerasFileException(members.place(WEIGHTS) + ": " + e.getMessage(), e);
    }
  }

  private void require(String member) {
    if (!members.names().contains(member)) {
      throw KerasFileException.unexpected(
          members.name(), "the member " + member, members.names().stream().limit(10).toList());
    }
  }
}
