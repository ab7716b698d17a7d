package dev.sarvi.kernel;

/**
 * Where columns lie that are side by side in an array.
 *
 * @param at where the first line begins
 * @param step from a line to the next
 * @param lines the length of a column
 * @param columns how many
 */
public record ColumnBlock(int at, int step, int lines, int columns) {
  /** Where a line begins. */
  public int line(int line) {
    return at + line * step;
  }
}
