package dev.sarvi.kernel;

import java.util.ArrayList;
import java.util.List;

/**
 * Convolution as matrix products whose left-hand side is never made: the patches under the window
 * are read where they lie in the images. Kernels have shape {@code (..., channels / groups,
 * filters)}.
 */
record FloatConvolution(Windows windows, int filters, int groups) {
  /** Up to so few sections, the filters are shared out as well. */
  private static final int FEW_SECTIONS = 4;

  /** How many numbers of the images or of the output the kernel's gradient takes at a time. */
  private static final int GRADIENT_BLOCK = 1 << 18;

  private static final int GRADIENT_TASKS = 8;

  /** The kernel of each group: (taps · channels of the group, filters of the group). */
  List<FloatMatrix> kernels(float[] kernel) {
    FloatMatrix all = FloatMatrix.rowMajor(kernel, 0, depth(), filters);
    List<FloatMatrix> kernels = new ArrayList<>();
    for (int group = 0; group < groups; group++) {
      kernels.add(columnsOf(group, all));
    }
    return kernels;
  }

  /** The convolution plus a bias, and then the epilogue. */
  void convolve(float[] x, Packed kernel, float[] bias, float[] y, Epilogue epilogue) {
    boolean narrow = FloatNarrowProduct.pays(windows, channels(), filtersInGroup());
    List<Section> sections =
        narrow
            ? FloatNarrowProduct.sections(windows)
            : Section.worthATask(windows, depth() * filtersInGroup());
    int columns = groups == 1 && sections.size() <= FEW_SECTIONS ? FloatMatMul.COLUMNS : filters;
    int across = (filters + columns - 1) / columns;
    FloatMatMulKernel product = FloatMatMul.kernel(work());
    kernel.floats().forEach(panels -> product.prepare(panels, windows.positions()));
    Parallel.run(
        Math.multiplyExact(sections.size(), across),
        task -> {
          Section section = sections.get(task / across);
          int column = task % across * columns;
          FloatMatrix rows = rows(y, section);
          rows = rows.block(0, column, rows.rows(), Math.min(columns, filters - column));
          FloatSums.of(rows).fillRows(bias, column);
          try (FloatPixels pixels = pixels(section, x, narrow)) {
            if (narrow) {
              addNarrow(product, pixels, kernel, rows);
            } else {
              add(product, pixels, kernel, column, rows);
            }
          }
          rows.forEachRun(epilogue);
        });
  }

  private FloatPixels pixels(Section section, float[] x, boolean isCopy) {
    return isCopy ? FloatPixels.copyOf(windows, section, x) : FloatPixels.of(windows, section, x);
  }

  private void add(
      FloatMatMulKernel product, FloatPixels pixels, Packed kernel, int column, FloatMatrix rows) {
    for (int group = 0; group < groups; group++) {
      FloatGather patches = pixels.patches(group * channels(), channels());
      FloatSums sums = FloatSums.of(groups == 1 ? rows : columnsOf(group, rows));
      product.add(patches, kernel.floats().get(group), column, sums);
    }
  }

  private void addNarrow(
      FloatMatMulKernel product, FloatPixels pixels, Packed kernel, FloatMatrix rows) {
    for (int group = 0; group < groups; group++) {
      FloatMatrix ofGroup = kernel.floats().get(group).matrix();
      FloatSums sums = FloatSums.of(columnsOf(group, rows));
      FloatNarrowProduct.add(product, pixels, group * channels(), channels(), ofGroup, sums);
    }
  }

  /**
   * Adds the kernel's gradient to dkernel, section by section. Each task owns some of its rows, so
   * the sums are the same whatever the number of threads.
   */
  void addKernelGradient(float[] x, float[] g, float[] dkernel) {
    int positions = GRADIENT_BLOCK / Math.max(1, Math.max(windows.channels(), filters));
    List<FloatMatrix> sums = kernels(dkernel);
    FloatMatMulKernel product = FloatMatMul.kernel(work());
    for (Section section : Section.of(windows, positions)) {
      try (FloatPixels pixels = FloatPixels.of(windows, section, x)) {
        for (int group = 0; group < groups; group++) {
          addKernelGradient(product, pixels, group, rows(g, section), sums.get(group));
        }
      }
    }
  }

  private void addKernelGradient(
      FloatMatMulKernel product, FloatPixels pixels, int group, FloatMatrix g, FloatMatrix sums) {
    int inTask = Math.max(FloatMatMul.LEAST_ROWS, depth() / GRADIENT_TASKS);
    FloatGather patches = pixels.transposedPatches(group * channels(), channels());
    FloatSums rows = FloatSums.of(sums);
    try (FloatPanels panels = new FloatPanels(columnsOf(group, g), false)) {
      product.prepare(panels, depth());
      Parallel.runParts(
          depth(),
          inTask,
          (from, to) ->
              product.add(
                  patches.rows(from, to),
                  panels,
                  0,
                  rows.block(from, 0, to - from, filtersInGroup())));
    }
  }

  /** The rows of an output that a section stands for. */
  private FloatMatrix rows(float[] y, Section section) {
    int positions = windows.part(section).positions();
    return FloatMatrix.rowMajor(y, windows.position(section) * filters, positions, filters);
  }

  private FloatMatrix columnsOf(int group, FloatMatrix matrix) {
    return matrix.block(0, group * filtersInGroup(), matrix.rows(), filtersInGroup());
  }

  private int channels() {
    return windows.channels() / groups;
  }

  private int filtersInGroup() {
    return filters / groups;
  }

  private int depth() {
    return Math.multiplyExact(windows.taps(), channels());
  }

  private long work() {
    return (long) windows.positions() * depth() * filters;
  }
}
