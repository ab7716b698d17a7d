package dev.sarvi.kernel;

import dev.sarvi.tensor.Shape;

/**
 * How a window slides along one axis: its tap {@code t} at output {@code o} lies on input {@code
 * o·stride + t·dilation - before}.
 *
 * @param input the size of the axis
 * @param output how many positions the window takes
 * @param taps the size of the window
 * @param before how many zeros are put before the first input
 */
public record Sliding(int input, int output, int taps, int stride, int dilation, int before) {

  /**
   * A window over an axis.
   *
   * @param same whether the axis is padded, as TensorFlow does, so that {@code output = ⌈input /
   *     stride⌉}; an odd zero comes last
   */
  public static Sliding of(int input, int taps, int stride, int dilation, boolean same) {
    int output = outputSize(input, taps, stride, dilation, same);
    int padding = Math.max(0, (output - 1) * stride + reach(taps, dilation) - input);
    return new Sliding(input, output, taps, stride, dilation, same ? padding / 2 : 0);
  }

  /** The size of the output; unknown for an unknown input, below 1 where no window fits. */
  public static int outputSize(int input, int taps, int stride, int dilation, boolean same) {
    if (input == Shape.UNKNOWN) {
      return Shape.UNKNOWN;
    }
    int room = same ? input - 1 : input - reach(taps, dilation);
    return Math.floorDiv(room, stride) + 1;
  }

  /** Whether an output size says that the window fits at all, as far as is known. */
  public static boolean fits(int input, int output) {
    return input == Shape.UNKNOWN || output > 0;
  }

  /** The input under a tap; it may lie outside of the axis. */
  int at(int output, int tap) {
    return output * stride + tap * dilation - before;
  }

  /** The first input of an undilated window that is not padding. */
  int from(int output) {
    return Math.max(0, at(output, 0));
  }

  /** The end of an undilated window, without padding. */
  int to(int output) {
    return Math.min(input, at(output, taps));
  }

  private static int reach(int taps, int dilation) {
    return (taps - 1) * dilation + 1;
  }
}
