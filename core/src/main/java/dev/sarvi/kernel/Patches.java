package dev.sarvi.kernel;

/**
 * A patch for each of some positions of a window: what lies under some of its taps, in some of the
 * channels. Laid out one after another, {@code (positions, taps · channels)}, they turn a
 * convolution into a matrix product.
 *
 * @param windows the window and the images
 * @param position the first position, counted over all images
 * @param positions how many
 * @param tap the first tap, counted row by row
 * @param taps how many
 * @param channel the first channel
 * @param channels how many
 */
record Patches(
    Windows windows, int position, int positions, int tap, int taps, int channel, int channels) {

  /** What is done with numbers that lie together both in the image and in the patch. */
  interface Run {
    void accept(int imageAt, int patchAt, int length);
  }

  /** The whole patch of one position. */
  static Patches at(Windows windows, int position) {
    return new Patches(windows, position, 1, 0, windows.taps(), 0, windows.channels());
  }

  /** The length of one patch. */
  int length() {
    return Math.multiplyExact(taps, channels);
  }

  /** Visits all runs in order; padding has none. */
  void forEachRun(Run run) {
    int columns = windows.columns().output();
    int rows = windows.rows().output();
    int planes = windows.depth().output();
    int patchAt = 0;
    for (int p = position; p < position + positions; p++) {
      int row = p / columns;
      int plane = row / rows;
      visit(plane / planes, plane % planes, row % rows, p % columns, patchAt, run);
      patchAt += length();
    }
  }

  /** Visits the taps row by row, from where they begin to where they end in the window. */
  private void visit(
      int image, int outputPlane, int outputRow, int outputColumn, int patchAt, Run run) {
    int width = windows.columns().taps();
    int height = windows.rows().taps();
    int end = tap + taps;
    for (int first = tap; first < end; ) {
      int tapRow = first / width;
      int last = Math.min(end, (tapRow + 1) * width);
      int plane = windows.depth().at(outputPlane, tapRow / height);
      int row = windows.rows().at(outputRow, tapRow % height);
      if (windows.depth().contains(plane) && windows.rows().contains(row)) {
        visitRow(
            windows.pixel(image, plane, row, 0),
            outputColumn,
            first % width,
            last - first,
            patchAt + (first - tap) * channels,
            run);
      }
      first = last;
    }
  }

  private void visitRow(
      int imageRow, int outputColumn, int tapColumn, int count, int patchAt, Run run) {
    int together = channels == windows.channels() && windows.columns().dilation() == 1 ? count : 1;
    for (int i = 0; i < count; i += together) {
      int column = windows.columns().at(outputColumn, tapColumn + i);
      int from = Math.max(0, -column);
      int to = Math.min(together, windows.columns().input() - column);
      if (from < to) {
        run.accept(
            imageRow + (column + from) * windows.channels() + channel,
            patchAt + (i + from) * channels,
            (to - from) * channels);
      }
    }
  }
}
