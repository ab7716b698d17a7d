package dev.sarvi.cli;

import dev.sarvi.keras.Npy;
import dev.sarvi.keras.Npz;
import dev.sarvi.layer.SymbolicTensor;
import dev.sarvi.model.Model;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import dev.sarvi.train.Data;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/** Reads what a model takes. */
final class DataFiles {
  /** What a parameter's help says. */
  static final String TRAINING_DATA =
      "A .npz file with the arrays x and y; of a model with several inputs or outputs they have"
          + " the names of those.";

  private DataFiles() {}

  /** The part of a file's name after the last dot, in lower case. */
  static String extension(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }

  /**
   * The model's inputs, in its order, from a {@code .npy}, {@code .npz} or {@code .csv} file.
   *
   * @throws Failure if an input is missing or does not fit the model
   */
  static List<Tensor> inputs(Model model, Path file) {
    List<SymbolicTensor> inputs = model.inputs();
    if (extension(file).equals("npz")) {
      return fed(model, named(model.inputNames(), "x", Npz.read(file), file), file);
    }
    if (inputs.size() != 1) {
      throw new Failure(
          file + ": expected a .npz file with the model's inputs " + model.inputNames());
    }
    return switch (extension(file)) {
      case "npy" -> fed(model, List.of(Npy.read(file)), file);
      case "csv" -> fed(model, List.of(lines(file, inputs.get(0))), file);
      default -> throw new Failure(file + ": expected a .npy, .npz or .csv file");
    };
  }

  /**
   * Inputs and targets from a {@code .npz} file.
   *
   * @throws Failure if one is missing or does not fit the model
   */
  static Data training(Model model, Path file) {
    Map<String, Tensor> arrays = Npz.read(file);
    List<Tensor> inputs = fed(model, named(model.inputNames(), "x", arrays, file), file);
    List<Tensor> targets = named(Names.unique(model.outputNames()), "y", arrays, file);
    return naming(file, () -> Data.of(inputs, targets));
  }

  /**
   * The outputs of a model, in its order, from a {@code .npy} or {@code .npz} file.
   *
   * @throws Failure if one is missing
   */
  static List<Tensor> outputs(Model model, Path file) {
    return switch (extension(file)) {
      case "npz" -> named(Names.unique(model.outputNames()), "y", Npz.read(file), file);
      case "npy" -> List.of(Npy.read(file));
      default -> throw new Failure(file + ": expected a .npy or .npz file");
    };
  }

  /** Does what may find that a file's data do not fit, and lets the error name the file. */
  static <T> T naming(Path file, Supplier<T> work) {
    try {
      return work.get();
    } catch (IllegalArgumentException e) {
      throw new Failure(file + ": " + e.getMessage(), e);
    }
  }

  /** The arrays of these names; a single one may have a short name too. */
  private static List<Tensor> named(
      List<String> names, String single, Map<String, Tensor> arrays, Path file) {
    if (names.size() == 1 && arrays.containsKey(single)) {
      return List.of(arrays.get(single));
    }
    if (!arrays.keySet().containsAll(names)) {
      String expected = names.size() == 1 ? single + " or " + names.get(0) : names.toString();
      throw new Failure(file + ": expected arrays " + expected + ". Found: " + arrays.keySet());
    }
    return names.stream().map(arrays::get).toList();
  }

  private static List<Tensor> fed(Model model, List<Tensor> arrays, Path file) {
    return naming(file, () -> model.feed(arrays));
  }

  private static Tensor lines(Path file, SymbolicTensor input) {
    Shape sample = input.shape().sample();
    if (!sample.isKnown()) {
      throw new Failure(
          file + ": a line of text cannot give the shape " + sample + "; use a .npy file");
    }
    Tensor table = Csv.read(file, sample.size(), input.dtype());
    return table.reshape(sample.batched(table.shape().dim(0)));
  }
}
