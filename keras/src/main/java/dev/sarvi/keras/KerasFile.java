package dev.sarvi.keras;

import dev.sarvi.hdf5.ByteSource;
import dev.sarvi.hdf5.Hdf5;
import dev.sarvi.hdf5.Hdf5Exception;
import dev.sarvi.hdf5.Hdf5Group;
import dev.sarvi.layer.Layer;
import dev.sarvi.model.Model;
import dev.sarvi.train.Optimizer;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A {@code .keras} file that is being read: a zip archive of a config and the weights. */
final class KerasFile implements Closeable {
  /** When and by which version it was written; Keras itself does not read it. */
  static final String METADATA = "metadata.json";

  /** The architecture. */
  static final String CONFIG = "config.json";

  /** The weights. */
  static final String WEIGHTS = "model.weights.h5";

  private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;

  private final Path file;
  private final LoadLimits limits;
  private final ZipArchive archive;

  private KerasFile(Path file, LoadLimits limits, ZipArchive archive) {
    this.file = file;
    this.limits = limits;
    this.archive = archive;
  }

  static KerasFile open(Path file, LoadLimits limits) throws IOException {
    if (Files.isDirectory(file)) {
      boolean saved = Files.exists(file.resolve("saved_model.pb"));
      throw KerasFileException.unexpected(
          file.toString(), "a .keras file", saved ? "a TensorFlow SavedModel" : "a folder");
    }
    return new KerasFile(file, limits, ZipArchive.open(file, limits));
  }

  /** Makes the model, with its weights. */
  Model read() throws IOException {
    ZipMember member = member(CONFIG);
    byte[] text = archive.bytes(member, limits.jsonBytes());
    Json config = Json.parse(text, limits, archive.place(member));
    Layer layer = new LayerReader(file.toString(), limits).read(config);
    if (!(layer instanceof Model model)) {
      throw KerasFileException.unexpected(file.toString(), "a model", layer.toString());
    }
    Hdf5Group weights = weights();
    new WeightsReader(weights, limits, file.toString()).readInto(model);
    compile(model, config.get("compile_config"), weights);
    return model;
  }

  /** What is not understood here does not stop a model from predicting. */
  private void compile(Model model, Json config, Hdf5Group weights) {
    if (config.isNull() || (config.isObject() && config.keys().isEmpty())) {
      return;
    }
    try {
      Json compilation = config.at(file + ", compile_config");
      model.compile(new CompilationReader(compilation, model).read());
    } catch (KerasFileException e) {
      model.leaveUncompiled(e.getMessage());
      return;
    }
    Optimizer optimizer = model.compilation().orElseThrow().optimizer();
    OptimizerState.read(weights, model, optimizer, file.toString());
  }

  private Hdf5Group weights() throws IOException {
    ZipMember member = member(WEIGHTS);
    try {
      return Hdf5.read(source(member));
    } catch (Hdf5Exception e) {
      throw new KerasFileException(archive.place(member) + ": " + e.getMessage(), e);
    }
  }

  /** In place if it is stored, after a look at its checksum; in memory if it is compressed. */
  private ByteSource source(ZipMember member) throws IOException {
    if (member.deflated()) {
      return ByteSource.of(archive.bytes(member, LARGEST_ARRAY));
    }
    try (InputStream all = archive.stream(member)) {
      all.transferTo(OutputStream.nullOutputStream());
    }
    return ByteSource.of(archive.channel(), archive.start(member), member.size());
  }

  private ZipMember member(String name) {
    return archive
        .member(name)
        .orElseThrow(
            () ->
                KerasFileException.unexpected(
                    file.toString(),
                    "the member " + name,
                    archive.members().stream().map(ZipMember::name).limit(10).toList()));
  }

  @Override
  public void close() throws IOException {
    archive.close();
  }
}
