package dev.sarvi.kernel;

import java.util.List;

/**
 * The product of patches and a kernel that gives few channels, which would leave most of a tile
 * empty. So it is computed transposed: a row for each channel that is given, with the positions as
 * columns. For that the pixels are laid out channel by channel.
 */
final class FloatNarrowProduct {
  /** So many rows are read where they lie; of more columns a tile makes better use. */
  private static final int MOST_COLUMNS = 8;

  /** So many rows of the right-hand side are added in one go. */
  private static final int LEAST_CHANNELS = 16;

  /** Positions of one task: long rows, of which few are computed twice. */
  private static final int TASK_POSITIONS = 2048;

  private FloatNarrowProduct() {}

  /** Whether a kernel gives few channels of many, and positions lie beside each other. */
  static boolean pays(Windows windows, int channels, int columns) {
    return columns <= MOST_COLUMNS
        && channels >= LEAST_CHANNELS
        && windows.rows().stride() == 1
        && windows.columns().stride() == 1;
  }

  /** The positions, in sections that are worth a task. */
  static List<Section> sections(Windows windows) {
    return Section.of(windows, TASK_POSITIONS);
  }

  /**
   * {@code y += patches · kernel}.
   *
   * @param pixels a copy
   * @param channel the first channel of the patches
   * @param kernel (taps · channels, channels given)
   */
  static void add(
      FloatMatMulKernel product,
      FloatPixels pixels,
      int channel,
      int channels,
      FloatMatrix kernel,
      FloatSums y) {
    Windows windows = pixels.windows();
    if (windows.positions() == 0 || windows.taps() == 0) {
      return;
    }
    int all = windows.channels();
    int count = pixels.count();
    float[] planes = FloatBuffers.take(channels * count);
    FloatTransposition.copy(
        new FloatMatrix(pixels.data(), channel, count, channels, all, 1), planes, 0, count);
    int[] positionsAt = pixels.positionsAt(0);
    int[] tapsAt = pixels.tapsAt();
    int rows = windows.rows().output();
    int inRow = windows.columns().output();
    int rowStride = pixels.rowStride() / all;
    // From the first position to the last; what lies between rows is computed and not used.
    int columns = (rows - 1) * rowStride + inRow;
    FloatMatrix sums =
        FloatMatrix.rowMajor(new float[kernel.columns() * columns], 0, kernel.columns(), columns);
    for (int first = 0; first < positionsAt.length; first += rows * inRow) {
      move(y, first, sums, rowStride, inRow, true);
      for (int tap = 0; tap < tapsAt.length; tap++) {
        int at = (positionsAt[first] + tapsAt[tap]) / all;
        product.add(
            FloatGather.of(
                kernel.block(tap * channels, 0, channels, kernel.columns()).transposed()),
            new FloatPanels(new FloatMatrix(planes, at, channels, columns, count, 1), true),
            0,
            FloatSums.of(sums));
      }
      move(y, first, sums, rowStride, inRow, false);
    }
    FloatBuffers.leave(planes);
  }

  /** Between the sums of one plane in y, and a row for each channel. */
  private static void move(
      FloatSums y, int first, FloatMatrix sums, int rowStride, int inRow, boolean in) {
    for (int column = 0, position = first; column < sums.columns(); column += rowStride) {
      for (int i = 0; i < inRow; i++, position++) {
        int at = y.rowAt()[position];
        for (int channel = 0; channel < sums.rows(); channel++) {
          if (in) {
            sums.data()[sums.at(channel, column + i)] = y.data()[at + channel];
          } else {
            y.data()[at + channel] = sums.data()[sums.at(channel, column + i)];
          }
        }
      }
    }
  }
}
