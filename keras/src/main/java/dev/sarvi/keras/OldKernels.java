package dev.sarvi.keras;

import dev.sarvi.hdf5.Hdf5Dataset;
import dev.sarvi.hdf5.Hdf5Group;
import dev.sarvi.layer.Variable;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.Arrays;

/**
 * Kernels of convolutions as older files have them: on Theano, they were flipped; with its order of
 * dimensions, Keras 1 stored them as (filters, channels, rows, columns).
 *
 * @param flipped whether the file was written on Theano
 */
record OldKernels(boolean flipped) {
  /** Kernels as they are now. */
  static final OldKernels NONE = new OldKernels(false);

  /** As the attributes of a file say. */
  static OldKernels of(Hdf5Group root) {
    return new OldKernels(
        root.attribute("backend").stream().anyMatch(name -> name.readString().equals("theano")));
  }

  /** The values of a dataset as a weight. */
  Tensor read(Hdf5Dataset dataset, Variable variable, String place) {
    boolean convolution =
        variable.spec().name().equals("kernel")
            && variable.shape().rank() >= 3
            && dataset.shape().length == variable.shape().rank();
    Shape shape = variable.shape();
    if (!convolution) {
      return WeightsReader.tensor(dataset, shape, variable.dtype(), place);
    }
    Shape stored = Shape.of(Arrays.stream(dataset.shape()).mapToInt(Math::toIntExact).toArray());
    boolean turned = !stored.equals(shape) && turned(stored).equals(shape);
    Tensor values = WeightsReader.tensor(dataset, turned ? stored : shape, variable.dtype(), place);
    if (turned) {
      values = turned(values);
    }
    return flipped ? flipped(values) : values;
  }

  /** (filters, channels, ...) as (..., channels, filters). */
  private static Shape turned(Shape shape) {
    int[] dims = shape.dims();
    int rank = dims.length;
    int[] turned = new int[rank];
    System.arraycopy(dims, 2, turned, 0, rank - 2);
    turned[rank - 2] = dims[1];
    turned[rank - 1] = dims[0];
    return Shape.of(turned);
  }

  private static Tensor turned(Tensor kernel) {
    int filters = kernel.shape().dim(0);
    int channels = kernel.shape().dim(1);
    int positions = kernel.size() / Math.max(1, filters * channels);
    Tensor turned = Tensor.zeros(turned(kernel.shape()), kernel.dtype());
    for (int i = 0; i < turned.size(); i++) {
      int filter = i % filters;
      int channel = i / filters % channels;
      int position = i / filters / channels;
      int from = (filter * channels + channel) * positions + position;
      System.arraycopy(kernel.array(), from, turned.array(), i, 1);
    }
    return turned;
  }

  /** The positions in reverse order. */
  private static Tensor flipped(Tensor kernel) {
    int rank = kernel.shape().rank();
    int each = kernel.shape().dim(rank - 1) * kernel.shape().dim(rank - 2);
    Tensor flipped = Tensor.zeros(kernel.shape(), kernel.dtype());
    for (int at = 0; at < kernel.size(); at += each) {
      System.arraycopy(kernel.array(), at, flipped.array(), kernel.size() - at - each, each);
    }
    return flipped;
  }
}
