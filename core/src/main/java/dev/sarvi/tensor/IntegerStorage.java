package dev.sarvi.tensor;

/**
 * Integers in {@code byte[]}, {@code short[]}, {@code int[]} or {@code long[]}. What is stored is
 * cut off towards zero and kept within the range; NaN becomes 0.
 */
class IntegerStorage extends Storage {
  private final int bytes;
  private final boolean signed;
  private final double min;
  private final double max;

  IntegerStorage(int bytes, boolean signed) {
    this.bytes = bytes;
    this.signed = signed;
    int valueBits = Byte.SIZE * bytes - (signed ? 1 : 0);
    this.min = signed ? -Math.scalb(1.0, valueBits) : 0;
    // One below 2^63 and 2^64 is no double; the casts in set() keep such values within the range.
    this.max = Math.scalb(1.0, valueBits) - 1;
  }

  /** Booleans in {@code byte[]}: whatever is not 0 becomes 1. */
  static final class Booleans extends IntegerStorage {
    Booleans() {
      super(Byte.BYTES, false);
    }

    @Override
    double round(double value) {
      return value == 0 ? 0 : 1;
    }
  }

  @Override
  final int bytes() {
    return bytes;
  }

  @Override
  final boolean isFloating() {
    return false;
  }

  @Override
  final Object allocate(int size) {
    return switch (bytes) {
      case Byte.BYTES -> new byte[size];
      case Short.BYTES -> new short[size];
      case Integer.BYTES -> new int[size];
      default -> new long[size];
    };
  }

  @Override
  final double get(Object array, int index) {
    if (array instanceof byte[] elements) {
      return signed ? elements[index] : Byte.toUnsignedInt(elements[index]);
    } else if (array instanceof short[] elements) {
      return signed ? elements[index] : Short.toUnsignedInt(elements[index]);
    } else if (array instanceof int[] elements) {
      return signed ? elements[index] : Integer.toUnsignedLong(elements[index]);
    }
    long element = ((long[]) array)[index];
    // Half of it is in the range of a long; the last bit stays to round as it should.
    return signed || element >= 0 ? element : 2.0 * ((element >>> 1) | (element & 1));
  }

  @Override
  final void set(Object array, int index, double value) {
    double rounded = round(value);
    if (array instanceof byte[] elements) {
      elements[index] = (byte) (int) rounded;
    } else if (array instanceof short[] elements) {
      elements[index] = (short) (int) rounded;
    } else if (array instanceof int[] elements) {
      elements[index] = (int) (long) rounded;
    } else {
      ((long[]) array)[index] = bits(rounded);
    }
  }

  private long bits(double value) {
    if (signed || value < 0x1p63) {
      return (long) value;
    }
    return value >= 0x1p64 ? -1 : (long) (value - 0x1p63) + Long.MIN_VALUE;
  }

  @Override
  double round(double value) {
    if (Double.isNaN(value)) {
      return 0;
    }
    double whole = value < 0 ? Math.ceil(value) : Math.floor(value);
    return Math.min(Math.max(whole, min), max) + 0.0; // no negative zero
  }
}
