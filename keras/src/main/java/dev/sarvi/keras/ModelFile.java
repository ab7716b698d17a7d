package dev.sarvi.keras;

import dev.sarvi.model.Model;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Opens a model in whatever form it is; the form is found in the content, never in the name. */
final class ModelFile {
  private ModelFile() {}

  /** A folder: a {@code .keras} file that was unpacked. */
  static Model read(Path folder, LoadOptions options) throws IOException {
    if (!Files.exists(folder.resolve(KerasFile.CONFIG))) {
      boolean saved = Files.exists(folder.resolve("saved_model.pb"));
      throw KerasFileException.unexpected(
          folder.toString(), "a .keras file", saved ? "a TensorFlow SavedModel" : "a folder");
    }
    try (Members members = new FolderMembers(folder)) {
      return new KerasFile(members, options).read();
    }
  }

  /** A file. */
  static Model read(Source source, LoadOptions options) throws IOException {
    ZipArchive archive = ZipArchive.open(source, options.limits());
    return new KerasFile(new ZipMembers(archive, source.name()), options).read();
  }
}
