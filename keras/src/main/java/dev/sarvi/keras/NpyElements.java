package dev.sarvi.keras;

import dev.sarvi.hdf5.HalfFloat;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The elements of an array as a tensor. What {@code float32} holds exactly becomes that; 32 and
 * 64-bit integers become {@code float64} where one of them needs it.
 */
final class NpyElements {
  private static final int FLOAT_BITS = 24;
  private static final int DOUBLE_BITS = 53;
  private static final int PIECE = 1 << 13;

  private final String type;
  private final int width;
  private final ByteOrder order;
  private final String place;

  /**
   * Elements of a NumPy type.
   *
   * @throws KerasFileException if it is not a boolean, an integer or a float that is supported
   */
  NpyElements(String descr, String place) {
    boolean ordered = !descr.isEmpty() && "<>=|".indexOf(descr.charAt(0)) >= 0;
    this.type = ordered ? descr.substring(1) : descr;
    this.order = descr.startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    this.place = place;
    this.width =
        switch (type) {
          case "?", "b1", "i1", "u1" -> 1;
          case "i2", "u2", "f2" -> 2;
          case "i4", "u4", "f4" -> 4;
          case "i8", "u8", "f8" -> 8;
          default ->
              throw KerasFileException.unexpected(
                  place,
                  "an array of booleans, integers or floats of at most 64 bits",
                  described());
        };
  }

  private String described() {
    return type.startsWith("O") ? "objects (dtype '|O')" : "dtype '" + type + "'";
  }

  /** Bytes of one element. */
  int width() {
    return width;
  }

  /** Reads them, the last axis fastest. */
  Tensor read(DataInputStream in, Shape shape) throws IOException {
    return switch (type) {
      case "f8" -> {
        double[] values = new double[shape.size()];
        each(in, values.length, (piece, i) -> values[i] = piece.getDouble());
        yield Tensor.of(shape, values);
      }
      case "i4", "u4", "i8", "u8" -> {
        long[] values = new long[shape.size()];
        each(in, values.length, (piece, i) -> values[i] = integer(piece));
        yield ofIntegers(shape, values);
      }
      default -> {
        float[] values = new float[shape.size()];
        each(in, values.length, (piece, i) -> values[i] = small(piece));
        yield Tensor.of(shape, values);
      }
    };
  }

  private interface Element {
    void take(ByteBuffer piece, int index);
  }

  private void each(DataInputStream in, int count, Element element) throws IOException {
    byte[] bytes = new byte[PIECE * width];
    for (int first = 0; first < count; first += PIECE) {
      int elements = Math.min(PIECE, count - first);
      in.readFully(bytes, 0, elements * width);
      ByteBuffer piece = ByteBuffer.wrap(bytes).order(order);
      for (int i = first; i < first + elements; i++) {
        element.take(piece, i);
      }
    }
  }

  private float small(ByteBuffer piece) {
    return switch (type) {
      case "f4" -> piece.getFloat();
      case "f2" -> HalfFloat.fromFloat16(piece.getShort());
      case "i2" -> piece.getShort();
      case "u2" -> piece.getShort() & 0xffff;
      case "u1" -> piece.get() & 0xff;
      case "i1" -> piece.get();
      default -> piece.get() == 0 ? 0 : 1;
    };
  }

  private long integer(ByteBuffer piece) {
    return switch (type) {
      case "i4" -> piece.getInt();
      case "u4" -> piece.getInt() & 0xffff_ffffL;
      default -> piece.getLong();
    };
  }

  private Tensor ofIntegers(Shape shape, long[] values) {
    int bits = 0;
    for (long value : values) {
      bits = Math.max(bits, significantBits(value));
      if (bits > DOUBLE_BITS) {
        throw KerasFileException.unexpected(
            place,
            "integers that float64 holds exactly",
            isUnsigned() ? Long.toUnsignedString(value) : value);
      }
    }
    if (bits > FLOAT_BITS) {
      double[] doubles = new double[values.length];
      for (int i = 0; i < values.length; i++) {
        doubles[i] = toDouble(values[i]);
      }
      return Tensor.of(shape, doubles);
    }
    float[] floats = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      floats[i] = (float) toDouble(values[i]);
    }
    return Tensor.of(shape, floats);
  }

  private boolean isUnsigned() {
    return type.startsWith("u");
  }

  /** From the highest bit that is set to the lowest: what a float's fraction has to hold. */
  private int significantBits(long value) {
    long magnitude = value < 0 && !isUnsigned() ? -value : value;
    return magnitude == 0
        ? 0
        : Long.SIZE - Long.numberOfLeadingZeros(magnitude) - Long.numberOfTrailingZeros(magnitude);
  }

  /** Exact: an unsigned number with its highest bit set ends in zeros here. */
  private double toDouble(long value) {
    return value < 0 && isUnsigned() ? 2.0 * (value >>> 1) : value;
  }
}
