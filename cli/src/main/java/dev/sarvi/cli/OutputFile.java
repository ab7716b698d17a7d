package dev.sarvi.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The option that says where to write. It is checked before the work that gives the content. */
final class OutputFile {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Where to write; a file that is there is replaced in one step.")
  private Path file;

  /**
   * The file, which must have been given and end in one of these ways.
   *
   * @throws Failure if there is no folder to write it in
   */
  Path required(String... extensions) {
    return optional(extensions)
        .orElseThrow(
            () ->
                new ParameterException(
                    command.commandLine(), "Missing required option: -o FILE" + oneOf(extensions)));
  }

  /** The same, if it was given. */
  Optional<Path> optional(String... extensions) {
    if (file != null) {
      if (!List.of(extensions).contains(DataFiles.extension(file))) {
        throw new ParameterException(
            command.commandLine(), "Expected -o FILE" + oneOf(extensions) + ". Received: " + file);
      }
      requireFolder(file);
    }
    return Optional.ofNullable(file);
  }

  /** Refuses a file whose folder is not there. */
  static void requireFolder(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    if (!Files.isDirectory(folder)) {
      throw new Failure(file + " cannot be written: there is no folder " + folder);
    }
  }

  private static String oneOf(String... extensions) {
    return Stream.of(extensions).collect(Collectors.joining(" or .", " ending in .", ""));
  }
}
