package dev.sarvi.kernel;

import java.util.List;

/**
 * Convolution of each channel by itself: kernels have shape {@code (..., channels)}. Its gradients
 * are the same sums with what is summed over in another role.
 */
record FloatDepthwise(Windows windows) {
  /** At most so many sums of the kernel's gradient, each over a part of the positions. */
  private static final int PARTS = 32;

  /** About so many positions such a part has at least. */
  private static final int BLOCK = 256;

  /** Elements of the output that stay in the first cache for the epilogue. */
  private static final int EPILOGUE = 1 << 12;

  /** The convolution plus a bias, and then the epilogue. */
  void convolve(float[] x, float[] kernel, float[] bias, float[] y, Epilogue epilogue) {
    int channels = windows.channels();
    float[] start = bias == null ? new float[channels] : bias;
    FloatChannelKernel products = products();
    Stretches stretches = Stretches.of(windows);
    List<Section> sections = Section.worthATask(windows, windows.taps() * channels);
    Parallel.run(
        sections.size(),
        task -> {
          int done = windows.position(sections.get(task)) * channels;
          int end = done;
          for (Stretch stretch : stretches.in(sections.get(task))) {
            products.products(x, stretch, kernel, start, y, channels);
            end = stretch.outputAt(stretch.count());
            if (end - done >= EPILOGUE) {
              epilogue.run(done, end - done);
              done = end;
            }
          }
          epilogue.run(done, end - done);
        });
  }

  /** Sets dx to the gradient of the images, where a tap is on them. */
  void inputGradient(float[] g, float[] kernel, float[] dx) {
    int channels = windows.channels();
    float[] start = new float[channels];
    FloatChannelKernel products = products();
    for (Phase phase : Phase.of(windows, channels)) {
      float[] ofPhase = rows(kernel, phase.taps());
      Stretches stretches = Stretches.of(phase.adjoint(), phase.pixels());
      List<Section> sections =
          Section.worthATask(phase.adjoint(), phase.adjoint().taps() * channels);
      Parallel.run(
          sections.size(),
          task -> {
            for (Stretch stretch : stretches.in(sections.get(task))) {
              products.products(g, stretch, ofPhase, start, dx, channels);
            }
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
    Stretches stretches = Stretches.of(windows);
    List<Section> sections = Section.of(windows, BLOCK);
    int parts = Math.min(PARTS, sections.size());
    float[][] sums = new float[parts][dkernel.length];
    Parallel.run(
        parts,
        part -> {
          int end = (part + 1) * sections.size() / parts;
          for (int i = part * sections.size() / parts; i < end; i++) {
            for (Stretch stretch : stretches.in(sections.get(i))) {
              products.addProducts(x, stretch, g, sums[part], windows.channels());
            }
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
