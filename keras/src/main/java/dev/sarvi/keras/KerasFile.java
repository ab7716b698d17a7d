package dev.sarvi.keras;

import dev.sarvi.hdf5.Hdf5;
import dev.sarvi.hdf5.Hdf5Exception;
import dev.sarvi.hdf5.Hdf5Group;
import dev.sarvi.keras.upgrade.Generation;
import dev.sarvi.model.Model;
import java.io.IOException;

/** A {@code .keras} file that is being read: a config and the weights. */
final class KerasFile {
  /** When and by which version it was written. */
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
    Json config = json(CONFIG);
    Model model = Architecture.of(config, generation(), members.name(), options);
    Hdf5Group weights = weights();
    new WeightsReader(weights, options, members.name()).readInto(model);
    if (Architecture.compile(model, config.get("compile_config"), members.name())
        && options.weights()) {
      OptimizerState.read(weights, model, members.name());
    }
    return model;
  }

  /** One of the texts that the file holds. */
  Json json(String member) throws IOException {
    require(member);
    byte[] text = members.bytes(member, options.limits().jsonBytes());
    return Json.parse(text, options.limits(), members.place(member));
  }

  /** Keras itself does not look at it; Keras 2.12 to 2.15 had this form too. */
  Generation generation() throws IOException {
    if (!members.names().contains(METADATA)) {
      return Generation.KERAS_3;
    }
    Json version = json(METADATA).get("keras_version");
    return version.isNull() ? Generation.KERAS_3 : Generation.of(version.string());
  }

  /** The weights, in place. */
  Hdf5Group weights() throws IOException {
    require(WEIGHTS);
    try {
      return Hdf5.read(members.source(WEIGHTS), options.limits().hdf5());
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
