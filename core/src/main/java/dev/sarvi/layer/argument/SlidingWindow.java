package dev.sarvi.layer.argument;

import dev.sarvi.kernel.Padding;
import dev.sarvi.kernel.Sliding;
import dev.sarvi.kernel.Windows;
import dev.sarvi.tensor.Shape;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The arguments by which a window slides over space; each list has a number for each axis.
 *
 * @param size of the window
 * @param strides how far it moves
 * @param dilationRate the distances of its taps
 * @param padding the zeros around
 */
public record SlidingWindow(
    List<Integer> size, List<Integer> strides, List<Integer> dilationRate, Padding padding) {

  /** A window of one pixel. */
  public static SlidingWindow pointwise(int rank) {
    List<Integer> ones = Collections.nCopies(rank, 1);
    return new SlidingWindow(ones, ones, ones, Padding.VALID);
  }

  /** The shape of an output of so many channels; where no window fits, a dimension below 1. */
  public int[] outputDims(Shape input, int channels) {
    int[] dims = input.with(-1, channels).dims();
    for (int axis = 0; axis < size.size(); axis++) {
      dims[axis + 1] =
          Sliding.outputSize(
              input.dim(axis + 1),
              size.get(axis),
              strides.get(axis),
              dilationRate.get(axis),
              padding);
    }
    return dims;
  }

  /** Whether the window fits into such an input, as far as is known. */
  public boolean fits(Shape input) {
    int[] dims = outputDims(input, 1);
    return IntStream.rangeClosed(1, size.size())
        .allMatch(axis -> Sliding.fits(input.dim(axis), dims[axis]));
  }

  /** The windows on such an input, whose channels are last. */
  public Windows over(Shape input) {
    List<Sliding> axes =
        IntStream.range(0, size.size())
            .mapToObj(
                axis ->
                    Sliding.of(
                        input.dim(axis + 1),
                        size.get(axis),
                        strides.get(axis),
                        dilationRate.get(axis),
                        padding))
            .toList();
    return Windows.of(input.dim(0), axes, input.dim(-1));
  }
}
