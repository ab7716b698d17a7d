package dev.sarvi.cli;

import dev.sarvi.keras.Keras;
import dev.sarvi.keras.ModelCheck;
import dev.sarvi.model.Model;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Parameters;

/** The parameter that names a model. */
final class ModelFile {
  @Parameters(index = "0", paramLabel = "MODEL", description = "A .keras file.")
  private Path path;

  Path path() {
    return path;
  }

  /** The samples and answers that it brings, if it brings some. */
  Optional<ModelCheck> check() {
    return Keras.readCheck(path);
  }

  /** Opens it, weights included. */
  Model load() {
    return Keras.load(path);
  }
}
