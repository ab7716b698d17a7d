package dev.sarvi.layer.convolution;

import dev.sarvi.layer.DataFormat;
import dev.sarvi.layer.KernelLayer;
import dev.sarvi.layer.Options;
import dev.sarvi.layer.argument.Arguments;
import dev.sarvi.layer.argument.SlidingWindow;
import dev.sarvi.tensor.Shape;

/** What all convolutions have in common: their kernels slide over one, two or three axes. */
public abstract class SpatialLayer extends KernelLayer {
  private final SpatialConfig<?> config;
  private final DataFormat dataFormat;

  <C extends Record & SpatialConfig<C>> SpatialLayer(int rank, C config, Options options) {
    super(config, options);
    Arguments.requireCount("kernel_size", config.kernelSize(), rank);
    this.config = config;
    this.dataFormat = DataFormat.of(config.dataFormat());
  }

  /** The shape of the output on such an input; the channels of both are last. */
  abstract Shape convolved(Shape input);

  @Override
  protected final DataFormat dataFormat() {
    return dataFormat;
  }

  @Override
  protected final Shape linearShape(Shape input) {
    int rank = config.kernelSize().size() + 2;
    requireMinimumRank(input, rank);
    requireRank(input, rank);
    requireBuiltSize(input, dataFormat.channelAxis());
    return dataFormat.fromChannelsLast(convolved(dataFormat.toChannelsLast(input)));
  }

  /** The shape of a kernel with such an end. */
  final Shape kernelShape(int... end) {
    return Shape.of(config.kernelSize()).concat(Shape.of(end));
  }

  /**
   * Where the kernel has been slid over an input.
   *
   * @throws IllegalArgumentException if it does not fit, in Keras's words
   */
  final Shape slid(Shape input, int channels) {
    SlidingWindow window = config.window();
    Arguments.require(
        window.fits(input),
        "%s: Computed output size would be zero or negative. Received `inputs shape=%s`,"
            + " `kernel shape=%s`, `dilation_rate=%s`, `strides=%s`, `padding=%s`.",
        described(),
        dataFormat.fromChannelsLast(input),
        kernelShape(input.dim(-1), channels),
        Arguments.tuple(config.dilationRate()),
        Arguments.tuple(config.strides()),
        config.padding());
    return Shape.of(window.outputDims(input, channels));
  }

  /** A product of numbers of channels, as far as it is known. */
  static int times(int channels, int multiplier) {
    return channels == Shape.UNKNOWN ? channels : Math.multiplyExact(channels, multiplier);
  }
}
