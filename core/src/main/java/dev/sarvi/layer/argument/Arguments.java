package dev.sarvi.layer.argument;

import dev.sarvi.tensor.Shape;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** Checks of layers' arguments, in Keras's words. */
public final class Arguments {
  private static final String EXPECTED_INTEGERS =
      "The `%s` argument must be a tuple of %d integers. Received %s=%s";

  private Arguments() {}

  /** Integers above 0, as many as there are. */
  public static List<Integer> positive(String name, List<Integer> values) {
    return integers(name, values, values == null ? 1 : values.size(), 1);
  }

  /** So many integers above 0; one stands for all. */
  public static List<Integer> positive(String name, List<Integer> values, int count) {
    return integers(name, values, count, 1);
  }

  /** So many integers from 0; one stands for all. */
  public static List<Integer> fromZero(String name, List<Integer> values, int count) {
    return integers(name, values, count, 0);
  }

  private static List<Integer> integers(String name, List<Integer> values, int count, int least) {
    requireCount(name, values, values != null && values.size() == 1 ? 1 : count);
    List<Integer> wrong = values.stream().filter(value -> value < least).distinct().toList();
    require(
        wrong.isEmpty(),
        EXPECTED_INTEGERS + ", including values {%s} that do not satisfy `value %s`",
        name,
        count,
        name,
        tuple(values),
        join(wrong),
        least == 0 ? ">= 0" : "> 0");
    return values.size() == count
        ? List.copyOf(values)
        : List.copyOf(Collections.nCopies(count, values.get(0)));
  }

  /** Refuses another number of integers. */
  public static void requireCount(String name, List<Integer> values, int count) {
    require(
        values != null && values.size() == count && count > 0,
        EXPECTED_INTEGERS,
        name,
        count,
        name,
        values == null ? "None" : tuple(values));
  }

  /** Refuses a count below 1. */
  public static void strictlyPositive(String name, int value) {
    require(
        value > 0,
        "Invalid value for argument `%s`. Expected a strictly positive value. Received %s=%d.",
        name,
        name,
        value);
  }

  /** {@code channels_last}, {@code channels_first} or null, which is {@code channels_last}. */
  public static void dataFormat(String dataFormat) {
    require(
        dataFormat == null || dataFormat.equals("channels_last") || channelsFirst(dataFormat),
        "The `data_format` argument must be one of {'channels_first', 'channels_last'}. Received:"
            + " data_format="
            + dataFormat);
  }

  /** Whether channels are axis 1 and not the last. */
  public static boolean channelsFirst(String dataFormat) {
    return "channels_first".equals(dataFormat);
  }

  /**
   * Refuses an argument.
   *
   * @throws IllegalArgumentException with this message unless it is as it should be
   */
  public static void require(boolean good, String message) {
    if (!good) {
      throw new IllegalArgumentException(message);
    }
  }

  /**
   * Refuses an argument. The message is put together only where it is needed: formatting takes
   * longer than all else that is done with most arguments.
   *
   * @param format as that of {@link String#format}
   * @throws IllegalArgumentException with this message unless it is as it should be
   */
  @SuppressWarnings("AnnotateFormatMethod") // the annotation would be a dependency
  public static void require(boolean good, String format, Object... values) {
    if (!good) {
      throw new IllegalArgumentException(format.formatted(values));
    }
  }

  /** As Python prints it: {@code (3, 3)}, {@code (3,)}. */
  public static String tuple(List<Integer> values) {
    return "(" + join(values) + (values.size() == 1 ? ",)" : ")");
  }

  /** As {@link #tuple(List)}, for shapes of several inputs: {@code [(None, 3), (None, 4)]}. */
  public static String list(List<Shape> shapes) {
    return shapes.stream().map(Shape::toString).collect(Collectors.joining(", ", "[", "]"));
  }

  private static String join(List<Integer> values) {
    return values.stream().map(String::valueOf).collect(Collectors.joining(", "));
  }
}
