package dev.sarvi.cli;

import dev.sarvi.model.Model;
import dev.sarvi.train.Data;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Measures a model. */
@Command(
    name = "evaluate",
    customSynopsis = "sarvi evaluate MODEL DATA.npz [--batch-size N]",
    header = "Measures a model on samples with known answers.",
    description = "Prints the loss and the metrics that it was compiled with.")
final class EvaluateCommand implements Runnable {
  @ParentCommand private Sarvi sarvi;
  @Mixin private ModelFile model;

  @Parameters(index = "1", paramLabel = "DATA", description = DataFiles.TRAINING_DATA)
  private Path data;

  @Mixin private BatchSize batchSize;

  @Override
  public void run() {
    Model loaded = model.load();
    if (loaded.compilation().isEmpty()) {
      throw new Failure(model.path() + ": the model holds no loss to measure, it was not compiled");
    }
    Data samples = DataFiles.training(loaded, data);
    DataFiles.naming(data, () -> loaded.evaluate(samples, batchSize.value()))
        .forEach((name, value) -> sarvi.out().printf(Locale.ROOT, "%s: %.6g%n", name, value));
  }
}
