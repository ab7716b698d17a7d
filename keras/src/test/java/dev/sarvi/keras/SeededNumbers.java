package dev.sarvi.keras;

import dev.sarvi.layer.Variable;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.Locale;

/**
 * Numbers that Python and Java make alike, to the bit: a hash of where they stand. {@code
 * interop/seeded_numbers.py} is the same in Python.
 */
final class SeededNumbers {
  private SeededNumbers() {}

  /** The element of a stream: a multiple of 2^-23 in [-1, 1). */
  static double uniform(int stream, int element) {
    int h = element * 0x9E3779B1 + (stream + 1) * 0x85EBCA6B;
    h ^= h >>> 16;
    h *= 0x7FEB352D;
    h ^= h >>> 15;
    h *= 0x846CA68B;
    h ^= h >>> 16;
    return (h >>> 8) * 0x1p-23 - 1;
  }

  /** Such elements in a shape. */
  static Tensor uniform(int stream, Shape shape) {
    float[] values = new float[shape.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) uniform(stream, i);
    }
    return Tensor.of(shape, values);
  }

  /** A network's weight, of a size that lets signals through. */
  static Tensor weight(int index, Variable variable) {
    String name = variable.spec().name().toLowerCase(Locale.ROOT);
    double center = center(name);
    double scale = scale(name, variable.shape());
    float[] values = new float[variable.shape().size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (center + scale * uniform(index, i));
    }
    return Tensor.of(variable.shape(), values);
  }

  private static double center(String name) {
    return switch (name) {
      case "gamma", "moving_variance", "variance" -> 1;
      case "alpha" -> 0.25;
      default -> 0;
    };
  }

  private static double scale(String name, Shape shape) {
    if (name.endsWith("kernel")) {
      int outputs = name.equals("depthwise_kernel") ? 2 : 1;
      return Math.sqrt(6.0 / shape.slice(0, shape.rank() - outputs).size());
    }
    return name.equals("embeddings") ? 1 : 0.1;
  }
}
