package dev.sarvi.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ParameterException;

/** What a failure looks like: one line that begins with {@code error:}. */
final class ErrorLine {
  private ErrorLine() {}

  static void installOn(CommandLine command, Sarvi sarvi) {
    command.setParameterExceptionHandler(
        (failure, args) -> {
          String hint = " (see: " + qualifiedName(failure) + " --help)";
          print(failure, hint, failure.getCommandLine().getErr(), sarvi.debug());
          return ExitCode.USAGE;
        });
    command.setExecutionExceptionHandler(
        (failure, failed, parsed) -> of(failure, failed.getErr(), sarvi.debug()));
  }

  /** Prints it and returns the exit code. */
  static int of(Exception failure, PrintWriter err, boolean debug) {
    print(failure, "", err, debug);
    return ExitCode.SOFTWARE;
  }

  private static void print(Exception failure, String hint, PrintWriter err, boolean debug) {
    String message = failure.getMessage();
    String text = message == null ? failure.getClass().getSimpleName() : SafeText.line(message);
    err.println("error: " + text + hint);
    if (debug) {
      failure.printStackTrace(err);
    }
  }

  private static String qualifiedName(ParameterException failure) {
    return failure.getCommandLine().getCommandSpec().qualifiedName();
  }
}
