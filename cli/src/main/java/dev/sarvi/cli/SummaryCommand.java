package dev.sarvi.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** Prints what a model is made of. */
@Command(
    name = "summary",
    customSynopsis = "sarvi summary MODEL",
    header = "Prints a model's layers, their output shapes and numbers of weights.",
    description =
        "All of the file is opened: what cannot be opened is refused here too. MODEL may also be a "
            + ".json file, an architecture alone.")
final class SummaryCommand implements Runnable {
  @ParentCommand private Sarvi sarvi;
  @Mixin private ModelFile model;

  @Override
  public void run() {
    model
        .loadOrStart()
        .summary()
        .stripTrailing()
        .lines()
        .map(SafeText::printable)
        .forEach(sarvi.out()::println);
  }
}
