package dev.sarvi.kernel;

/**
 * Convolution as matrix products of patches and kernel, tile by tile, so that the patches of a
 * whole batch are never in memory. Kernels have shape {@code (..., channels / groups, filters)}.
 */
record FloatConvolution(Windows windows, int filters, int groups) {
  /** About how many numbers the patches of one tile hold, to stay in the cache. */
  private static final int TILE = 1 << 16;

  private static final int LEAST_POSITIONS = 96;
  private static final int MOST_POSITIONS = 768;

  /** Rows of the kernel's gradient that are worth a task. */
  private static final int GRADIENT_ROWS = 64;

  /** The convolution plus a bias, and then the epilogue. */
  void convolve(float[] x, float[] kernel, float[] bias, float[] y, Epilogue epilogue) {
    int tile = positionsInTile();
    int tiles = (windows.positions() + tile - 1) / tile;
    Parallel.run(
        tiles,
        task -> {
          int position = task * tile;
          int positions = Math.min(tile, windows.positions() - position);
          FloatMatrix rows = FloatMatrix.rowMajor(y, position * filters, positions, filters);
          rows.fillRows(bias, 0);
          for (int group = 0; group < groups; group++) {
            Patches patches = patches(position, windows.positions(), group);
            FloatMatMul.addAlone(
                gather(patches, x), kernel(kernel, group), output(y, patches, group));
          }
          rows.forEachRun(epilogue);
        });
  }

  /** The adjoint plus a bias, and then the epilogue, image by image. */
  void spread(float[] y, float[] kernel, float[] bias, float[] x, Epilogue epilogue) {
    int pixels = windows.pixelsInImage();
    int channels = windows.channels();
    Parallel.run(
        windows.batch(),
        image -> {
          FloatMatrix rows = FloatMatrix.rowMajor(x, image * pixels * channels, pixels, channels);
          rows.fillRows(bias, 0);
          int end = (image + 1) * windows.positionsInImage();
          for (int at = image * windows.positionsInImage(); at < end; at += positionsInTile()) {
            for (int group = 0; group < groups; group++) {
              addInputGradient(y, kernel, x, patches(at, end, group), group);
            }
          }
          rows.forEachRun(epilogue);
        });
  }

  private void addInputGradient(float[] g, float[] kernel, float[] dx, Patches patches, int group) {
    float[] gradients = new float[patches.positions() * patches.length()];
    FloatMatMul.addAlone(
        output(g, patches, group),
        kernel(kernel, group).transposed(),
        FloatMatrix.rowMajor(gradients, 0, patches.positions(), patches.length()));
    patches.forEachRun(
        (imageAt, patchAt, length) -> {
          for (int i = 0; i < length; i++) {
            dx[imageAt + i] += gradients[patchAt + i];
          }
        });
  }

  /**
   * Adds the kernel's gradient to dkernel. Each task owns some of its rows and goes over all
   * positions in order, so the sums are the same whatever the number of threads.
   */
  void addKernelGradient(float[] x, float[] g, float[] dkernel) {
    int channels = windows.channels() / groups;
    int taps = Math.max(1, GRADIENT_ROWS / Math.max(1, channels));
    int tasks = (windows.taps() + taps - 1) / taps;
    Parallel.run(
        Math.multiplyExact(tasks, groups),
        task -> {
          int group = task % groups;
          int tap = task / groups * taps;
          int count = Math.min(taps, windows.taps() - tap);
          FloatMatrix rows =
              kernel(dkernel, group).block(tap * channels, 0, count * channels, filters / groups);
          for (int at = 0; at < windows.positions(); at += MOST_POSITIONS) {
            int positions = Math.min(MOST_POSITIONS, windows.positions() - at);
            Patches patches =
                new Patches(windows, at, positions, tap, count, group * channels, channels);
            FloatMatMul.addAlone(gather(patches, x).transposed(), output(g, patches, group), rows);
          }
        });
  }

  private int positionsInTile() {
    int length = windows.taps() * (windows.channels() / groups);
    return Math.max(LEAST_POSITIONS, Math.min(MOST_POSITIONS, TILE / Math.max(1, length)));
  }

  private Patches patches(int position, int end, int group) {
    int channels = windows.channels() / groups;
    int positions = Math.min(positionsInTile(), end - position);
    return new Patches(windows, position, positions, 0, windows.taps(), group * channels, channels);
  }

  /** The patches side by side; where a patch is a pixel, the images themselves. */
  private static FloatMatrix gather(Patches patches, float[] x) {
    Windows windows = patches.windows();
    if (windows.isPointwise()) {
      int start = patches.position() * windows.channels() + patches.channel();
      return new FloatMatrix(
          x, start, patches.positions(), patches.channels(), windows.channels(), 1);
    }
    float[] gathered = new float[Math.multiplyExact(patches.positions(), patches.length())];
    patches.forEachRun(
        (imageAt, patchAt, length) -> System.arraycopy(x, imageAt, gathered, patchAt, length));
    return FloatMatrix.rowMajor(gathered, 0, patches.positions(), patches.length());
  }

  /** The kernel of a group: (taps · channels of the group, filters of the group). */
  private FloatMatrix kernel(float[] kernel, int group) {
    int rows = windows.taps() * (windows.channels() / groups);
    int columns = filters / groups;
    return FloatMatrix.rowMajor(kernel, 0, rows, filters).block(0, group * columns, rows, columns);
  }

  /** What a group's patches give: (positions, filters of the group). */
  private FloatMatrix output(float[] y, Patches patches, int group) {
    int columns = filters / groups;
    return FloatMatrix.rowMajor(y, 0, windows.positions(), filters)
        .block(patches.position(), group * columns, patches.positions(), columns);
  }
}
