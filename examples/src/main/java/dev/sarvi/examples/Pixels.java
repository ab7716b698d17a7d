package dev.sarvi.examples;

import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.awt.image.BufferedImage;
import java.util.List;

/** A photograph as the networks take it: red, green and blue, from -1 to 1. */
final class Pixels {
  private static final int COLOURS = 3;
  private final int width;
  private final int height;
  private final float[] values;

  Pixels(BufferedImage image) {
    width = image.getWidth();
    height = image.getHeight();
    values = new float[width * height * COLOURS];
    int[] rgb = image.getRGB(0, 0, width, height, null, 0, width);
    for (int i = 0; i < values.length; i++) {
      int level = rgb[i / COLOURS] >> (16 - 8 * (i % COLOURS)) & 0xff;
      values[i] = (level - 127.5f) / 128;
    }
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  /** The whole photograph, in another size. */
  Tensor resized(double scale) {
    Face all = new Face(0, 0, width, height, 1, List.of());
    int rows = (int) (height * scale);
    int columns = (int) (width * scale);
    return Tensor.of(Shape.of(1, rows, columns, COLOURS), part(all, rows, columns));
  }

  /** A part of it in so many rows and columns; beyond the edges it is gray. */
  float[] part(Face box, int rows, int columns) {
    float[] part = new float[rows * columns * COLOURS];
    double[][] across = weights(box.x1(), box.width() / columns, columns, width);
    double[][] down = weights(box.y1(), box.height() / rows, rows, height);
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        add(down[row], across[column], part, (row * columns + column) * COLOURS);
      }
    }
    return part;
  }

  private void add(double[] down, double[] across, float[] part, int at) {
    for (int i = 1; i < down.length; i++) {
      for (int j = 1; j < across.length; j++) {
        int from = (((int) down[0] + i - 1) * width + (int) across[0] + j - 1) * COLOURS;
        for (int colour = 0; colour < COLOURS; colour++) {
          part[at + colour] += (float) (down[i] * across[j] * values[from + colour]);
        }
      }
    }
  }

  /**
   * For each of the equal steps from a start: the first pixel under it, and what parts of the step
   * lie on that one and on those that follow.
   */
  private static double[][] weights(double start, double step, int steps, int pixels) {
    double[][] weights = new double[steps][];
    for (int i = 0; i < steps; i++) {
      double from = start + i * step;
      double to = from + step;
      int first = (int) Math.max(0, Math.min(pixels, Math.floor(from)));
      int end = (int) Math.max(first, Math.min(pixels, Math.ceil(to)));
      weights[i] = new double[1 + end - first];
      weights[i][0] = first;
      for (int pixel = first; pixel < end; pixel++) {
        double covered = Math.min(to, pixel + 1) - Math.max(from, pixel);
        weights[i][1 + pixel - first] = Math.max(0, covered) / step;
      }
    }
    return weights;
  }
}
