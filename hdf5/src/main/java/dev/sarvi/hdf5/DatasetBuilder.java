package dev.sarvi.hdf5;

/** A dataset to be written; made by {@link GroupBuilder#dataset}. */
public final class DatasetBuilder extends NodeBuilder<DatasetBuilder> {
  private final Elements elements;
  private final long[] shape;

  DatasetBuilder(Elements elements, long[] shape) {
    this.elements = elements;
    this.shape = shape;
    if (elements.datatype().type() == Hdf5Type.BFLOAT16) {
      attribute(Hdf5Type.BFLOAT16_MARK, Hdf5Type.BFLOAT16_NAME);
    }
  }

  @Override
  DatasetBuilder self() {
    return this;
  }

  Elements elements() {
    return elements;
  }

  long[] shape() {
    return shape;
  }
}
