package dev.sarvi.cli;

import dev.sarvi.keras.AtomicFile;
import dev.sarvi.keras.Keras;
import dev.sarvi.keras.ModelCheck;
import dev.sarvi.keras.SaveOptions;
import dev.sarvi.model.Model;
import dev.sarvi.tensor.Tensor;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Writes a model in another form. */
@Command(
    name = "convert",
    customSynopsis = "sarvi convert MODEL OUT [options]",
    header = "Writes a model in another form.",
    description =
        "OUT ends in .keras for the form of Keras 3, in .h5 for the older one of a whole model, in"
            + " .weights.h5 for the weights alone, in .json for the architecture alone. With"
            + " --with-check a .keras file carries samples and the outputs for them, which sarvi"
            + " verify computes again. MODEL may also be a .json file, an architecture alone, if"
            + " OUT is one too or --weights gives the weights.")
final class ConvertCommand implements Runnable {
  @ParentCommand private Sarvi sarvi;
  @Spec private CommandSpec spec;
  @Mixin private ModelFile model;

  @Parameters(
      index = "1",
      paramLabel = "OUT",
      description = "A .keras, .h5, .weights.h5 or .json file; one that is there is replaced.")
  private Path out;

  @Option(
      names = "--weights",
      paramLabel = "FILE",
      description = "Take the weights from this file instead.")
  private Path weights;

  @Option(
      names = "--no-optimizer",
      description = "Leave out how the model was compiled and what its optimizer has learned.")
  private boolean noOptimizer;

  @Option(
      names = "--with-check",
      paramLabel = "INPUT",
      description = "Samples to keep beside the weights: a .npy, .npz or .csv file.")
  private Path checkInput;

  @Option(
      names = "--expected",
      paramLabel = "OUTPUT",
      description =
          "The outputs for them, a .npy or .npz file that Keras computed; without it those are "
              + "kept that are computed here.")
  private Path expected;

  @Override
  public void run() {
    OutputFile.requireFolder(out);
    String name = out.toString().toLowerCase(Locale.ROOT);
    if (checkInput != null && !name.endsWith(".keras")) {
      throw new ParameterException(
          spec.commandLine(), "Expected OUT ending in .keras, for --with-check. Received: " + out);
    }
    boolean needsWeights = weights == null && !name.endsWith(".json");
    Model loaded = needsWeights ? model.load() : model.loadOrStart();
    if (weights != null) {
      Keras.loadWeights(loaded, weights);
    }
    SaveOptions options = SaveOptions.DEFAULT.withOptimizer(!noOptimizer);
    if (name.endsWith(".weights.h5")) {
      Keras.saveWeights(loaded, out, options);
    } else if (name.endsWith(".json")) {
      byte[] text = Keras.toJson(loaded).getBytes(StandardCharsets.UTF_8);
      AtomicFile.write(out, stream -> stream.write(text));
    } else {
      Optional<ModelCheck> check = name.endsWith(".keras") ? check(loaded) : Optional.empty();
      Keras.save(loaded, out, check.map(options::withCheck).orElse(options));
    }
    sarvi.out().println(out + ": " + described(loaded));
  }

  /** That of the options, or else the one that the file brings. */
  private Optional<ModelCheck> check(Model loaded) {
    if (checkInput == null) {
      return model.check();
    }
    List<Tensor> inputs = DataFiles.inputs(loaded, checkInput);
    if (expected == null) {
      return Optional.of(
          DataFiles.naming(checkInput, () -> ModelCheck.of(loaded, inputs, "Sarvi")));
    }
    List<Tensor> outputs = DataFiles.outputs(loaded, expected);
    ModelCheck check = new ModelCheck(inputs, outputs, String.valueOf(expected.getFileName()));
    DataFiles.naming(expected, () -> check.largestDifference(loaded));
    return Optional.of(check);
  }

  private static String described(Model model) {
    long numbers = model.variables().stream().mapToLong(weight -> weight.shape().size()).sum();
    return String.format(
        Locale.ROOT,
        "%s \"%s\", %d layers, %,d weights%s",
        model.getClass().getSimpleName(),
        model.name(),
        model.layers().size(),
        numbers,
        model.compilation().map(c -> ", compiled with " + c.optimizer().name()).orElse(""));
  }
}
