package dev.sarvi.kernel;

import java.util.ArrayList;
import java.util.List;

/**
 * A part of the adjoint of a window that is itself a sliding window: over the outputs, with every
 * stride-th pixel of the images as its positions.
 *
 * @param windows the window whose adjoint this is a part of
 * @param adjoint the window over the outputs
 * @param plane the first pixel, and so on
 */
record Phase(Windows windows, Windows adjoint, int plane, int row, int column) {
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
          phases.add(new Phase(windows, adjoint, plane, row, column));
        }
      }
    }
    return phases;
  }

  /** Which taps of the window take part, counted row by row. */
  int[] taps() {
    Sliding depth = windows.depth();
    Sliding rows = windows.rows();
    Sliding columns = windows.columns();
    int[] taps = new int[adjoint.taps()];
    for (int i = 0; i < taps.length; i++) {
      int width = adjoint.columns().taps();
      int height = adjoint.rows().taps();
      int tapPlane = depth.firstTap(plane) + i / width / height * depth.tapStep();
      int tapRow = rows.firstTap(row) + i / width % height * rows.tapStep();
      int tapColumn = columns.firstTap(column) + i % width * columns.tapStep();
      taps[i] = windows.tap(tapPlane, tapRow, tapColumn);
    }
    return taps;
  }

  /** Where its pixels begin in the array of the images. */
  Places pixels() {
    return new Places(
        windows.pixel(0, plane, row, column),
        windows.pixel(1, 0, 0, 0),
        windows.pixel(0, windows.depth().stride(), 0, 0),
        windows.pixel(0, 0, windows.rows().stride(), 0),
        windows.pixel(0, 0, 0, windows.columns().stride()));
  }

  /** Where the pixels of a section begin in the array of the images. */
  int[] pixelsAt(Section section) {
    Windows part = adjoint.part(section);
    Places pixels = pixels();
    int[] at = new int[part.positions()];
    int i = 0;
    for (int image = section.image(); image < section.image() + section.images(); image++) {
      for (int p = section.plane(); p < section.plane() + part.depth().output(); p++) {
        for (int r = section.row(); r < section.row() + part.rows().output(); r++) {
          for (int c = 0; c < part.columns().output(); c++) {
            at[i++] = pixels.at(image, p, r) + c * pixels.column();
          }
        }
      }
    }
    return at;
  }
}
