package dev.sarvi.kernel;

/**
 * Positions of a window that follow each other along a line, under which the same taps lie on the
 * image. Taps on padding are not among them: they add nothing.
 *
 * @param count how many positions
 * @param taps which taps of the window, counted row by row
 * @param tapAt where they are, seen from the first of them
 * @param pixelAt where the first of them is at the first position
 * @param pixelStep from there to the next position
 * @param outputAt where the output of the first position is
 * @param outputStep from there to the next position
 */
@SuppressWarnings("ArrayRecordComponent") // a view; never compared
public record Stretch(
    int count, int[] taps, int[] tapAt, int pixelAt, int pixelStep, int outputAt, int outputStep) {
  /** The same elsewhere. */
  Stretch moved(int pixels, int outputs) {
    return new Stretch(
        count, taps, tapAt, pixelAt + pixels, pixelStep, outputAt + outputs, outputStep);
  }

  /** Where a tap is at one of the positions. */
  public int pixelAt(int position, int tap) {
    return pixelAt + position * pixelStep + tapAt[tap];
  }

  /** Where one of the positions has its output; or the one after the last would. */
  public int outputAt(int position) {
    return outputAt + position * outputStep;
  }
}
