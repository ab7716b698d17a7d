package dev.sarvi.hdf5;

/** What each value of a dataset or attribute is. */
public enum Hdf5Type {
  /** Signed 8-bit integer. */
  INT8(1, Kind.SIGNED),
  /** Signed 16-bit integer. */
  INT16(2, Kind.SIGNED),
  /** Signed 32-bit integer. */
  INT32(4, Kind.SIGNED),
  /** Signed 64-bit integer. */
  INT64(8, Kind.SIGNED),
  /** Unsigned 8-bit integer. */
  UINT8(1, Kind.UNSIGNED),
  /** Unsigned 16-bit integer. */
  UINT16(2, Kind.UNSIGNED),
  /** Unsigned 32-bit integer. */
  UINT32(4, Kind.UNSIGNED),
  /** Unsigned 64-bit integer. */
  UINT64(8, Kind.UNSIGNED),
  /** False or true, as h5py stores it: an enumeration over 8-bit integers. Reads as 0 or 1. */
  BOOL(1, Kind.UNSIGNED),
  /** IEEE 754 binary16. Read and written as its bits: this module does no arithmetic. */
  FLOAT16(2, Kind.HALF),
  /**
   * The upper half of a binary32. In a file it is either a float of that layout, or what Keras
   * writes: opaque values of two bytes in a dataset whose attribute {@code dtype} says {@code
   * bfloat16}. The second is what is written here. Read and written as its bits.
   */
  BFLOAT16(2, Kind.HALF),
  /** IEEE 754 binary32. */
  FLOAT32(4, Kind.FLOAT),
  /** IEEE 754 binary64. */
  FLOAT64(8, Kind.FLOAT),
  /** Text, of fixed or variable length. */
  STRING(0, Kind.OTHER),
  /** Bytes without a meaning of their own. */
  OPAQUE(0, Kind.OTHER),
  /** A type that can be seen but not read, such as a compound or a reference. */
  OTHER(0, Kind.OTHER);

  /** The attribute with which Keras says what opaque values are, and what it then says. */
  static final String BFLOAT16_MARK = "dtype";

  static final String BFLOAT16_NAME = "bfloat16";

  private enum Kind {
    SIGNED,
    UNSIGNED,
    HALF,
    FLOAT,
    OTHER
  }

  private final int size;
  private final Kind kind;

  Hdf5Type(int size, Kind kind) {
    this.size = size;
    this.kind = kind;
  }

  /** Bytes of one value; 0 where the type alone does not say. */
  int size() {
    return size;
  }

  /** Whether values can be read as longs; booleans can. */
  boolean isInteger() {
    return kind == Kind.SIGNED || kind == Kind.UNSIGNED;
  }

  /** Whether values are floats of 16 bits. */
  boolean isHalf() {
    return kind == Kind.HALF;
  }

  boolean isFloat() {
    return kind == Kind.FLOAT;
  }

  boolean isUnsigned() {
    return kind == Kind.UNSIGNED;
  }
}
