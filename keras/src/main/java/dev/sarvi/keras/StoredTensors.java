package dev.sarvi.keras;

import dev.sarvi.hdf5.Elements;
import dev.sarvi.hdf5.Hdf5Dataset;
import dev.sarvi.hdf5.Hdf5Type;
import dev.sarvi.tensor.DType;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;

/** Tensors as HDF5 holds them. */
final class StoredTensors {
  private StoredTensors() {}

  /** A dataset's values, in a floating type that holds them. */
  static Tensor read(Hdf5Dataset dataset, Shape shape) {
    return switch (dataset.type()) {
      case FLOAT16, BFLOAT16 ->
          Tensor.over(shape, DType.valueOf(dataset.type().name()), dataset.readHalves());
      case FLOAT32 -> Tensor.of(shape, dataset.readFloats());
      default -> Tensor.of(shape, dataset.readDoubles());
    };
  }

  /** A variable's values, to be written: a floating tensor, or a count. */
  static Elements elements(Tensor tensor) {
    if (tensor.array() instanceof short[] halves) {
      return Elements.halves(Hdf5Type.valueOf(tensor.dtype().name()), halves);
    }
    if (tensor.array() instanceof int[] ints) {
      return Elements.of(ints);
    }
    return tensor.dtype() == DType.FLOAT32
        ? Elements.of(tensor.floats())
        : Elements.of(tensor.doubles());
  }
}
