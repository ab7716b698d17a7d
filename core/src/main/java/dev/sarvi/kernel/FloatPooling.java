package dev.sarvi.kernel;

import java.util.List;

/** Pooling of images by windows without dilation; padding takes no part. */
record FloatPooling(Windows windows) {
  /** The largest value; NaN where there is one. */
  void max(float[] x, float[] y) {
    int channels = windows.channels();
    FloatChannelKernel kernel = kernel();
    forEachPosition((pixelAt, count, at) -> kernel.max(x, pixelAt, count, y, at, channels));
  }

  /** Adds to dx what goes to the first largest value of each window, in the order of rows. */
  void addMaxGradient(float[] x, float[] y, float[] g, float[] dx) {
    int channels = windows.channels();
    FloatChannelKernel kernel = kernel();
    forEachPositionOfImages(
        (pixelAt, count, at) -> kernel.addToFirst(x, pixelAt, count, y, g, at, dx, channels));
  }

  /** The mean of the values in the image. */
  void mean(float[] x, float[] y) {
    int channels = windows.channels();
    FloatChannelKernel kernel = kernel();
    forEachPosition((pixelAt, count, at) -> kernel.mean(x, pixelAt, count, y, at, channels));
  }

  /** Adds to dx what each value has in the mean of each window. */
  void addMeanGradient(float[] g, float[] dx) {
    int channels = windows.channels();
    FloatChannelKernel kernel = kernel();
    forEachPositionOfImages(
        (pixelAt, count, at) -> kernel.addShares(g, at, pixelAt, count, dx, channels));
  }

  /** What is done at one position. */
  private interface Visit {
    /**
     * Visits a position.
     *
     * @param pixelAt where the pixels under the window are
     * @param count how many there are
     * @param at where the position's output is
     */
    void accept(int[] pixelAt, int count, int at);
  }

  private void forEachPosition(Visit visit) {
    List<Section> sections = Section.worthATask(windows, windows.taps() * windows.channels());
    Parallel.run(
        sections.size(),
        task -> {
          int first = windows.position(sections.get(task));
          visit(first, first + windows.part(sections.get(task)).positions(), visit);
        });
  }

  /** Images in parallel, the windows of an image in order: they overlap. */
  private void forEachPositionOfImages(Visit visit) {
    int inImage = windows.positionsInImage();
    Parallel.run(windows.batch(), image -> visit(image * inImage, (image + 1) * inImage, visit));
  }

  private void visit(int from, int to, Visit visit) {
    int[] pixelAt = new int[windows.taps()];
    for (int position = from; position < to; position++) {
      int count = windows.pixelsUnder(position, pixelAt);
      visit.accept(pixelAt, count, position * windows.channels());
    }
  }

  private FloatChannelKernel kernel() {
    return FloatChannels.kernel((long) windows.positions() * windows.taps() * windows.channels());
  }
}
