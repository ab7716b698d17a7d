package dev.sarvi.kernel;

import java.util.ArrayList;
import java.util.List;

/**
 * The adjoint of a convolution: for each phase of its strides a convolution of the output, with the
 * kernel transposed.
 */
record FloatSpread(Windows windows, int filters, int groups, List<Phase> phases) {
  FloatSpread(Windows windows, int filters, int groups) {
    this(windows, filters, groups, Phase.of(windows, filters));
  }

  /** For each phase and group: (taps · filters of the group, channels of the group). */
  List<FloatMatrix> kernels(float[] kernel) {
    List<FloatMatrix> kernels = new ArrayList<>();
    for (Phase phase : phases) {
      int[] taps = phase.taps();
      for (int group = 0; group < groups; group++) {
        float[] transposed = new float[taps.length * filtersInGroup() * channels()];
        int of = group;
        Parallel.run(taps.length, tap -> transpose(kernel, taps[tap], of, transposed, tap));
        kernels.add(
            FloatMatrix.rowMajor(transposed, 0, taps.length * filtersInGroup(), channels()));
      }
    }
    return kernels;
  }

  private void transpose(float[] kernel, int tap, int group, float[] transposed, int toTap) {
    int from = tap * channels() * filters + group * filtersInGroup();
    FloatMatrix ofTap = new FloatMatrix(kernel, from, channels(), filtersInGroup(), filters, 1);
    int to = toTap * channels() * filtersInGroup();
    FloatTransposition.copy(ofTap, transposed, to, channels());
  }

  /** The adjoint plus a bias, and then the epilogue. */
  void spread(float[] y, Packed kernel, float[] bias, float[] x, Epilogue epilogue) {
    if (phases.isEmpty()) {
      return;
    }
    FloatMatMulKernel product =
        FloatMatMul.kernel((long) windows.positions() * windows.taps() * channels() * filters);
    kernel.floats().forEach(panels -> product.prepare(panels, windows.positions()));
    Windows adjoint = phases.get(0).adjoint();
    List<Section> sections =
        isNarrow()
            ? FloatNarrowProduct.sections(adjoint)
            : Section.worthATask(adjoint, adjoint.taps() * filtersInGroup() * channels());
    Parallel.run(
        sections.size(),
        task -> {
          FloatMatrix pixels = pixels(x, sections.get(task));
          FloatSums.of(pixels).fillRows(bias, 0);
          for (int phase = 0; phase < phases.size(); phase++) {
            add(product, y, phase, kernel, sections.get(task), x);
          }
          pixels.forEachRun(epilogue);
        });
  }

  private void add(
      FloatMatMulKernel product, float[] y, int phase, Packed kernel, Section section, float[] x) {
    Windows adjoint = phases.get(phase).adjoint();
    int[] pixelsAt = phases.get(phase).pixelsAt(section);
    try (FloatPixels pixels =
        isNarrow()
            ? FloatPixels.copyOf(adjoint, section, y)
            : FloatPixels.of(adjoint, section, y)) {
      for (int group = 0; group < groups; group++) {
        FloatSums sums =
            new FloatSums(x, pixelsAt, windows.channels())
                .block(0, group * channels(), pixelsAt.length, channels());
        FloatPanels panels = kernel.floats().get(phase * groups + group);
        int filter = group * filtersInGroup();
        if (isNarrow()) {
          FloatNarrowProduct.add(product, pixels, filter, filtersInGroup(), panels.matrix(), sums);
        } else {
          product.add(pixels.patches(filter, filtersInGroup()), panels, 0, sums);
        }
      }
    }
  }

  private boolean isNarrow() {
    return FloatNarrowProduct.pays(phases.get(0).adjoint(), filtersInGroup(), channels());
  }

  /** The pixels that a section stands for, in all phases. */
  private FloatMatrix pixels(float[] x, Section section) {
    int plane = section.plane() * windows.depth().stride();
    int row = section.row() * windows.rows().stride();
    int planeEnd =
        Math.min(
            (section.plane() + section.planes()) * windows.depth().stride(),
            windows.depth().input());
    int rowEnd =
        Math.min(
            (section.row() + section.rows()) * windows.rows().stride(), windows.rows().input());
    int start = windows.pixel(section.image(), plane, row, 0);
    int end = windows.pixel(section.image() + section.images() - 1, planeEnd - 1, rowEnd, 0);
    return FloatMatrix.rowMajor(x, start, (end - start) / windows.channels(), windows.channels());
  }

  private int channels() {
    return windows.channels() / groups;
  }

  private int filtersInGroup() {
    return filters / groups;
  }
}
