package dev.sarvi.kernel;

import dev.sarvi.tensor.Shape;

/**
 * A window that slides over a batch of images {@code (batch, height, width, channels)}.
 *
 * @param batch how many images
 * @param rows along the height
 * @param columns along the width
 * @param channels how many channels
 */
public record Windows(int batch, Sliding rows, Sliding columns, int channels) {
  /** The shape of the images. */
  public Shape inputShape() {
    return Shape.of(batch, rows.input(), columns.input(), channels);
  }

  /** The shape of an output of so many channels. */
  public Shape outputShape(int outputChannels) {
    return Shape.of(batch, rows.output(), columns.output(), outputChannels);
  }

  /** How many positions the window takes on all images. */
  int positions() {
    return Math.multiplyExact(batch, positionsInImage());
  }

  /** How many positions the window takes on one image. */
  int positionsInImage() {
    return Math.multiplyExact(rows.output(), columns.output());
  }

  /** How many pixels the window covers. */
  int taps() {
    return Math.multiplyExact(rows.taps(), columns.taps());
  }

  /** Where a pixel begins in the array of the images. */
  int pixel(int image, int row, int column) {
    return ((image * rows.input() + row) * columns.input() + column) * channels;
  }

  /** Whether the window is one pixel that visits each pixel once. */
  boolean isPointwise() {
    return taps() == 1 && positionsInImage() == rows.input() * columns.input();
  }
}
