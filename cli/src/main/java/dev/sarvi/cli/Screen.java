package dev.sarvi.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;

/**
 * Where results go.
 *
 * @param stream standard output
 * @param out the same for text; flushed with each line
 * @param terminal whether somebody looks on, so that a line may be redrawn
 */
record Screen(PrintStream stream, PrintWriter out, boolean terminal) {
  Screen(PrintStream stream, Charset charset, boolean terminal) {
    this(stream, new PrintWriter(stream, true, charset), terminal);
  }
}
