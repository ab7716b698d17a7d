package dev.sarvi.cli;

import dev.sarvi.keras.Keras;
import dev.sarvi.model.Model;
import dev.sarvi.train.Data;
import dev.sarvi.train.Fit;
import dev.sarvi.train.History;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Trains a model further. */
@Command(
    name = "train",
    customSynopsis = "sarvi train MODEL DATA.npz -o OUT.keras [options]",
    header = "Trains a model further.",
    description =
        "Loss, metrics and optimizer are those the model was compiled with, and the optimizer goes"
            + " on from its state in the file; options change that. MODEL may also be a .json file,"
            + " an architecture alone, which is trained from the start.")
final class TrainCommand implements Runnable {
  @ParentCommand private Sarvi sarvi;
  @Spec private CommandSpec spec;
  @Mixin private ModelFile model;

  @Parameters(index = "1", paramLabel = "DATA", description = DataFiles.TRAINING_DATA)
  private Path data;

  @Mixin private OutputFile output;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      defaultValue = "1",
      description = "How often to go through the data (default: ${DEFAULT-VALUE}).")
  private int epochs;

  @Mixin private BatchSize batchSize;

  @Option(
      names = "--no-shuffle",
      description = "Take the samples in the file's order in every epoch.")
  private boolean noShuffle;

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "For the order and for dropout: the same seed, the same result.")
  private Long seed;

  @Option(
      names = "--validation-split",
      paramLabel = "F",
      defaultValue = "0",
      description = "Measure on this part of the data, its end, instead of training on it.")
  private double validationSplit;

  @Mixin private CompileOptions compile;

  @Option(
      names = "--history",
      paramLabel = "FILE",
      description = "Write loss and metrics of each epoch, as Keras's history, in JSON.")
  private Path history;

  @Override
  public void run() {
    Path file = output.required("keras");
    if (history != null) {
      OutputFile.requireFolder(history);
    }
    Fit fit = fit();
    Model trained = model.loadOrStart();
    trained.compile(compile.of(trained, model.path()));
    Data samples = DataFiles.training(trained, data);
    History result;
    try (Progress progress = new Progress(sarvi.screen())) {
      result = DataFiles.naming(data, () -> trained.fit(samples, fit.callbacks(progress)));
    }
    Keras.save(trained, file);
    if (history != null) {
      HistoryFile.write(result, history);
    }
  }

  private Fit fit() {
    try {
      Fit fit =
          Fit.epochs(epochs)
              .batchSize(batchSize.value())
              .shuffle(!noShuffle)
              .validationSplit(validationSplit);
      return seed == null ? fit : fit.seed(seed);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }
}
