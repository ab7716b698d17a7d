package dev.sarvi.cli;

import dev.sarvi.keras.Npy;
import dev.sarvi.keras.Npz;
import dev.sarvi.layer.SymbolicTensor;
import dev.sarvi.model.Model;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads what a model takes. */
final class DataFiles {
  private DataFiles() {}

  /** The part of a file's name after the last dot, in lower case. */
  static String extension(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }

  /**
   * The model's inputs, in its order, from a {@code .npy}, {@code .npz} or {@code .csv} file.
   *
   * @throws Failure if an input is missing or has another shape than the model expects
   */
  static List<Tensor> inputs(Model model, Path file) {
    List<SymbolicTensor> inputs = model.inputs();
    if (extension(file).equals("npz")) {
      return inputs(model, Npz.read(file), file);
    }
    if (inputs.size() != 1) {
      throw new Failure(
          file
              + ": expected a .npz file with the arrays "
              + names(inputs)
              + ", the model's inputs");
    }
    return List.of(
        fitting(
            switch (extension(file)) {
              case "npy" -> Npy.read(file);
              case "csv" -> rows(file, inputs.get(0));
              default -> throw new Failure(file + ": expected a .npy, .npz or .csv file");
            },
            inputs.get(0),
            file));
  }

  /**
   * The model's inputs among the arrays of a file: each by its name, a single one also as {@code
   * x}.
   */
  static List<Tensor> inputs(Model model, Map<String, Tensor> arrays, Path file) {
    List<SymbolicTensor> inputs = model.inputs();
    List<Tensor> found = new ArrayList<>();
    for (SymbolicTensor input : inputs) {
      String name = name(input);
      Tensor array = arrays.get(inputs.size() == 1 && !arrays.containsKey(name) ? "x" : name);
      if (array == null) {
        String expected = names(inputs) + (inputs.size() == 1 ? " or [x]" : "");
        throw new Failure(
            file + ": expected the arrays " + expected + ". Found: " + arrays.keySet());
      }
      found.add(fitting(array, input, file));
    }
    return found;
  }

  private static Tensor rows(Path file, SymbolicTensor input) {
    Shape sample = input.shape().sample();
    if (!sample.isKnown()) {
      throw new Failure(
          file
              + ": lines cannot become samples of the shape "
              + sample
              + " that the model expects; use a .npy file");
    }
    Tensor table = Csv.read(file, sample.size(), input.dtype());
    return table.reshape(sample.batched(table.shape().dim(0)));
  }

  private static Tensor fitting(Tensor array, SymbolicTensor input, Path file) {
    if (!input.shape().accepts(array.shape())) {
      throw new Failure(
          file
              + ": the model's input \""
              + name(input)
              + "\" expects shape "
              + input.shape()
              + ". Received: "
              + array.shape());
    }
    return array;
  }

  private static List<String> names(List<SymbolicTensor> tensors) {
    return tensors.stream().map(DataFiles::name).toList();
  }

  private static String name(SymbolicTensor tensor) {
    return tensor.node().layer().name();
  }
}
