package dev.sarvi.kernel;

import dev.sarvi.tensor.Shape;
import java.util.List;

/**
 * A window that slides over a batch of images {@code (batch, ..., channels)} of one, two or three
 * spatial axes. The axes that an image lacks are there with size 1, so that all ranks are one.
 *
 * @param batch how many images
 * @param rank how many of the axes the images have: the last ones
 * @param depth along the first of three axes
 * @param rows along the height
 * @param columns along the width, or along the only axis
 * @param channels how many channels
 */
public record Windows(
    int batch, int rank, Sliding depth, Sliding rows, Sliding columns, int channels) {
  /** A window over the spatial axes that images have. */
  public static Windows of(int batch, List<Sliding> axes, int channels) {
    int rank = axes.size();
    return new Windows(
        batch,
        rank,
        rank < 3 ? Sliding.NONE : axes.get(rank - 3),
        rank < 2 ? Sliding.NONE : axes.get(rank - 2),
        axes.get(rank - 1),
        channels);
  }

  /** The same on images of another number of channels. */
  Windows withChannels(int channels) {
    return new Windows(batch, rank, depth, rows, columns, channels);
  }

  /** The same at some of its positions; images are counted from the section's first. */
  Windows part(Section section) {
    return new Windows(
        section.images(),
        rank,
        depth.part(section.plane(), section.planes()),
        rows.part(section.row(), section.rows()),
        columns,
        channels);
  }

  /** Whether it never reaches into padding. */
  boolean staysInside() {
    return depth.staysInside() && rows.staysInside() && columns.staysInside();
  }

  /** The shape of the images. */
  public Shape inputShape() {
    return spatial(depth.input(), rows.input(), columns.input(), channels).batched(batch);
  }

  /** The shape of an output of so many channels. */
  public Shape outputShape(int outputChannels) {
    return spatial(depth.output(), rows.output(), columns.output(), outputChannels).batched(batch);
  }

  /** The shape of a kernel that gives so many channels of so many. */
  Shape kernelShape(int inputChannels, int outputChannels) {
    return spatial(depth.taps(), rows.taps(), columns.taps(), inputChannels, outputChannels);
  }

  /** Without those of the three axes that the images lack. */
  private Shape spatial(int... dims) {
    return Shape.of(dims).slice(3 - rank, dims.length);
  }

  /** How many positions the window takes on all images. */
  int positions() {
    return Math.multiplyExact(batch, positionsInImage());
  }

  /** The first position of a section, counted over all images. */
  int position(Section section) {
    int plane = section.image() * depth.output() + section.plane();
    return (plane * rows.output() + section.row()) * columns.output();
  }

  /** How many positions the window takes on one image. */
  int positionsInImage() {
    return Math.multiplyExact(depth.output(), Math.multiplyExact(rows.output(), columns.output()));
  }

  /** How many pixels the window covers. */
  int taps() {
    return Math.multiplyExact(depth.taps(), Math.multiplyExact(rows.taps(), columns.taps()));
  }

  /** Which tap one is, counted row by row. */
  int tap(int plane, int row, int column) {
    return (plane * rows.taps() + row) * columns.taps() + column;
  }

  /** Where the outputs are that follow each other, as many for each position as channels. */
  Places outputPlaces() {
    int line = columns.output() * channels;
    int plane = rows.output() * line;
    return new Places(0, depth.output() * plane, plane, line, channels);
  }

  /** Where a pixel begins in the array of the images. */
  int pixel(int image, int plane, int row, int column) {
    int inImage = (plane * rows.input() + row) * columns.input() + column;
    return (image * pixelsInImage() + inImage) * channels;
  }

  private int pixelsInImage() {
    return depth.input() * rows.input() * columns.input();
  }
}
