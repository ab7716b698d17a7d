package dev.sarvi.layer.argument;

import dev.sarvi.tensor.Shape;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Checks of layers' arguments, in Keras's words. */
public final class Arguments {
  private Arguments() {}

  /** Two integers above 0. */
  public static List<Integer> positivePair(String name, List<Integer> values) {
    return pair(name, values, 1);
  }

  /** Two integers from 0. */
  public static List<Integer> pairFromZero(String name, List<Integer> values) {
    return pair(name, values, 0);
  }

  private static List<Integer> pair(String name, List<Integer> values, int least) {
    String message =
        "The `%s` argument must be a tuple of 2 integers. Received %s=%s"
            .formatted(name, name, values == null ? "None" : tuple(values));
    require(values != null && values.size() == 2, message);
    List<Integer> wrong = values.stream().filter(value -> value < least).distinct().toList();
    require(
        wrong.isEmpty(),
        message
            + ", including values {%s} that do not satisfy `value %s`"
                .formatted(join(wrong), least == 0 ? ">= 0" : "> 0"));
    return List.copyOf(values);
  }

  /** {@code valid} or {@code same}, in any case. */
  public static String padding(String padding) {
    String lower = String.valueOf(padding).toLowerCase(Locale.ROOT);
    require(
        lower.equals("valid") || lower.equals("same"),
        "The `padding` argument must be a list/tuple or one of {'same', 'valid'}. Received: "
            + padding);
    return lower;
  }

  /** {@code channels_last}, {@code channels_first} or null, which is {@code channels_last}. */
  public static void dataFormat(String dataFormat) {
    require(
        dataFormat == null || dataFormat.equals("channels_last") || channelsFirst(dataFormat),
        "The `data_format` argument must be one of {'channels_first', 'channels_last'}. Received:"
            + " data_format="
            + dataFormat);
  }

  /** As {@link #dataFormat}, where {@code channels_first} does not run yet. */
  public static void channelsLast(String dataFormat) {
    dataFormat(dataFormat);
    require(
        !channelsFirst(dataFormat),
        "data_format='channels_first' is not supported by this layer yet. Expected:"
            + " data_format='channels_last'");
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
