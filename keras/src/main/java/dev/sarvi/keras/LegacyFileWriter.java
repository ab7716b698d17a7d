package dev.sarvi.keras;

import com.google.gson.JsonObject;
import dev.sarvi.hdf5.GroupBuilder;
import dev.sarvi.hdf5.Hdf5;
import dev.sarvi.layer.Variable;
import dev.sarvi.model.Model;
import dev.sarvi.tensor.DType;
import java.nio.file.Path;

/** Writes a whole model as one {@code .h5} file, as Keras 3 does. */
final class LegacyFileWriter {
  /** Kernels are stored as the TensorFlow backend has them, as all backends of Keras 3 do. */
  private static final String BACKEND = "tensorflow";

  private LegacyFileWriter() {}

  /** Takes the model as it is now, then writes it. */
  static void write(Model model, Path file, SaveOptions options) {
    if (options.check().isPresent()) {
      throw new IllegalArgumentException("only a .keras file can hold a check");
    }
    refuseBfloat16(model);
    JsonObject config = ModelConfig.of(model, options);
    GroupBuilder root = origin(new GroupBuilder());
    root.attribute("model_config", ModelConfig.text(LegacyConfig.ofLayer(config)));
    if (config.get(ModelConfig.COMPILATION) instanceof JsonObject compilation
        && !compilation.isEmpty()) {
      root.attribute("training_config", ModelConfig.text(LegacyConfig.ofCompilation(compilation)));
    }
    LegacyWeights.add(origin(root.group("model_weights")), model);
    if (options.optimizer()) {
      model
          .compilation()
          .ifPresent(
              compilation ->
                  LegacyWeights.add(root.group("optimizer_weights"), compilation.optimizer()));
    }
    AtomicFile.write(file, out -> Hdf5.write(root, out));
  }

  /** Keras writes such a file and cannot open it again: nothing in it says that it is bfloat16. */
  private static void refuseBfloat16(Model model) {
    for (Variable variable : model.variables()) {
      if (variable.dtype() == DType.BFLOAT16) {
        throw new IllegalArgumentException(
            "Keras reads no bfloat16 weights, such as %s, from this form; save as .keras"
                .formatted(variable.path()));
      }
    }
  }

  private static GroupBuilder origin(GroupBuilder group) {
    return group
        .attribute("keras_version", ModelConfig.KERAS_VERSION)
        .attribute("backend", BACKEND);
  }
}
