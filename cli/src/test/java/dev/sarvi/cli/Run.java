package dev.sarvi.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** One run of the command, and what came of it; lines end as on Unix. */
record Run(int code, String out, String err) {
  static Run of(Object... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    StringWriter err = new StringWriter();
    PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
    Screen screen = new Screen(stream, StandardCharsets.UTF_8, false);
    String[] words = Arrays.stream(args).map(Object::toString).toArray(String[]::new);
    int code = Main.run(screen, new PrintWriter(err), words);
    return new Run(code, unix(out.toString(StandardCharsets.UTF_8)), unix(err.toString()));
  }

  private static String unix(String text) {
    return text.replace(System.lineSeparator(), "\n");
  }
}
