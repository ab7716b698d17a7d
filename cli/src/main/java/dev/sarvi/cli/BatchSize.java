package dev.sarvi.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The option that says how many samples are taken at once. */
final class BatchSize {
  private int value;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--batch-size",
      paramLabel = "N",
      defaultValue = "32",
      description = "How many samples are taken at once (default: ${DEFAULT-VALUE}).")
  void set(int size) {
    if (size < 1) {
      throw new ParameterException(
          command.commandLine(), "--batch-size must be at least 1. Received: " + size);
    }
    value = size;
  }

  int value() {
    return value;
  }
}
