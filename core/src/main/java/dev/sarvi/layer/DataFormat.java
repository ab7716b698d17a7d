package dev.sarvi.layer;

import dev.sarvi.kernel.TensorMath;
import dev.sarvi.layer.argument.Arguments;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** Where the channels of images are: Keras's {@code data_format}. */
public enum DataFormat {
  /** {@code (batch, ..., channels)}. */
  CHANNELS_LAST,
  /** {@code (batch, channels, ...)}; computed by transposing. */
  CHANNELS_FIRST;

  /** The format of a layer's argument; null is {@code channels_last}. */
  public static DataFormat of(String argument) {
    Arguments.dataFormat(argument);
    return Arguments.channelsFirst(argument) ? CHANNELS_FIRST : CHANNELS_LAST;
  }

  /** The axis of the channels. */
  public int channelAxis() {
    return this == CHANNELS_FIRST ? 1 : -1;
  }

  /** The first axis of space; the others follow it. */
  public int firstSpatialAxis() {
    return this == CHANNELS_FIRST ? 2 : 1;
  }

  /** The shape with the channels last. */
  public Shape toChannelsLast(Shape shape) {
    return this == CHANNELS_LAST ? shape : inOrder(shape, last(shape.rank()));
  }

  /** The shape in this format of one with the channels last. */
  public Shape fromChannelsLast(Shape shape) {
    return this == CHANNELS_LAST ? shape : inOrder(shape, first(shape.rank()));
  }

  /** Runs what expects and gives the channels last on a tensor of this format. */
  public Pass run(Tensor x, Function<Tensor, Pass> onChannelsLast) {
    if (this == CHANNELS_LAST) {
      return onChannelsLast.apply(x);
    }
    int[] first = first(x.shape().rank());
    return Pass.transposed(x, last(x.shape().rank()))
        .then(onChannelsLast)
        .then(y -> Pass.transposed(y, first));
  }

  /** The same for a plan. */
  public Tracer.Value steps(
      Tracer.Value x, UnaryOperator<Tracer.Value> onChannelsLast, Tracer tracer) {
    if (this == CHANNELS_LAST) {
      return onChannelsLast.apply(x);
    }
    int rank = x.shape().rank();
    Tracer.Value y = onChannelsLast.apply(transposed(x, last(rank), tracer));
    return transposed(y, first(rank), tracer);
  }

  private static Tracer.Value transposed(Tracer.Value x, int[] order, Tracer tracer) {
    return tracer.compute(
        inOrder(x.shape(), order), (in, y) -> TensorMath.transpose(in[0], y, order), x);
  }

  private static Shape inOrder(Shape shape, int[] axes) {
    return Shape.of(IntStream.of(axes).map(shape::dim).toArray());
  }

  /** The order of axes that brings the channels from axis 1 to the end. */
  private static int[] last(int rank) {
    return IntStream.range(0, rank)
        .map(axis -> axis == 0 ? 0 : axis == rank - 1 ? 1 : axis + 1)
        .toArray();
  }

  /** The order of axes that brings them back. */
  private static int[] first(int rank) {
    return IntStream.range(0, rank)
        .map(axis -> axis == 0 ? 0 : axis == 1 ? rank - 1 : axis - 1)
        .toArray();
  }
}
