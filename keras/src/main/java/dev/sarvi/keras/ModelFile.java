package dev.sarvi.keras;

import dev.sarvi.hdf5.Hdf5;
import dev.sarvi.hdf5.Hdf5Group;
import dev.sarvi.model.Model;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Opens models and weights in whatever form they are; it is found in the content, not the name. */
final class ModelFile {
  private ModelFile() {}

  /** A folder: a {@code .keras} file that was unpacked. */
  static Model read(Path folder, LoadOptions options) throws IOException {
    if (!Files.exists(folder.resolve(KerasFile.CONFIG))) {
      boolean saved = Files.exists(folder.resolve("saved_model.pb"));
      throw saved
          ? ForeignFile.SAVED_MODEL.refusal(folder.toString())
          : KerasFileException.unexpected(folder.toString(), "a .keras file", "a folder");
    }
    try (Members members = new FolderMembers(folder)) {
      return new KerasFile(members, options).read();
    }
  }

  /** A file. */
  static Model read(Source source, LoadOptions options) throws IOException {
    if (Hdf5.isHdf5(source.bytes())) {
      Hdf5Group root = Hdf5.read(source.bytes(), options.limits().hdf5());
      if (root.attribute(LegacyFile.CONFIG).isPresent()) {
        return new LegacyFile(root, options, source.name()).read();
      }
      throw KerasFileException.unexpected(
          source.name(),
          "a whole model",
          isWeights(root)
              ? "weights alone; make the model, with Keras.modelFromJson for instance, and use"
                  + " Keras.loadWeights"
              : "an HDF5 file of something else");
    }
    return new KerasFile(zip(source, options), options).read();
  }

  /** Whether the bytes start as the JSON of an architecture does. */
  static boolean isJson(Source source) throws IOException {
    return source.size() > 0 && source.read(0, 1).get() == '{';
  }

  private static boolean isWeights(Hdf5Group root) {
    return LegacyWeightsReader.isHere(root)
        || root.find(LegacyFile.WEIGHTS).isPresent()
        || root.find(WeightGroups.Numbering.KERAS_3.group()).isPresent()
        || root.find(WeightGroups.Numbering.KERAS_2_14.group()).isPresent();
  }

  private static Members zip(Source source, LoadOptions options) throws IOException {
    ForeignFile.refuse(source);
    ZipArchive archive = ZipArchive.open(source, options.limits());
    ForeignFile.refuse(archive, source.name());
    return new ZipMembers(archive, source.name());
  }

  /** Sets a model's weights, and continues its optimizer. */
  static void readWeights(Model model, Source source, boolean byName, LoadOptions options)
      throws IOException {
    Hdf5Group root =
        Hdf5.isHdf5(source.bytes())
            ? Hdf5.read(source.bytes(), options.limits().hdf5())
            : new KerasFile(zip(source, options), options).weights();
    boolean whole = root.find(LegacyFile.WEIGHTS).isPresent();
    Hdf5Group weights = whole ? root.group(LegacyFile.WEIGHTS) : root;
    if (LegacyWeightsReader.isHere(weights)) {
      var reader = new LegacyWeightsReader(weights, OldKernels.of(root), options, source.name());
      if (byName) {
        reader.readByName(model);
      } else {
        reader.readInOrder(model);
      }
      return;
    }
    if (byName) {
      throw KerasFileException.unexpected(
          source.name(),
          "a file in which layers are named, as .h5 files of Keras 1 and 2",
          "one in which they are only numbered");
    }
    new WeightsReader(root, options, source.name()).readInto(model);
    if (model.compilation().isPresent()) {
      OptimizerState.read(root, model, source.name());
    }
  }
}
