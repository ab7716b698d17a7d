package dev.sarvi.kernel;

import java.util.ArrayList;
import java.util.List;

/**
 * A part of the adjoint of a window that is itself a sliding window: over the outputs, with every
 * stride-th pixel of the images as its positions.
 *
 * @param windows the window over the outputs
 * @param adjointOf the window that it comes from
 * @param plane the first pixel, and so on
 */
record Phase(Windows windows, Windows adjointOf, int plane, int row, int column) {
  /** All phases, which have each pixel once; the first has the most positions along each axis. */
  static List<Phase> of(Windows windows, int filters) {
    List<Phase> phases = new ArrayList<>();
    for (int plane = 0; plane < windows.depth().phases(); plane++) {
      for (int row = 0; row < windows.rows().phases(); row++) {
        for (int column = 0; column < windows.columns().phases(); column++) {
          Windows adjoint =
              new Windows(
                  windows.batch(),
                  windows.rank(),
                  windows.depth().adjoint(plane),
                  windows.rows().adjoint(row),
                  windows.columns().adjoint(column),
                  filters);
          phases.add(new Phase(adjoint, windows, plane, row, column));
        }
      }
    }
    return phases;
  }

  /** Which taps of the window take part, counted row by row. */
  int[] taps() {
    Sliding depth = adjointOf.depth();
    Sliding rows = adjointOf.rows();
    Sliding columns = adjointOf.columns();
    int[] taps = new int[windows.taps()];
    for (int i = 0; i < taps.length; i++) {
      int width = windows.columns().taps();
      int height = windows.rows().taps();
      int tapPlane = depth.firstTap(plane) + i / width / height * depth.tapStep();
      int tapRow = rows.firstTap(row) + i / width % height * rows.tapStep();
      int tapColumn = columns.firstTap(column) + i % width * columns.tapStep();
      taps[i] = (tapPlane * rows.taps() + tapRow) * columns.taps() + tapColumn;
    }
    return taps;
  }

  /** Where the pixels of a section begin in the array of the images. */
  int[] pixelsAt(Section section) {
    Windows part = windows.part(section);
    int[] at = new int[part.positions()];
    int i = 0;
    for (int image = section.image(); image < section.image() + section.images(); image++) {
      for (int p = 0; p < part.depth().output(); p++) {
        int pixelPlane = plane + (section.plane() + p) * adjointOf.depth().stride();
        for (int r = 0; r < part.rows().output(); r++) {
          int pixelRow = row + (section.row() + r) * adjointOf.rows().stride();
          for (int c = 0; c < part.columns().output(); c++) {
            int pixelColumn = column + c * adjointOf.columns().stride();
            at[i++] = adjointOf.pixel(image, pixelPlane, pixelRow, pixelColumn);
          }
        }
      }
    }
    return at;
  }
}
