package dev.sarvi.cli;

import java.io.FileNotFoundException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ParameterException;

/** What a failure looks like: one line that begins with {@code error:}. */
final class ErrorLine {
  private ErrorLine() {}

  static void installOn(CommandLine command, Sarvi sarvi) {
    command.setParameterExceptionHandler((failure, args) -> usage(failure, sarvi.debug()));
    command.setExecutionExceptionHandler(
        (failure, failed, parsed) -> {
          failed.getErr().println("error: " + text(failure));
          if (sarvi.debug()) {
            failure.printStackTrace(failed.getErr());
          }
          return ExitCode.SOFTWARE;
        });
  }

  private static int usage(ParameterException failure, boolean debug) {
    CommandLine failed = failure.getCommandLine();
    String help = failed.getCommandSpec().qualifiedName() + " --help";
    failed.getErr().println("error: " + oneLine(failure.getMessage()) + " (see: " + help + ")");
    if (debug) {
      failure.printStackTrace(failed.getErr());
    }
    return ExitCode.USAGE;
  }

  /** The message in one line; the JDK's file errors say no more than the file. */
  static String text(Throwable failure) {
    String message = failure.getMessage();
    if (failure instanceof NoSuchFileException || failure instanceof FileNotFoundException) {
      return message + ": no such file or folder";
    }
    if (failure instanceof AccessDeniedException) {
      return message + ": permission denied";
    }
    if (failure instanceof NotDirectoryException) {
      return message + ": not a folder";
    }
    if (failure instanceof FileSystemException file) {
      return file.getFile()
          + ": "
          + oneLine(file.getReason() == null ? file.getClass().getSimpleName() : file.getReason());
    }
    return message == null ? failure.getClass().getSimpleName() : oneLine(message);
  }

  private static String oneLine(String message) {
    return message.strip().replaceAll("\\s*\\R\\s*", "; ");
  }
}
