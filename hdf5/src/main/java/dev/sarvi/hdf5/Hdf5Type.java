package dev.sarvi.hdf5;

/** What each value of a dataset or attribute is. */
public enum Hdf5Type {
  /** Signed 8-bit integer. */
  INT8(1),
  /** Signed 16-bit integer. */
  INT16(2),
  /** Signed 32-bit integer. */
  INT32(4),
  /** Signed 64-bit integer. */
  INT64(8),
  /** Unsigned 8-bit integer. */
  UINT8(1),
  /** Unsigned 16-bit integer. */
  UINT16(2),
  /** Unsigned 32-bit integer. */
  UINT32(4),
  /** Unsigned 64-bit integer. */
  UINT64(8),
  /** False or true, as h5py stores it: an enumeration over 8-bit integers. Reads as 0 or 1. */
  BOOL(1),
  /** IEEE 754 binary16. */
  FLOAT16(2),
  /**
   * The upper half of a binary32. In a file it is either a float of that layout, or what Keras
   * writes: opaque values of two bytes in a dataset whose attribute {@code dtype} says {@code
   * bfloat16}. The second is what is written here.
   */
  BFLOAT16(2),
  /** IEEE 754 binary32. */
  FLOAT32(4),
  /** IEEE 754 binary64. */
  FLOAT64(8),
  /** Text, of fixed or variable length. */
  STRING(0),
  /** Bytes without a meaning of their own. */
  OPAQUE(0),
  /** A type that can be seen but not read, such as a compound or a reference. */
  OTHER(0);

  /** The attribute with which Keras says what opaque values are, and what it then says. */
  static final String BFLOAT16_MARK = "dtype";

  static final String BFLOAT16_NAME = "bfloat16";

  private final int size;

  Hdf5Type(int size) {
    this.size = size;
  }

  /** Bytes of one value; 0 where the type alone does not say. */
  int size() {
    return size;
  }

  boolean isInteger() {
    return compareTo(BOOL) <= 0;
  }

  boolean isFloat() {
    return compareTo(FLOAT16) >= 0 && compareTo(FLOAT64) <= 0;
  }

  boolean isUnsigned() {
    return compareTo(UINT8) >= 0 && compareTo(BOOL) <= 0;
  }
}
