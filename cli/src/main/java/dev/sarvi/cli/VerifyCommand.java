package dev.sarvi.cli;

import dev.sarvi.keras.ModelCheck;
import dev.sarvi.model.Model;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Compares what a model answers with the answers that its file holds. */
@Command(
    name = "verify",
    customSynopsis = "sarvi verify MODEL [--tolerance D]",
    header = "Computes again what a model's file says it answered.",
    description =
        "The file was made by sarvi convert --with-check, or by interop/add_check.py with Keras's "
            + "own answers. Differences are |answer - expected| / max(1, |expected|).")
final class VerifyCommand implements Runnable {
  @ParentCommand private Sarvi sarvi;
  @Mixin private ModelFile model;

  @Option(
      names = "--tolerance",
      paramLabel = "D",
      defaultValue = "1e-5",
      description = "How large a difference may be (default: ${DEFAULT-VALUE}).")
  private double tolerance;

  @Override
  public void run() {
    ModelCheck check =
        model
            .check()
            .orElseThrow(
                () ->
                    new Failure(
                        model.path()
                            + " holds no check to compare with; sarvi convert --with-check adds"
                            + " one"));
    Model loaded = model.load();
    double largest = DataFiles.naming(model.path(), () -> check.largestDifference(loaded));
    String result =
        String.format(
            Locale.ROOT,
            "%s: %d samples, outputs of %s: largest difference %.2g, allowed %.2g",
            model.path(),
            check.inputs().get(0).shape().dim(0),
            check.origin(),
            largest,
            tolerance);
    if (!(largest <= tolerance)) {
      throw new Failure(result);
    }
    sarvi.out().println(result);
  }
}
