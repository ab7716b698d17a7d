package dev.sarvi.kernel;

import java.util.Arrays;
import java.util.function.IntConsumer;

/** Pooling of images by windows without dilation; padding takes no part. */
record FloatPooling(Windows windows) {
  /** The largest value; NaN where there is one. */
  void max(float[] x, float[] y) {
    int channels = windows.channels();
    forEachPosition(
        position -> {
          int at = position * channels;
          Arrays.fill(y, at, at + channels, Float.NEGATIVE_INFINITY);
          forEachPixel(
              position,
              pixel -> {
                for (int c = 0; c < channels; c++) {
                  y[at + c] = Math.max(y[at + c], x[pixel + c]);
                }
              });
        });
  }

  /** Adds to dx what goes to the first largest value of each window, in the order of rows. */
  void addMaxGradient(float[] x, float[] y, float[] g, float[] dx) {
    int channels = windows.channels();
    forEachPosition(
        position -> {
          int at = position * channels;
          boolean[] found = new boolean[channels];
          forEachPixel(
              position,
              pixel -> {
                for (int c = 0; c < channels; c++) {
                  if (!found[c] && (x[pixel + c] == y[at + c] || Float.isNaN(x[pixel + c]))) {
                    found[c] = true;
                    dx[pixel + c] += g[at + c];
                  }
                }
              });
        });
  }

  /** The mean of the values in the image. */
  void mean(float[] x, float[] y) {
    int channels = windows.channels();
    forEachPosition(
        position -> {
          int at = position * channels;
          Arrays.fill(y, at, at + channels, 0);
          forEachPixel(
              position,
              pixel -> {
                for (int c = 0; c < channels; c++) {
                  y[at + c] += x[pixel + c];
                }
              });
          float count = windows.covered(position);
          for (int c = 0; c < channels; c++) {
            y[at + c] /= count;
          }
        });
  }

  /** Adds to dx what each value has in the mean of each window. */
  void addMeanGradient(float[] g, float[] dx) {
    int channels = windows.channels();
    forEachPosition(
        position -> {
          int at = position * channels;
          float count = windows.covered(position);
          forEachPixel(
              position,
              pixel -> {
                for (int c = 0; c < channels; c++) {
                  dx[pixel + c] += g[at + c] / count;
                }
              });
        });
  }

  /** Visits where the pixels under a window begin, in the order of rows. */
  private void forEachPixel(int position, IntConsumer visit) {
    Patches.at(windows, position)
        .forEachRun(
            (imageAt, patchAt, length) -> {
              for (int pixel = imageAt; pixel < imageAt + length; pixel += windows.channels()) {
                visit.accept(pixel);
              }
            });
  }

  /** Images in parallel, the windows of an image in order: they overlap. */
  private void forEachPosition(IntConsumer visit) {
    int inImage = windows.positionsInImage();
    Parallel.run(
        windows.batch(),
        image -> {
          for (int position = image * inImage; position < (image + 1) * inImage; position++) {
            visit.accept(position);
          }
        });
  }
}
