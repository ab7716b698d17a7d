package dev.sarvi.kernel;

import java.util.function.IntFunction;

/**
 * Convolution of each channel by itself, with one tap after another: kernels have shape {@code
 * (..., channels)}. Patches and products of matrices would be all copying here.
 */
record FloatDepthwise(Windows windows) {
  /** Multiply-adds that are worth a task. */
  private static final int TASK = 1 << 17;

  /** At most so many sums of the kernel's gradient, each over a part of the positions. */
  private static final int PARTS = 32;

  /** The convolution plus a bias, and then the epilogue. */
  void convolve(float[] x, float[] kernel, float[] bias, float[] y, Epilogue epilogue) {
    int channels = windows.channels();
    forEachPart(
        positionsInTask(),
        (from, to) -> {
          FloatMatrix rows = FloatMatrix.rowMajor(y, from * channels, to - from, channels);
          FloatSums.of(rows).fillRows(bias, 0);
          for (int position = from; position < to; position++) {
            int at = position * channels;
            Patches.at(windows, position)
                .forEachRun(
                    (imageAt, patchAt, length) -> {
                      for (int t = 0; t < length; t += channels) {
                        addProducts(x, imageAt + t, kernel, patchAt + t, y, at);
                      }
                    });
          }
          rows.forEachRun(epilogue);
        });
  }

  /** Adds the gradient of the images to dx, image by image. */
  void addInputGradient(float[] g, float[] kernel, float[] dx) {
    int channels = windows.channels();
    forEachPosition(
        windows.positionsInImage(),
        position ->
            (imageAt, patchAt, length) -> {
              for (int t = 0; t < length; t += channels) {
                addProducts(g, position * channels, kernel, patchAt + t, dx, imageAt + t);
              }
            });
  }

  /**
   * Adds the kernel's gradient to dkernel: the sums over each of some parts of the positions, whose
   * number depends on sizes alone, and then those in order.
   */
  void addKernelGradient(float[] x, float[] g, float[] dkernel) {
    int channels = windows.channels();
    int inPart = Math.max(positionsInTask(), (windows.positions() + PARTS - 1) / PARTS);
    float[][] sums = new float[(windows.positions() + inPart - 1) / inPart][dkernel.length];
    forEachPosition(
        inPart,
        position -> {
          float[] sum = sums[position / inPart];
          return (imageAt, patchAt, length) -> {
            for (int t = 0; t < length; t += channels) {
              addProducts(x, imageAt + t, g, position * channels, sum, patchAt + t);
            }
          };
        });
    for (float[] sum : sums) {
      for (int i = 0; i < dkernel.length; i++) {
        dkernel[i] += sum[i];
      }
    }
  }

  /** {@code c += a·b}, channel by channel. */
  private void addProducts(float[] a, int aAt, float[] b, int bAt, float[] c, int cAt) {
    int channels = windows.channels();
    for (int i = 0; i < channels; i++) {
      c[cAt + i] += a[aAt + i] * b[bAt + i];
    }
  }

  /** Parts of the positions in parallel, each in order. */
  private void forEachPosition(int inPart, IntFunction<Patches.Run> visit) {
    forEachPart(
        inPart,
        (from, to) -> {
          for (int position = from; position < to; position++) {
            Patches.at(windows, position).forEachRun(visit.apply(position));
          }
        });
  }

  private interface Part {
    void run(int from, int to);
  }

  private void forEachPart(int inPart, Part work) {
    int positions = windows.positions();
    Parallel.run(
        inPart == 0 ? 0 : (positions + inPart - 1) / inPart,
        part -> work.run(part * inPart, Math.min(positions, (part + 1) * inPart)));
  }

  private int positionsInTask() {
    return Math.max(1, TASK / Math.max(1, windows.taps() * windows.channels()));
  }
}
