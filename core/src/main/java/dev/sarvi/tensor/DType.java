package dev.sarvi.tensor;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The element types that tensors have. Names are Keras's, such as {@code float32}. Layers compute
 * in the four floating ones; the others are what a model may be fed.
 */
// Storages have no state that changes, which the check would have an annotation say.
@SuppressWarnings("ImmutableEnumChecker")
public enum DType {
  /** IEEE 754 binary16, in {@code short[]}. */
  FLOAT16(new Storage.Halves(HalfFloat.FLOAT16)),
  /** The upper half of a binary32, in {@code short[]}. */
  BFLOAT16(new Storage.Halves(HalfFloat.BFLOAT16)),
  /** IEEE 754 binary32, in {@code float[]}: Keras's default. */
  FLOAT32(new Storage.Floats()),
  /** IEEE 754 binary64, in {@code double[]}. */
  FLOAT64(new Storage.Doubles()),
  /** 0 or 1, in {@code byte[]}. */
  BOOL(new IntegerStorage.Booleans()),
  /** In {@code byte[]}. */
  INT8(new IntegerStorage(Byte.BYTES, true)),
  /** In {@code short[]}. */
  INT16(new IntegerStorage(Short.BYTES, true)),
  /** In {@code int[]}. */
  INT32(new IntegerStorage(Integer.BYTES, true)),
  /** In {@code long[]}. */
  INT64(new IntegerStorage(Long.BYTES, true)),
  /** Unsigned, in {@code byte[]}. */
  UINT8(new IntegerStorage(Byte.BYTES, false)),
  /** Unsigned, in {@code short[]}. */
  UINT16(new IntegerStorage(Short.BYTES, false)),
  /** Unsigned, in {@code int[]}. */
  UINT32(new IntegerStorage(Integer.BYTES, false)),
  /** Unsigned, in {@code long[]}. */
  UINT64(new IntegerStorage(Long.BYTES, false));

  private final Storage storage;

  DType(Storage storage) {
    this.storage = storage;
  }

  /** Bytes of one element. */
  public int bytes() {
    return storage.bytes();
  }

  /** Whether it is one of the four floating types. */
  public boolean isFloating() {
    return storage.isFloating();
  }

  /**
   * The type in which kernels compute with elements of this one: {@code float64} with itself, all
   * others in {@code float32}.
   */
  public DType arithmetic() {
    return this == FLOAT64 ? FLOAT64 : FLOAT32;
  }

  /**
   * The element of this type that a value becomes: the nearest, ties to even; in integers what is
   * cut off towards zero, kept within the range; in booleans 1 unless it is 0.
   */
  public double round(double value) {
    return storage.round(value);
  }

  /** A new array of zeros, of the class that this type lies in. */
  public Object allocate(int size) {
    return storage.allocate(size);
  }

  /** An element of such an array. 64-bit integers beyond 2^53 are rounded. */
  public double get(Object array, int index) {
    return storage.get(array, index);
  }

  /** Sets an element of such an array to {@link #round} of the value. */
  public void set(Object array, int index, double value) {
    storage.set(array, index, value);
  }

  /** Converts all elements of an array of this type; both arrays have the same length. */
  void convert(Object from, DType type, Object to, int size) {
    if (to instanceof float[] floats) {
      storage.toFloats(from, floats);
    } else if (from instanceof float[] floats) {
      type.storage.fromFloats(floats, to);
    } else {
      for (int i = 0; i < size; i++) {
        type.storage.set(to, i, storage.get(from, i));
      }
    }
  }

  /** A value as this type prints it, in as few digits as tell it from its neighbours. */
  public String text(double value) {
    if (!isFloating()) {
      return new BigDecimal(value).toPlainString();
    }
    String text = this == FLOAT64 ? Double.toString(value) : Float.toString((float) value);
    String shorter = withOneDigitLess(text);
    boolean same =
        this == FLOAT64
            ? Double.parseDouble(shorter) == value
            : Float.parseFloat(shorter) == (float) value;
    return same ? shorter : text;
  }

  /** Before JDK 19, Java printed a digit too many of some numbers. */
  private static String withOneDigitLess(String number) {
    int exponent = number.indexOf('E');
    int end = exponent < 0 ? number.length() : exponent;
    if (end - number.indexOf('.') <= 2 || !Character.isDigit(number.charAt(end - 1))) {
      return number; // 1.0, and what is not finite
    }
    BigDecimal digits = new BigDecimal(number.substring(0, end));
    BigDecimal fewer =
        digits.setScale(digits.scale() - 1, RoundingMode.HALF_EVEN).stripTrailingZeros();
    return fewer.setScale(Math.max(1, fewer.scale())).toPlainString() + number.substring(end);
  }

  /**
   * The type of a Keras name.
   *
   * @throws IllegalArgumentException for a type that is not supported
   */
  public static DType of(String name) {
    for (DType type : values()) {
      if (type.toString().equals(name)) {
        return type;
      }
    }
    String known = Arrays.stream(values()).map(DType::toString).collect(Collectors.joining(", "));
    throw new IllegalArgumentException(
        "dtype is not supported. Expected one of: " + known + ". Received: dtype=" + name);
  }

  /** The Keras name. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
