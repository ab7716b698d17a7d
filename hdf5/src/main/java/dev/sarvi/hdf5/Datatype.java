package dev.sarvi.hdf5;

import java.nio.ByteOrder;
import java.util.List;

/**
 * A type as a file spells it.
 *
 * @param type what a value means
 * @param size bytes of a value in the file
 * @param order of the bytes of a number
 * @param variable whether the value is a reference to text in the global heap
 * @param spacePadded whether text of fixed length is filled up with spaces
 */
record Datatype(Hdf5Type type, int size, ByteOrder order, boolean variable, boolean spacePadded) {
  private static final int FIXED_POINT = 0;
  private static final int FLOATING_POINT = 1;
  private static final int STRING = 3;
  private static final int OPAQUE = 5;
  private static final int ENUMERATION = 8;
  private static final int VARIABLE_LENGTH = 9;

  /** A reference to text: its length, the address of its collection, its index. */
  private static final int VARIABLE_SIZE = 16;

  private static final int IMPLIED_MANTISSA_BIT = 2;
  private static final int SPACE_PADDED = 2;

  /** A number of the given type in little-endian order, or opaque values. */
  Datatype(Hdf5Type type, int size) {
    this(type, size, ByteOrder.LITTLE_ENDIAN, false, false);
  }

  /** The exponent and mantissa of the floats we know; bias and positions follow from these. */
  private record FloatLayout(Hdf5Type type, int exponent, int mantissa) {
    static final List<FloatLayout> KNOWN =
        List.of(
            new FloatLayout(Hdf5Type.FLOAT16, 5, 10),
            new FloatLayout(Hdf5Type.BFLOAT16, 8, 7),
            new FloatLayout(Hdf5Type.FLOAT32, 8, 23),
            new FloatLayout(Hdf5Type.FLOAT64, 11, 52));

    int signBit() {
      return exponent + mantissa;
    }

    int bias() {
      return (1 << (exponent - 1)) - 1;
    }
  }

  static Datatype read(Cursor cursor) {
    int classAndVersion = cursor.u8();
    int flags = (int) cursor.unsigned(3);
    long size = cursor.u32();
    if (size < 1 || size > Integer.MAX_VALUE) {
      throw cursor.damaged("a value of 1 byte to 2 GiB", size);
    }
    int version = classAndVersion >> 4;
    return switch (classAndVersion & 0xf) {
      case FIXED_POINT -> fixedPoint(cursor, flags, (int) size);
      case FLOATING_POINT -> floatingPoint(cursor, flags, (int) size);
      case STRING ->
          new Datatype(
              Hdf5Type.STRING,
              (int) size,
              ByteOrder.LITTLE_ENDIAN,
              false,
              (flags & 0xf) == SPACE_PADDED);
      case OPAQUE -> new Datatype(Hdf5Type.OPAQUE, (int) size);
      case ENUMERATION -> enumeration(cursor, flags & 0xffff, (int) size, version);
      case VARIABLE_LENGTH -> variableLength(flags, (int) size);
      default -> other((int) size);
    };
  }

  private static Datatype other(int size) {
    return new Datatype(Hdf5Type.OTHER, size);
  }

  private static ByteOrder order(int flags) {
    return (flags & 1) == 0 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
  }

  private Datatype ordered(int flags) {
    return new Datatype(type, size, order(flags), variable, spacePadded);
  }

  private static Datatype fixedPoint(Cursor cursor, int flags, int size) {
    int offset = cursor.u16();
    int precision = cursor.u16();
    boolean signed = (flags & 8) != 0;
    if (offset != 0 || precision != 8L * size) {
      return other(size);
    }
    return switch (size) {
      case 1 -> new Datatype(signed ? Hdf5Type.INT8 : Hdf5Type.UINT8, size);
      case 2 -> new Datatype(signed ? Hdf5Type.INT16 : Hdf5Type.UINT16, size).ordered(flags);
      case 4 -> new Datatype(signed ? Hdf5Type.INT32 : Hdf5Type.UINT32, size).ordered(flags);
      case 8 -> new Datatype(signed ? Hdf5Type.INT64 : Hdf5Type.UINT64, size).ordered(flags);
      default -> other(size);
    };
  }

