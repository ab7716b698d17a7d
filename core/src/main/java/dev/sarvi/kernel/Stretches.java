package dev.sarvi.kernel;

import java.util.ArrayList;
import java.util.List;

/**
 * All positions of a window, in stretches.
 *
 * @param outputs where each position has its output
 * @param columns how stretches lie in each line
 */
record Stretches(Windows windows, Places outputs, List<Columns> columns) {
  /** Neighbouring columns of the output at which the same taps lie on the image. */
  private record Columns(int first, int count, Taps taps) {}

  /** Neighbouring taps along an axis: those that lie on it. */
  private record Taps(int first, int end) {
    static Taps of(Sliding axis, int output) {
      int first = 0;
      while (first < axis.taps() && !axis.contains(axis.at(output, first))) {
        first++;
      }
      int end = first;
      while (end < axis.taps() && axis.contains(axis.at(output, end))) {
        end++;
      }
      return new Taps(first, end);
    }

    int count() {
      return end - first;
    }

    int inOrder(int index, boolean backwards) {
      return backwards ? end - 1 - index : first + index;
    }

    // Written out: to make it for a record, the JVM takes a while at each start.
    @Override
    public boolean equals(Object other) {
      return other instanceof Taps that && first == that.first && end == that.end;
    }

    @Override
    public int hashCode() {
      return 31 * first + end;
    }
  }

  /** Of a window whose outputs follow each other. */
  static Stretches of(Windows windows) {
    return of(windows, windows.outputPlaces());
  }

  /** Of a window whose outputs lie anywhere. */
  static Stretches of(Windows windows, Places outputs) {
    List<Columns> columns = new ArrayList<>();
    Sliding axis = windows.columns();
    for (int first = 0; first < axis.output(); ) {
      Taps taps = Taps.of(axis, first);
      int end = first + 1;
      while (end < axis.output() && Taps.of(axis, end).equals(taps)) {
        end++;
      }
      columns.add(new Columns(first, end - first, taps));
      first = end;
    }
    return new Stretches(windows, outputs, columns);
  }

  /** Those of a section, in the order of its positions. */
  List<Stretch> in(Section section) {
    List<Stretch> stretches = new ArrayList<>();
    for (int image = section.image(); image < section.image() + section.images(); image++) {
      for (int plane = section.plane(); plane < section.plane() + section.planes(); plane++) {
        addPlane(image, plane, section, stretches);
      }
    }
    return stretches;
  }

  private void addPlane(int image, int plane, Section section, List<Stretch> stretches) {
    Taps planes = Taps.of(windows.depth(), plane);
    Taps rows = null;
    List<Stretch> ofLine = List.of();
    for (int row = section.row(); row < section.row() + section.rows(); row++) {
      Taps before = rows;
      rows = Taps.of(windows.rows(), row);
      ofLine = rows.equals(before) ? ofLine : line(planes, rows);
      int pixels = windows.pixel(image, windows.depth().at(plane, 0), windows.rows().at(row, 0), 0);
      int places = outputs.at(image, plane, row);
      for (Stretch stretch : ofLine) {
        stretches.add(stretch.moved(pixels, places));
      }
    }
  }

  /**
   * Those of a line, as if its first tap and its output were at the beginning. Columns of taps that
   * go backwards are turned, so that neighbouring taps are neighbouring pixels.
   */
  private List<Stretch> line(Taps planes, Taps rows) {
    List<Stretch> line = new ArrayList<>();
    boolean backwards = windows.columns().dilation() < 0;
    for (Columns some : columns) {
      int[] taps = new int[planes.count() * rows.count() * some.taps.count()];
      int[] tapAt = new int[taps.length];
      int first = pixelAt(some.first, planes.first, rows.first, some.taps.inOrder(0, backwards));
      int i = 0;
      for (int plane = planes.first; plane < planes.end; plane++) {
        for (int row = rows.first; row < rows.end; row++) {
          for (int k = 0; k < some.taps.count(); k++) {
            int tap = some.taps.inOrder(k, backwards);
            taps[i] = windows.tap(plane, row, tap);
            tapAt[i++] = pixelAt(some.first, plane, row, tap) - first;
          }
        }
      }
      int step = windows.columns().stride() * windows.channels();
      int outputAt = some.first * outputs.column();
      line.add(new Stretch(some.count, taps, tapAt, first, step, outputAt, outputs.column()));
    }
    return line;
  }

  private int pixelAt(int column, int planeTap, int rowTap, int columnTap) {
    return windows.pixel(
        0,
        planeTap * windows.depth().dilation(),
        rowTap * windows.rows().dilation(),
        windows.columns().at(column, columnTap));
  }
}
