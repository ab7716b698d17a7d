package dev.sarvi.hdf5;

import java.util.Arrays;

/** The shape of values. */
final class Dataspace {
  /** In a maximal shape: no bound. */
  static final long UNLIMITED = -1;

  static final int MAX_RANK = 32;
  private static final int NULL = 2;

  private final long[] shape;
  private final long[] maxShape;
  private final long count;

  private Dataspace(long[] shape, long[] maxShape, long count) {
    this.shape = shape;
    this.maxShape = maxShape;
    this.count = count;
  }

  /** Empty for a scalar; not to be changed. */
  long[] shape() {
    return shape;
  }

  /** What the shape may grow to, {@link #UNLIMITED} where there is no bound; not to be changed. */
  long[] maxShape() {
    return maxShape;
  }

  /** How many values there are; none for a null dataspace. */
  long count() {
    return count;
  }

  static Dataspace read(Cursor cursor) {
    int version = cursor.u8();
    if (version != 1 && version != 2) {
      throw cursor.damaged("dataspace version 1 or 2", version);
    }
    int rank = cursor.u8();
    if (rank > MAX_RANK) {
      throw cursor.damaged("at most " + MAX_RANK + " dimensions", rank);
    }
    boolean growing = (cursor.u8() & 1) != 0;
    int kind = cursor.u8(); // reserved in version 1
    boolean none = version == 2 && kind == NULL;
    cursor.skip(version == 1 ? 4 : 0);
    long[] shape = new long[rank];
    for (int i = 0; i < rank; i++) {
      shape[i] = cursor.length();
    }
    long[] maxShape = shape.clone();
    for (int i = 0; i < rank && growing; i++) {
      maxShape[i] = cursor.lengthOrNone();
    }
    return new Dataspace(shape, maxShape, none ? 0 : count(shape, cursor));
  }

  /** The dataspace message, version 1, of a shape that cannot grow. */
  static byte[] write(long[] shape) {
    int fixed = shape.length == 0 ? 0 : 1;
    BlockBuilder out = new BlockBuilder().u8(1, shape.length, fixed, 0).u32(0);
    for (int i = 0; i < shape.length << fixed; i++) {
      out.u64(shape[i % shape.length]);
    }
    return out.toBytes();
  }

  private static long count(long[] shape, Cursor cursor) {
    long count = 1;
    for (long extent : shape) {
      if (extent == 0) {
        return 0;
      }
      if (count > Long.MAX_VALUE / extent) {
        throw cursor.damaged("a shape of fewer than 2^63 values", Arrays.toString(shape));
      }
      count *= extent;
    }
    return count;
  }
}
