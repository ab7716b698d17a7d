package dev.sarvi.cli;

import dev.sarvi.keras.Keras;
import dev.sarvi.model.Model;
import java.nio.file.Path;
import picocli.CommandLine.Parameters;

/** The parameter that names a model. */
final class ModelFile {
  @Parameters(index = "0", paramLabel = "MODEL", description = "A .keras file.")
  private Path path;

  Path path() {
    return path;
  }

  /** Opens it, weights included. */
  Model load() {
    return Keras.load(path);
  }
}
