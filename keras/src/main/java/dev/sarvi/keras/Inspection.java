package dev.sarvi.keras;

import java.util.List;
import java.util.Map;

/**
 * What a file holds, as far as it can be told without its weights, none of which is read: also of a
 * file that cannot be opened.
 *
 * @param form what it is, such as {@code model (.keras)}
 * @param facts what it says of itself, in order: its Keras version, how it is compiled
 * @param layers all layers, those inside others after them
 * @param weights all arrays, an optimizer's too
 * @param obstacles why it cannot be opened, a line each; none if it can
 */
public record Inspection(
    String form,
    Map<String, String> facts,
    List<FoundLayer> layers,
    List<FoundWeight> weights,
    List<String> obstacles) {
  /**
   * A layer in the file's words.
   *
   * @param depth how many models it stands in, less one
   */
  public record FoundLayer(String name, String className, int depth) {}

  /**
   * An array.
   *
   * @param path where it stands in the file
   * @param type what its numbers are, such as {@code float32}
   * @param shape its extents; none for a single number
   */
  public record FoundWeight(String path, String type, List<Long> shape) {
    /** How many numbers it holds. */
    public long size() {
      return shape.stream().reduce(1L, Math::multiplyExact);
    }
  }
}
