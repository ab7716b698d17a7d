package dev.sarvi.kernel;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The zeros around what a window slides over. */
public enum Padding {
  /** None. */
  VALID,
  /** As TensorFlow puts them, so that {@code output = ⌈input / stride⌉}; an odd zero comes last. */
  SAME,
  /** All before the first input: an output sees no input that comes after it. */
  CAUSAL;

  /**
   * The padding of a Keras name, in any case.
   *
   * @throws IllegalArgumentException if it is not one of these
   */
  public static Padding of(String name, Padding... allowed) {
    for (Padding padding : allowed) {
      if (padding.toString().equals(String.valueOf(name).toLowerCase(Locale.ROOT))) {
        return padding;
      }
    }
    throw new IllegalArgumentException(
        "The `padding` argument must be a list/tuple or one of "
            + Arrays.stream(allowed)
                .map(padding -> "'" + padding + "'")
                .sorted()
                .collect(Collectors.joining(", ", "{", "}"))
            + ". Received: "
            + name);
  }

  /** The Keras name. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
