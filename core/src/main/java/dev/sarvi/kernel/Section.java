package dev.sarvi.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Some of the positions of a window, which follow each other in the output: whole images, or planes
 * of one image, or rows of one plane.
 */
record Section(int image, int images, int plane, int planes, int row, int rows) {
  /** A task has about so many positions at least, and so many multiply-adds. */
  private static final int TASK_POSITIONS = 192;

  private static final int TASK_WORK = 1 << 20;

  /** All positions, in sections that are worth a task. */
  static List<Section> worthATask(Windows windows, int multiplyAddsAtPosition) {
    return of(windows, Math.max(TASK_POSITIONS, TASK_WORK / Math.max(1, multiplyAddsAtPosition)));
  }

  /** All positions, in sections that are one image each. */
  static List<Section> images(Windows windows) {
    int planes = windows.depth().output();
    int rows = windows.rows().output();
    return IntStream.range(0, windows.batch())
        .mapToObj(image -> new Section(image, 1, 0, planes, 0, rows))
        .toList();
  }

  /**
   * All positions, in sections of about the same size.
   *
   * @param most about how many positions one section has at the most
   */
  static List<Section> of(Windows windows, int most) {
    int rows = windows.rows().output();
    int planes = windows.depth().output();
    if (windows.positions() == 0) {
      return List.of();
    }
    int lines = Math.max(1, most / windows.columns().output());
    List<Section> sections = new ArrayList<>();
    if (planes * rows <= lines) {
      for (int[] images : cut(windows.batch(), lines / (planes * rows))) {
        sections.add(new Section(images[0], images[1], 0, planes, 0, rows));
      }
      return sections;
    }
    int planesTogether = Math.max(1, lines / rows);
    for (int image = 0; image < windows.batch(); image++) {
      for (int[] some : cut(planes, planesTogether)) {
        for (int[] band : cut(rows, planesTogether == 1 ? lines : rows)) {
          sections.add(new Section(image, 1, some[0], some[1], band[0], band[1]));
        }
      }
    }
    return sections;
  }

  /** Starts and sizes of parts that hardly differ in size. */
  private static List<int[]> cut(int size, int most) {
    int count = (size + most - 1) / most;
    List<int[]> parts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int start = (int) ((long) size * i / count);
      parts.add(new int[] {start, (int) ((long) size * (i + 1) / count) - start});
    }
    return parts;
  }
}
