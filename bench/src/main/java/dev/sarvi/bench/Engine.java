package dev.sarvi.bench;

import dev.sarvi.layer.Variable;
import dev.sarvi.layer.activation.NamedActivation;
import dev.sarvi.layer.normalization.BatchNormalization;
import dev.sarvi.tensor.Shape;

/**
 * The operations of which an engine builds networks. Those that it lacks throw {@link Missing}.
 *
 * @param <T> its tensors
 */
interface Engine<T> {
  /** An engine has no such operation. */
  final class Missing extends RuntimeException {
    private static final long serialVersionUID = 1;

    Missing(Object what) {
      super("Not offered: " + what);
    }
  }

  /** {@code x·kernel + bias}; the bias may be null. */
  default T dense(T x, Variable kernel, Variable bias) {
    throw new Missing("dense");
  }

  /** The product of two matrices. */
  default T product(T a, T b) {
    throw new Missing("product");
  }

  /** A convolution; the kernel is (height, width, channels in a group, filters). */
  default T convolution(T x, Variable kernel, Variable bias, Window window) {
    throw new Missing("convolution");
  }

  /** A filter of its own for each channel; the kernel is (height, width, channels, 1). */
  default T depthwise(T x, Variable kernel, Variable bias, Window window) {
    throw new Missing("depthwise");
  }

  /**
   * A transposed convolution; the kernel is (height, width, filters, channels).
   *
   * @param output the output's shape, channels last, the batch unknown
   */
  default T transposed(T x, Variable kernel, Variable bias, Window window, Shape output) {
    throw new Missing("transposed");
  }

  /** The largest in each window. */
  default T maxPooling(T x, Window window) {
    throw new Missing("maxPooling");
  }

  /** The mean over height and width. */
  default T globalAverage(T x) {
    throw new Missing("globalAverage");
  }

  /** By moving statistics; in a training by the batch's. */
  default T normalization(T x, BatchNormalization layer) {
    throw new Missing("normalization");
  }

  /** {@code a + b}, of one shape. */
  default T sum(T a, T b) {
    throw new Missing("sum");
  }

  /** Leaky ReLU with a learned slope. */
  default T prelu(T x, Variable alpha) {
    throw new Missing("prelu");
  }

  /** Exponentials that sum to 1 along an axis of this shape, which is Sarvi's. */
  default T softmax(T x, Shape shape, int axis) {
    throw new Missing("softmax");
  }

  /** A function of each element. */
  default T activation(T x, NamedActivation function) {
    throw new Missing("activation");
  }

  /** The same numbers in Sarvi's order, as samples of another shape. */
  default T reshape(T x, Shape from, Shape to) {
    throw new Missing("reshape");
  }
}