  private static Datatype floatingPoint(Cursor cursor, int flags, int size) {
    int offset = cursor.u16();
    int precision = cursor.u16();
    int exponentAt = cursor.u8();
    int exponent = cursor.u8();
    int mantissaAt = cursor.u8();
    int mantissa = cursor.u8();
    long bias = cursor.u32();
    for (FloatLayout known : FloatLayout.KNOWN) {
      boolean same =
          known.type.size() == size
              && offset == 0
              && precision == 8 * size
              && exponentAt == known.mantissa
              && exponent == known.exponent
              && mantissaAt == 0
              && mantissa == known.mantissa
              && bias == known.bias()
              && (flags & 0xff40) == known.signBit() << 8
              && ((flags >> 4) & 3) == IMPLIED_MANTISSA_BIT;
      if (same) {
        return new Datatype(known.type, size).ordered(flags);
      }
    }
    return other(size);
  }

  /** An enumeration is its integers, except the one that h5py makes of booleans. */
  private static Datatype enumeration(Cursor cursor, int members, int size, int version) {
    Cursor base = cursor.slice(12);
    Datatype integer = read(base);
    if (!integer.type.isInteger() || integer.size != size) {
      return other(size);
    }
    boolean padded = version < 3;
    StringBuilder names = new StringBuilder();
    for (int i = 0; i < members; i++) {
      int start = cursor.position();
      names.append(cursor.zeroTerminated()).append(' ');
      cursor.skip(padded ? (start - cursor.position()) & 7 : 0);
    }
    boolean bool = size == 1 && names.toString().equals("FALSE TRUE ");
    return bool ? new Datatype(Hdf5Type.BOOL, size) : integer;
  }

  private static Datatype variableLength(int flags, int size) {
    boolean text = (flags & 0xf) == 1;
    return text && size == VARIABLE_SIZE
        ? new Datatype(Hdf5Type.STRING, size, ByteOrder.LITTLE_ENDIAN, true, false)
        : other(size);
  }

  /** The same bytes with another meaning. */
  Datatype as(Hdf5Type meaning) {
    return new Datatype(meaning, size, order, variable, spacePadded);
  }

  /** Bytes of so many values; refused where that overflows. */
  long bytes(long count) {
    if (count > Long.MAX_VALUE / size) {
      throw new Hdf5Exception(
          "Expected fewer than 2^63 bytes of values. Found: %d values of %d bytes"
              .formatted(count, size));
    }
    return count * size;
  }

  static Datatype fixedString(int size) {
    return new Datatype(Hdf5Type.STRING, size);
  }

  static Datatype variableString() {
    return new Datatype(Hdf5Type.STRING, VARIABLE_SIZE, ByteOrder.LITTLE_ENDIAN, true, false);
  }

  /** The datatype message, as h5py writes it. */
  byte[] write() {
    BlockBuilder out = new BlockBuilder();
    switch (type) {
      case BOOL -> throw new IllegalArgumentException("Booleans can be read, not written");
      case STRING -> {
        if (variable) {
          prefix(out, VARIABLE_LENGTH, 0x0101).bytes(new Datatype(Hdf5Type.UINT8, 1).write());
        } else {
          prefix(out, STRING, 1); // filled up with zeros
        }
      }
      case BFLOAT16, OPAQUE -> prefix(out, OPAQUE, 0); // an empty tag
      case FLOAT16, FLOAT32, FLOAT64 -> writeFloat(out);
      case OTHER -> throw new IllegalArgumentException("A type of no known meaning");
      default -> prefix(out, FIXED_POINT, type.isUnsigned() ? 0 : 8).u16(0).u16(8 * size);
    }
    return out.toBytes();
  }

  private BlockBuilder prefix(BlockBuilder out, int classCode, int flags) {
    return out.u8(0x10 | classCode, flags, flags >> 8, flags >> 16).u32(size);
  }

  private void writeFloat(BlockBuilder out) {
    FloatLayout layout =
        FloatLayout.KNOWN.stream().filter(known -> known.type == type).findFirst().orElseThrow();
    prefix(out, FLOATING_POINT, (layout.signBit() << 8) | (IMPLIED_MANTISSA_BIT << 4))
        .u16(0)
        .u16(8 * size)
        .u8(layout.mantissa, layout.exponent, 0, layout.mantissa)
        .u32(layout.bias());
  }
}
