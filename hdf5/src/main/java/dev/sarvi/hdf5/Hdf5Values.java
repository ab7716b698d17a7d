package dev.sarvi.hdf5;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Typed values in the shape {@code (n1, n2, ...)}, last axis fastest: what a dataset and an
 * attribute have in common. Nothing is read before a {@code read} method is called; any number of
 * threads may call them as long as the {@link ByteSource} allows it.
 */
public abstract sealed class Hdf5Values permits Hdf5Attribute, Hdf5Dataset {
  private static final int MAX_ARRAY = Integer.MAX_VALUE - 8;

  private final Content content;

  /** The parts of which values are made. */
  record Content(Datatype type, Dataspace space, Storage storage, BlockReader blocks) {
    long bytes() {
      return type.bytes(space.count());
    }
  }

  Hdf5Values(Content content) {
    this.content = content;
  }

  /** Bytes of all values together. */
  final long bytes() {
    return content.bytes();
  }

  /** What errors call these values. */
  abstract String place();

  /** What each value is. */
  public final Hdf5Type type() {
    return content.type.type();
  }

  /** The extents of all axes, as a copy; empty for a scalar. */
  public final long[] shape() {
    return content.space.shape().clone();
  }

  /** How many values there are: 1 for a scalar, 0 for a null dataspace (h5py's {@code Empty}). */
  public final long count() {
    return content.space.count();
  }

  /**
   * All values as floats; integers and float64 are rounded to the nearest.
   *
   * @throws Hdf5Exception if the values are not such numbers, or the file is damaged
   */
  public final float[] readFloats() {
    float[] values = new float[requireNumbers()];
    readFloats(values, 0);
    return values;
  }

  /**
   * Reads all values into an array of the caller's, as {@link #readFloats()} does.
   *
   * @param target receives {@link #count()} values
   * @param offset the first index to fill
   * @throws Hdf5Exception if the values are not numbers, or the file is damaged; the array may then
   *     hold some of them
   * @throws IndexOutOfBoundsException if the array has no room for them; it is left as it was
   */
  public final void readFloats(float[] target, int offset) {
    Objects.checkFromIndexSize(offset, requireNumbers(), target.length);
    read(new Decoder(content.type).toFloats(target, offset));
  }

  /**
   * All values as doubles; 64-bit integers are rounded to the nearest.
   *
   * @throws Hdf5Exception if the values are not numbers, or the file is damaged
   */
  public final double[] readDoubles() {
    double[] values = new double[requireNumbers()];
    read(new Decoder(content.type).toDoubles(values));
    return values;
  }

  /**
   * All values as the bits of 16-bit floats.
   *
   * @throws Hdf5Exception if the values are of another type, or the file is damaged
   */
  public final short[] readHalves() {
    short[] values = new short[require("floats of 16 bits", type().isHalf())];
    read(new Decoder(content.type).toShorts(values));
    return values;
  }

  /**
   * All values as longs; false and true as 0 and 1.
   *
   * @throws Hdf5Exception if the values are not integers, one does not fit, or the file is damaged
   */
  public final long[] readLongs() {
    long[] values = new long[require("integers", type().isInteger())];
    read(new Decoder(content.type).toLongs(values));
    return values;
  }

  /**
   * All values as text: UTF-8, without the filling of fixed lengths. No values give an empty list
   * whatever their type: Keras writes an empty {@code layer_names} as floats.
   *
   * @throws Hdf5Exception if the values are not text, or the file is damaged
   */
  public final List<String> readStrings() {
    return readStrings(content.blocks.renewed());
  }

  /** Reads text at the cost of an operation that is under way. */
  final List<String> readStrings(BlockReader blocks) {
    String[] values = new String[require("text", type() == Hdf5Type.STRING || count() == 0)];
    read(new Decoder(content.type).toStrings(values, blocks));
    return Arrays.asList(values);
  }

  /**
   * All values as the file holds them, in the file's byte order.
   *
   * @throws Hdf5Exception if there are 2 GiB or more, or the file is damaged
   */
  public final byte[] readBytes() {
    if (content.bytes() > MAX_ARRAY) {
      throw new Hdf5Exception(
          "%s: expected less than 2 GiB. Found: %d bytes".formatted(place(), content.bytes()));
    }
    byte[] bytes = new byte[(int) content.bytes()];
    read(Decoder.toBytes(bytes, content.type.size()));
    return bytes;
  }

  private int requireNumbers() {
    return require("integers or floats of 32 or 64 bits", type().isInteger() || type().isFloat());
  }

  /** The number of values, if they are of the expected kind and an array can hold them. */
  private int require(String expected, boolean met) {
    if (!met || count() > MAX_ARRAY) {
      throw new Hdf5Exception(
          "%s: expected %s, fewer than 2^31. Found: %d values of type %s"
              .formatted(place(), expected, count(), type()));
    }
    return (int) count();
  }

  private void read(Storage.Sink sink) {
    try {
      content.storage.read(content.blocks.renewed(), sink);
    } catch (Hdf5Exception e) {
      throw e.in(place());
    }
  }
}
