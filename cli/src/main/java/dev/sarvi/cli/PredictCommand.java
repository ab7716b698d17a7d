package dev.sarvi.cli;

import dev.sarvi.keras.AtomicFile;
import dev.sarvi.keras.Npy;
import dev.sarvi.keras.Npz;
import dev.sarvi.model.Model;
import dev.sarvi.tensor.Tensor;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Runs a model. */
@Command(
    name = "predict",
    customSynopsis = "sarvi predict MODEL INPUT [-o OUTPUT] [--batch-size N]",
    header = "Runs a model on samples.",
    description =
        "INPUT is an array in a .npy file, arrays named as the model's inputs in a .npz file, "
            + "or a .csv file with a sample a line, its values in the order of the array. "
            + "The output goes to a .npy, .csv or .npz file, without -o to the screen as in a .csv "
            + "file; several outputs go to a .npz file, in the model's order, named as its output "
            + "layers (repeated names get _1, _2, ...).")
final class PredictCommand implements Runnable {
  @ParentCommand private Sarvi sarvi;
  @Mixin private ModelFile model;

  @Parameters(index = "1", paramLabel = "INPUT", description = "A .npy, .npz or .csv file.")
  private Path input;

  @Mixin private OutputFile output;
  @Mixin private BatchSize batchSize;

  @Override
  public void run() {
    Optional<Path> file = output.optional("npy", "npz", "csv");
    Model loaded = model.load();
    List<String> names = Names.unique(loaded.outputNames());
    boolean archive = file.map(DataFiles::extension).filter("npz"::equals).isPresent();
    if (names.size() > 1 && !archive) {
      throw new Failure(
          model.path() + " has the outputs " + names + ": they need -o FILE ending in .npz");
    }
    List<Tensor> inputs = DataFiles.inputs(loaded, input);
    List<Tensor> outputs = DataFiles.naming(input, () -> loaded.predict(inputs, batchSize.value()));
    if (file.isEmpty()) {
      sarvi.out().print(Csv.write(outputs.get(0)));
    } else {
      write(file.get(), names, outputs);
    }
  }

  private static void write(Path file, List<String> names, List<Tensor> outputs) {
    switch (DataFiles.extension(file)) {
      case "npy" -> Npy.write(outputs.get(0), file);
      case "csv" -> {
        byte[] text = Csv.write(outputs.get(0)).getBytes(StandardCharsets.UTF_8);
        AtomicFile.write(file, out -> out.write(text));
      }
      default -> {
        Map<String, Tensor> arrays = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
          arrays.put(names.get(i), outputs.get(i));
        }
        Npz.write(arrays, file);
      }
    }
  }
}
