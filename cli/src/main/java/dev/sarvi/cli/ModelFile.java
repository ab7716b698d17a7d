package dev.sarvi.cli;

import dev.sarvi.keras.Keras;
import dev.sarvi.keras.LoadOptions;
import dev.sarvi.keras.ModelCheck;
import dev.sarvi.model.Model;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Parameters;

/** The parameter that names a model. */
final class ModelFile {
  @Parameters(index = "0", paramLabel = "MODEL", description = "A .keras or .h5 file.")
  private Path path;

  Path path() {
    return path;
  }

  /** The samples and answers that it brings, if it brings some. */
  Optional<ModelCheck> check() {
    return Keras.readCheck(path);
  }

  /** Whether it is an architecture alone, by its name. */
  boolean isArchitecture() {
    return DataFiles.extension(path).equals("json");
  }

  /** Opens it, also if it is an architecture alone: the weights are then as they start. */
  Model loadOrStart() {
    return isArchitecture() ? Keras.modelFromJson(path, LoadOptions.DEFAULT) : load();
  }

  /** Opens it, weights included. */
  Model load() {
    return Keras.load(path);
  }
}
