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
  /** Along an axis that is not there. */
  static final Sliding NONE = new Sliding(1, 1, 1, 1, 1, 0);

  /** A window over an axis. */
  public static Sliding of(int input, int taps, int stride, int dilation, Padding padding) {
    int output = outputSize(input, taps, stride, dilation, padding);
    int before =
        switch (padding) {
          case VALID -> 0;
          case SAME -> half((output - 1) * stride + reach(taps, dilation) - input);
          case CAUSAL -> reach(taps, dilation) - 1;
        };
    return new Sliding(input, output, taps, stride, dilation, before);
  }

  /** The size of the output; unknown for an unknown input, below 1 where no window fits. */
  public static int outputSize(int input, int taps, int stride, int dilation, Padding padding) {
    if (input == Shape.UNKNOWN) {
      return Shape.UNKNOWN;
    }
    int room = padding == Padding.VALID ? input - reach(taps, dilation) : input - 1;
    return Math.floorDiv(room, stride) + 1;
  }

  /**
   * The window whose adjoint spreads an axis out: its output is the axis that is given, its input
   * what comes of it.
   *
   * @param output the size of the axis that is given
   * @param outputPadding how much longer the result is than it had to be; null chooses it so that a
   *     convolution with the same arguments leads back to the axis given
   */
  public static Sliding transposed(
      int output, int taps, int stride, int dilation, Padding padding, Integer outputPadding) {
    int input = transposedSize(output, taps, stride, dilation, padding, outputPadding);
    int before =
        padding == Padding.VALID ? 0 : half((output - 1) * stride + reach(taps, dilation) - input);
    return new Sliding(input, output, taps, stride, dilation, before);
  }

  /** The size to which an axis is spread out; unknown for an unknown one. */
  public static int transposedSize(
      int size, int taps, int stride, int dilation, Padding padding, Integer outputPadding) {
    if (size == Shape.UNKNOWN) {
      return Shape.UNKNOWN;
    }
    int reach = reach(taps, dilation);
    int spread = Math.multiplyExact(size - 1, stride);
    if (padding == Padding.VALID) {
      return spread + (outputPadding == null ? Math.max(reach, stride) : reach + outputPadding);
    }
    return spread + (outputPadding == null ? stride : reach % 2 + outputPadding);
  }

  /** Whether an output size says that the window fits at all, as far as is known. */
  public static boolean fits(int input, int output) {
    return input == Shape.UNKNOWN || output > 0;
  }

  /** The input under a tap; it may lie outside of the axis. */
  int at(int output, int tap) {
    return output * stride + tap * dilation - before;
  }

  /** Whether an input lies on the axis. */
  boolean contains(int at) {
    return at >= 0 && at < input;
  }

  /** The window at some of its positions, or those of them that there are. */
  Sliding part(int from, int count) {
    int there = Math.max(0, Math.min(count, output - from));
    return new Sliding(input, there, taps, stride, dilation, before - from * stride);
  }

  /** The first input under the window, if it has taps; before the axis where there is padding. */
  int lowest() {
    return Math.min(at(0, 0), at(0, taps - 1));
  }

  /** How many inputs there are from the first under the window to the last, padding included. */
  int span() {
    return output == 0 || taps == 0
        ? 0
        : (output - 1) * stride + (taps - 1) * Math.abs(dilation) + 1;
  }

  /** Whether all of the window lies on the axis everywhere. */
  boolean staysInside() {
    return span() == 0 || (lowest() >= 0 && lowest() + span() <= input);
  }

  /** The inputs that are spread on at the same time: every stride-th from one on. */
  int phases() {
    return Math.min(stride, input);
  }

  /** The first tap that meets a phase; none does if it is {@link #taps}. */
  int firstTap(int phase) {
    int tap = 0;
    while (tap < taps && Math.floorMod(phase + before - tap * dilation, stride) != 0) {
      tap++;
    }
    return Math.min(tap, taps);
  }

  /** From one tap that meets a phase to the next. */
  int tapStep() {
    int step = 1;
    while (step * dilation % stride != 0) {
      step++;
    }
    return step;
  }

  /**
   * The adjoint: a window that slides over the outputs, and whose positions are every stride-th
   * input from a phase on. Its taps are every {@link #tapStep}-th from {@link #firstTap} on; they
   * go backwards.
   */
  Sliding adjoint(int phase) {
    int first = firstTap(phase);
    int step = tapStep();
    return new Sliding(
        output,
        (input - phase + stride - 1) / stride,
        (taps - first + step - 1) / step,
        1,
        -(dilation * step / stride),
        -Math.floorDiv(phase + before - first * dilation, stride));
  }

  private static int half(int padding) {
    return Math.max(0, padding) / 2;
  }

  private static int reach(int taps, int dilation) {
    return Math.addExact(Math.multiplyExact(taps - 1, dilation), 1);
  }
}
