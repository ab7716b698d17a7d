package dev.sarvi.tensor;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The element types that tensors have. Names are Keras's: {@code float32}, {@code float64}. */
public enum DType {
  /** 32-bit IEEE 754, Keras's default. */
  FLOAT32("float32", Float.BYTES),
  /** 64-bit IEEE 754. */
  FLOAT64("float64", Double.BYTES);

  private final String keras;
  private final int bytes;

  DType(String keras, int bytes) {
    this.keras = keras;
    this.bytes = bytes;
  }

  /** Bytes of one element. */
  public int bytes() {
    return bytes;
  }

  /** The number of this type that is nearest. */
  public double round(double value) {
    return this == FLOAT32 ? (float) value : value;
  }

  /**
   * The type of a Keras name.
   *
   * @throws IllegalArgumentException for a type that is not supported
   */
  public static DType of(String name) {
    for (DType type : values()) {
      if (type.keras.equals(name)) {
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
    return keras;
  }
}
