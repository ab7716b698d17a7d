package dev.sarvi.kernel;

/** Pooling of images by windows without dilation; padding takes no part. */
record FloatPooling(Windows windows) {
  /** What is done with the window of one output pixel. */
  private interface Visit {
    /**
     * One window: rows {@code top} to {@code bottom} and columns {@code left} to {@code right}, the
     * ends exclusive, of an image; {@code at} is where its pixel of the output begins.
     */
    void accept(int image, int top, int bottom, int left, int right, int at);
  }

  /** The largest value; NaN where there is one. */
  void max(float[] x, float[] y) {
    int channels = windows.channels();
    forEachWindow(
        (image, top, bottom, left, right, at) -> {
          System.arraycopy(x, windows.pixel(image, top, left), y, at, channels);
          for (int row = top; row < bottom; row++) {
            for (int column = left; column < right; column++) {
              int from = windows.pixel(image, row, column);
              for (int c = 0; c < channels; c++) {
                y[at + c] = Math.max(y[at + c], x[from + c]);
              }
            }
          }
        });
  }

  /** Adds to dx what goes to the first largest value of each window, in the order of rows. */
  void addMaxGradient(float[] x, float[] y, float[] g, float[] dx) {
    forEachWindow(
        (image, top, bottom, left, right, at) -> {
          for (int c = 0; c < windows.channels(); c++) {
            dx[first(x, y[at + c], image, top, bottom, left, right, c)] += g[at + c];
          }
        });
  }

  /** The mean of the values in the image. */
  void mean(float[] x, float[] y) {
    int channels = windows.channels();
    forEachWindow(
        (image, top, bottom, left, right, at) -> {
          for (int row = top; row < bottom; row++) {
            for (int column = left; column < right; column++) {
              int from = windows.pixel(image, row, column);
              for (int c = 0; c < channels; c++) {
                y[at + c] += x[from + c];
              }
            }
          }
          float count = (bottom - top) * (right - left);
          for (int c = 0; c < channels; c++) {
            y[at + c] /= count;
          }
        });
  }

  /** Adds to dx what each value has in the mean of each window. */
  void addMeanGradient(float[] g, float[] dx) {
    int channels = windows.channels();
    forEachWindow(
        (image, top, bottom, left, right, at) -> {
          float count = (bottom - top) * (right - left);
          for (int row = top; row < bottom; row++) {
            for (int column = left; column < right; column++) {
              int to = windows.pixel(image, row, column);
              for (int c = 0; c < channels; c++) {
                dx[to + c] += g[at + c] / count;
              }
            }
          }
        });
  }

  private int first(
      float[] x, float value, int image, int top, int bottom, int left, int right, int channel) {
    for (int row = top; row < bottom; row++) {
      for (int column = left; column < right; column++) {
        int at = windows.pixel(image, row, column) + channel;
        if (x[at] == value || Float.isNaN(x[at])) {
          return at;
        }
      }
    }
    throw new IllegalStateException("The output of a pooling is not from its input");
  }

  /** Images in parallel, the windows of an image in order: they overlap. */
  private void forEachWindow(Visit visit) {
    Parallel.run(
        windows.batch(),
        image -> {
          int at = image * windows.positionsInImage() * windows.channels();
          for (int row = 0; row < windows.rows().output(); row++) {
            for (int column = 0; column < windows.columns().output(); column++) {
              visit.accept(
                  image,
                  windows.rows().from(row),
                  windows.rows().to(row),
                  windows.columns().from(column),
                  windows.columns().to(column),
                  at);
              at += windows.channels();
            }
          }
        });
  }
}
