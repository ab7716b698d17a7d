package dev.sarvi.layer.convolution;

import dev.sarvi.config.Records;
import dev.sarvi.kernel.Padding;
import dev.sarvi.layer.AffineConfig;
import dev.sarvi.layer.argument.Arguments;
import dev.sarvi.layer.argument.SlidingWindow;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What the configs of all convolutions hold.
 *
 * @param <C> the config itself
 */
public interface SpatialConfig<C> extends AffineConfig<C> {
  /** The size of the kernel along each axis. */
  List<Integer> kernelSize();

  /** How far the kernel moves along each axis. */
  List<Integer> strides();

  /** The zeros around. */
  String padding();

  /** Where the channels are. */
  String dataFormat();

  /** The distances of the kernel's taps along each axis. */
  List<Integer> dilationRate();

  /** With strides along each axis; one stands for all. */
  default C withStrides(int... strides) {
    return Records.with(self(), "strides", IntStream.of(strides).boxed().toList());
  }

  /** With another padding. */
  default C withPadding(String padding) {
    return Records.with(self(), "padding", padding);
  }

  /** With {@code channels_last} or {@code channels_first}. */
  default C withDataFormat(String dataFormat) {
    return Records.with(self(), "dataFormat", dataFormat);
  }

  /** With dilation along each axis; one stands for all. */
  default C withDilationRate(int... dilationRate) {
    return Records.with(self(), "dilationRate", IntStream.of(dilationRate).boxed().toList());
  }

  /** How the kernel slides. */
  default SlidingWindow window() {
    return new SlidingWindow(
        kernelSize(), strides(), dilationRate(), Padding.of(padding(), Padding.values()));
  }

  /** Refuses strides together with dilation. */
  static void requireStridesOrDilation(List<Integer> strides, List<Integer> dilationRate) {
    boolean strided = strides.stream().anyMatch(stride -> stride > 1);
    boolean dilated = dilationRate.stream().anyMatch(rate -> rate > 1);
    Arguments.require(
        !(strided && dilated),
        "`strides > 1` not supported in conjunction with `dilation_rate > 1`. Received:"
            + " strides=%s and dilation_rate=%s",
        Arguments.tuple(strides),
        Arguments.tuple(dilationRate));
  }
}
