package dev.sarvi.kernel;

import java.util.Arrays;

/**
 * The pixels that a window needs at some of its positions, with zeros for the padding: the images
 * themselves where it needs none, or else a copy.
 *
 * @param windows the window at those positions
 * @param data the pixels
 * @param isCopy whether the pixels are a copy, which is left to others in the end
 * @param origin where the pixel is that the indices of the first image's axes count from
 */
@SuppressWarnings("ArrayRecordComponent") // a view; never compared
record FloatPixels(
    Windows windows,
    float[] data,
    boolean isCopy,
    int origin,
    int imageStride,
    int planeStride,
    int rowStride)
    implements AutoCloseable {

  /** The pixels for a section of the positions. */
  static FloatPixels of(Windows windows, Section section, float[] x) {
    Windows part = windows.part(section);
    int first = windows.pixel(section.image(), 0, 0, 0);
    return part.staysInside()
        ? new FloatPixels(
            part,
            x,
            false,
            first,
            part.pixel(1, 0, 0, 0),
            part.pixel(0, 1, 0, 0),
            part.pixel(0, 0, 1, 0))
        : padded(part, x, first);
  }

  /** A copy of the pixels for a section of the positions, and of no others. */
  static FloatPixels copyOf(Windows windows, Section section, float[] x) {
    return padded(windows.part(section), x, windows.pixel(section.image(), 0, 0, 0));
  }

  private static FloatPixels padded(Windows windows, float[] x, int first) {
    Sliding depth = windows.depth();
    Sliding rows = windows.rows();
    Sliding columns = windows.columns();
    int rowStride = Math.multiplyExact(columns.span(), windows.channels());
    int planeStride = Math.multiplyExact(rows.span(), rowStride);
    int imageStride = Math.multiplyExact(depth.span(), planeStride);
    float[] copy = FloatBuffers.take(Math.multiplyExact(windows.batch(), imageStride));
    int from = Math.max(0, columns.lowest());
    int to = Math.min(columns.input(), columns.lowest() + columns.span());
    int before = (from - columns.lowest()) * windows.channels();
    int inside = (to - from) * windows.channels();
    int at = 0;
    for (int image = 0; image < windows.batch(); image++) {
      for (int plane = 0; plane < depth.span(); plane++) {
        for (int row = 0; row < rows.span(); row++) {
          int sourcePlane = depth.lowest() + plane;
          int sourceRow = rows.lowest() + row;
          if (inside > 0 && depth.contains(sourcePlane) && rows.contains(sourceRow)) {
            int source = first + windows.pixel(image, sourcePlane, sourceRow, from);
            Arrays.fill(copy, at, at + before, 0);
            System.arraycopy(x, source, copy, at + before, inside);
            Arrays.fill(copy, at + before + inside, at + rowStride, 0);
          } else {
            Arrays.fill(copy, at, at + rowStride, 0);
          }
          at += rowStride;
        }
      }
    }
    int origin =
        -(depth.lowest() * planeStride
            + rows.lowest() * rowStride
            + columns.lowest() * windows.channels());
    return new FloatPixels(windows, copy, true, origin, imageStride, planeStride, rowStride);
  }

  /** How many pixels of images there are, those in the padding included. */
  int count() {
    return windows.batch() * imageStride / windows.channels();
  }

  @Override
  public void close() {
    if (isCopy) {
      FloatBuffers.leave(data);
    }
  }

  /** What lies under the window in some of the channels: (positions, taps · channels). */
  FloatGather patches(int channel, int channels) {
    boolean inOneRun = windows.columns().dilation() == 1 && channels == windows.channels();
    int together = inOneRun ? Math.max(1, windows.columns().taps()) : 1;
    int[] taps = tapsAt();
    int[] segmentAt = new int[taps.length / together];
    Arrays.setAll(segmentAt, segment -> taps[segment * together]);
    return new FloatGather(data, positionsAt(channel), segmentAt, together * channels, 1);
  }

  /** The same transposed: (taps · channels, positions). */
  FloatGather transposedPatches(int channel, int channels) {
    int[] taps = tapsAt();
    int[] rowAt = new int[Math.multiplyExact(taps.length, channels)];
    Arrays.setAll(rowAt, row -> taps[row / channels] + row % channels);
    int columns = windows.columns().output();
    int[] positions = positionsAt(channel);
    int[] lines = new int[positions.length / columns];
    Arrays.setAll(lines, line -> positions[line * columns]);
    int step = windows.columns().stride() * windows.channels();
    return new FloatGather(data, rowAt, lines, columns, step);
  }

  /** Where each position has a channel of its first tap. */
  int[] positionsAt(int channel) {
    int[] at = new int[windows.positions()];
    int i = 0;
    for (int image = 0; image < windows.batch(); image++) {
      for (int plane = 0; plane < windows.depth().output(); plane++) {
        for (int row = 0; row < windows.rows().output(); row++) {
          int line =
              origin
                  + channel
                  + image * imageStride
                  + windows.depth().at(plane, 0) * planeStride
                  + windows.rows().at(row, 0) * rowStride;
          for (int column = 0; column < windows.columns().output(); column++) {
            at[i++] = line + windows.columns().at(column, 0) * windows.channels();
          }
        }
      }
    }
    return at;
  }

  /** Where each tap is from the first. */
  int[] tapsAt() {
    int width = windows.columns().taps();
    int height = windows.rows().taps();
    int[] at = new int[windows.taps()];
    for (int tap = 0; tap < at.length; tap++) {
      at[tap] =
          tap / width / height * windows.depth().dilation() * planeStride
              + tap / width % height * windows.rows().dilation() * rowStride
              + tap % width * windows.columns().dilation() * windows.channels();
    }
    return at;
  }
}
