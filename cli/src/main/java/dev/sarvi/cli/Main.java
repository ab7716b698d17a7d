package dev.sarvi.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import picocli.CommandLine;

/** Where the {@code sarvi} command begins. */
public final class Main {
  private Main() {}

  /** Runs one command and leaves the JVM with its exit code. */
  public static void main(String... args) {
    boolean terminal = isTerminal();
    Charset charset = charset(terminal);
    PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, charset);
    PrintWriter err = new PrintWriter(new FileOutputStream(FileDescriptor.err), true, charset);
    System.exit(run(new Screen(out, charset, terminal), err, args));
  }

  /** Runs one command and returns its exit code. */
  static int run(Screen screen, PrintWriter err, String... args) {
    Sarvi sarvi = new Sarvi(screen);
    CommandLine command =
        new CommandLine(sarvi)
            .setOut(screen.out())
            .setErr(err)
            .setUsageHelpAutoWidth(false)
            .setCaseInsensitiveEnumValuesAllowed(true);
    ErrorLine.installOn(command, sarvi);
    try {
      return command.execute(args);
    } catch (OutOfMemoryError e) {
      Failure failure = new Failure("not enough memory; to give more: JDK_JAVA_OPTIONS=-Xmx8g", e);
      return ErrorLine.of(failure, err, sarvi.debug());
    } catch (LinkageError | StackOverflowError e) {
      return ErrorLine.of(new Failure("this should not happen: " + e, e), err, sarvi.debug());
    } finally {
      screen.out().flush();
      err.flush();
    }
  }

  /** Whether somebody types and looks on. */
  @SuppressWarnings("SystemConsoleNull") // the property keeps it null there, from JDK 22 on too
  private static boolean isTerminal() {
    System.setProperty("jdk.console", "java.base");
    return System.console() != null;
  }

  /** UTF-8, as terminals and files are; a Windows console has its own. */
  private static Charset charset(boolean terminal) {
    boolean windows = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");
    return windows && terminal ? System.console().charset() : StandardCharsets.UTF_8;
  }
}
