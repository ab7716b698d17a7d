package dev.sarvi.kernel;

import java.util.List;

/**
 * Convolution of each channel by itself: kernels have shape {@code (..., channels)}. Its gradients
 * are the same sums with what is summed over in another role.
 */
record FloatDepthwise(Windows windows) {
  /** At most so many sums of the kernel's gradient, each over a part of the positions. */
  private static final int PARTS = 32;

  /** Positions whose images stay in the cache while all taps go over them. */
  private static final int BLOCK = 256;

  /** The convolution plus a bias, and then the epilogue. */
  void convolve(float[] x, float[] kernel, float[] bias, float[] y, Epilogue epilogue) {
    int channels = windows.channels();
    FloatChannelKernel products = products();
    List<Section> sections = Section.worthATask(windows, windows.taps() * channels);
    Parallel.run(
        sections.size(),
        task -> {
          Section section = sections.get(task);
          FloatPixels pixels = FloatPixels.of(windows, section, x);
          int first = windows.position(section) * channels;
          int positions = pixels.windows().positions();
          FloatMatrix rows = FloatMatrix.rowMajor(y, first, positions, channels);
          FloatSums sums = FloatSums.of(rows);
          sums.fillRows(bias, 0);
          products.addProducts(
              pixels.data(),
              pixels.positionsAt(0),
              pixels.tapsAt(),
              kernel,
              0,
              y,
              sums.rowAt(),
              channels);
          rows.forEachRun(epilogue);
        });
  }

  /** Adds the gradient of the images to dx. */
  void addInputGradient(float[] g, float[] kernel, float[] dx) {
    FloatChannelKernel products = products();
    for (Phase phase : Phase.of(windows, windows.channels())) {
      float[] ofPhase = rows(kernel, phase.taps());
      List<Section> sections =
          Section.worthATask(phase.adjoint(), phase.adjoint().taps() * windows.channels());
      Parallel.run(
          sections.size(),
          task -> {
            Section section = sections.get(task);
            FloatPixels pixels = FloatPixels.of(phase.adjoint(), section, g);
            products.addProducts(
                pixels.data(),
                pixels.positionsAt(0),
                pixels.tapsAt(),
                ofPhase,
                0,
                dx,
                phase.pixelsAt(section),
                windows.channels());
          });
    }
  }

  /** Some rows of a kernel. */
  private float[] rows(float[] kernel, int[] taps) {
    int channels = windows.channels();
    float[] rows = new float[taps.length * channels];
    for (int i = 0; i < taps.length; i++) {
      System.arraycopy(kernel, taps[i] * channels, rows, i * channels, channels);
    }
    return rows;
  }

  /**
   * Adds the kernel's gradient to dkernel: the sums over each of some parts of the positions, whose
   * number depends on sizes alone, and then those in order.
   */
  void addKernelGradient(float[] x, float[] g, float[] dkernel) {
    FloatChannelKernel products = products();
    List<Section> sections = Section.of(windows, BLOCK);
    int parts = Math.min(PARTS, sections.size());
    float[][] sums = new float[parts][dkernel.length];
    int[] sumAt = FloatGather.evenly(0, windows.channels(), windows.taps());
    Parallel.run(
        parts,
        part -> {
          int end = (part + 1) * sections.size() / parts;
          for (int i = part * sections.size() / parts; i < end; i++) {
            FloatPixels pixels = FloatPixels.of(windows, sections.get(i), x);
            products.addProducts(
                pixels.data(),
                pixels.tapsAt(),
                pixels.positionsAt(0),
                g,
                windows.position(sections.get(i)) * windows.channels(),
                sums[part],
                sumAt,
                windows.channels());
          }
        });
    for (float[] sum : sums) {
      for (int i = 0; i < dkernel.length; i++) {
        dkernel[i] += sum[i];
      }
    }
  }

  private FloatChannelKernel products() {
    return FloatChannels.kernel((long) windows.positions() * windows.taps() * windows.channels());
  }
}
