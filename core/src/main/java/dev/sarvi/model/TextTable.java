package dev.sarvi.model;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A table drawn with box characters, as the Python library rich draws Keras's. */
final class TextTable {
  private static final Pattern WORD = Pattern.compile("\\S+\\s*");

  private final int[] widths;
  private final List<Boolean> right;
  private final StringBuilder text = new StringBuilder();
  private boolean empty = true;

  /**
   * Begins a table.
   *
   * @param widths of the columns, their padding included
   * @param right whether each column is set to the right
   */
  TextTable(int[] widths, List<Boolean> right, List<String> header) {
    this.widths = widths.clone();
    this.right = List.copyOf(right);
    rule("┏━┳┓");
    row("┃", header);
    rule("┡━╇┩");
  }

  void add(List<String> cells) {
    if (!empty) {
      rule("├─┼┤");
    }
    empty = false;
    row("│", cells);
  }

  /** The table, finished. */
  String end() {
    rule("└─┴┘");
    return text.toString();
  }

  /**
   * The widths that rich gives to columns of desired widths: what is too much is taken from them in
   * equal parts, rounded half to even, the first column first.
   */
  static int[] widths(int[] desired, int lineLength) {
    int[] widths = new int[desired.length];
    int excess = desired.length + 1 - lineLength;
    for (int i = 0; i < desired.length; i++) {
      widths[i] = desired[i] + 2;
      excess += widths[i];
    }
    for (int i = 0; i < widths.length; i++) {
      int share = (int) Math.rint((double) excess / (widths.length - i));
      widths[i] -= share;
      excess -= share;
    }
    return widths;
  }

  private void rule(String corners) {
    for (int i = 0; i < widths.length; i++) {
      text.append(corners.charAt(i == 0 ? 0 : 2))
          .append(String.valueOf(corners.charAt(1)).repeat(widths[i]));
    }
    text.append(corners.charAt(3)).append('\n');
  }

  private void row(String border, List<String> cells) {
    List<List<String>> wrapped = new ArrayList<>();
    for (int i = 0; i < widths.length; i++) {
      wrapped.add(wrap(cells.get(i), widths[i] - 2));
    }
    int height = wrapped.stream().mapToInt(List::size).max().orElse(0);
    for (int line = 0; line < height; line++) {
      for (int i = 0; i < widths.length; i++) {
        List<String> cell = wrapped.get(i);
        String part = line < cell.size() ? cell.get(line) : "";
        String padding = " ".repeat(widths[i] - 2 - part.length());
        text.append(border)
            .append(' ')
            .append(right.get(i) ? padding + part : part + padding)
            .append(' ');
      }
      text.append(border).append('\n');
    }
  }

  /** Broken between words; a word that is too long for any line is cut. */
  private static List<String> wrap(String cell, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    Matcher words = WORD.matcher(cell);
    while (words.find()) {
      String word = words.group();
      if (line.length() + word.stripTrailing().length() > width && line.length() > 0) {
        lines.add(cut(line.toString(), width));
        line.setLength(0);
      }
      line.append(word);
    }
    lines.add(cut(line.toString(), width));
    return lines;
  }

  private static String cut(String line, int width) {
    String stripped = line.stripTrailing();
    return stripped.length() <= width ? stripped : stripped.substring(0, width - 1) + "…";
  }
}
