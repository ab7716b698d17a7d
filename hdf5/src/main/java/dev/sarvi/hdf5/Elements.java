package dev.sarvi.hdf5;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntToLongFunction;

/**
 * Values to be written, and the type to write them as. Arrays are not copied: they are read when
 * the file is written and must not change before.
 */
public final class Elements {
  private static final int PIECE = 1 << 16;

  private final Datatype type;
  private final int count;
  private final Numbers numbers;
  private final Encoder encoder;

  /** Puts so many values from the first on into a little-endian buffer. */
  private interface Encoder {
    void put(ByteBuffer target, int first, int count);

    /** Puts one value after the other. */
    static Encoder each(ElementEncoder encoder) {
      return (target, first, count) -> {
        for (int i = first; i < first + count; i++) {
          encoder.put(target, i);
        }
      };
    }
  }

  private interface ElementEncoder {
    void put(ByteBuffer target, int index);
  }

  /** Numbers that can be written as another type of their kind. */
  private sealed interface Numbers permits Floats, Integers {
    Encoder as(Hdf5Type type, int count);
  }

  private Elements(Datatype type, int count, Numbers numbers, Encoder encoder) {
    this.type = type;
    this.count = count;
    this.numbers = numbers;
    this.encoder = encoder;
  }

  /** Floats, written as float32. */
  public static Elements of(float... values) {
    return new Elements(
        new Datatype(Hdf5Type.FLOAT32, Float.BYTES),
        values.length,
        new Floats(i -> values[i]),
        (target, first, count) -> {
          target.asFloatBuffer().put(values, first, count);
          target.position(target.position() + count * Float.BYTES);
        });
  }

  /** Doubles, written as float64. */
  public static Elements of(double... values) {
    return of(Hdf5Type.FLOAT64, values.length, new Floats(i -> values[i]));
  }

  /**
   * Floats of 16 bits, by their bits.
   *
   * @param type {@link Hdf5Type#FLOAT16} or {@link Hdf5Type#BFLOAT16}
   * @throws IllegalArgumentException for another type
   */
  public static Elements halves(Hdf5Type type, short... bits) {
    if (!type.isHalf()) {
      throw unfit("a float type of 16 bits", type);
    }
    return new Elements(
        new Datatype(type, type.size()),
        bits.length,
        null,
        Encoder.each((target, i) -> target.putShort(bits[i])));
  }

  /** Ints, written as int32. */
  public static Elements of(int... values) {
    return of(Hdf5Type.INT32, values.length, new Integers(i -> values[i]));
  }

  /** Longs, written as int64. */
  public static Elements of(long... values) {
    return of(Hdf5Type.INT64, values.length, new Integers(i -> values[i]));
  }

  /**
   * Texts in UTF-8, each padded with zeros to the length of the longest.
   *
   * @throws IllegalArgumentException if a text holds a zero character
   */
  public static Elements of(List<String> values) {
    byte[][] texts = new byte[values.size()][];
    int size = 1;
    for (int i = 0; i < texts.length; i++) {
      texts[i] = checkText(values.get(i)).getBytes(StandardCharsets.UTF_8);
      size = Math.max(size, texts[i].length);
    }
    int width = size;
    return new Elements(
        Datatype.fixedString(width),
        texts.length,
        null,
        Encoder.each((target, i) -> target.put(Arrays.copyOf(texts[i], width))));
  }

  /**
   * Opaque values, such as those of a type that HDF5 does not know.
   *
   * @param bytes all values, one after the other
   * @param size bytes of one value, at least 1
   * @throws IllegalArgumentException if the bytes are not a whole number of values
   */
  public static Elements opaque(byte[] bytes, int size) {
    if (size < 1 || bytes.length % size != 0) {
      throw new IllegalArgumentException(
          "Expected a whole number of values of %d bytes. Received: %d bytes"
              .formatted(size, bytes.length));
    }
    return new Elements(
        new Datatype(Hdf5Type.OPAQUE, size),
        bytes.length / size,
        null,
        (target, first, count) -> target.put(bytes, first * size, count * size));
  }

  private static Elements of(Hdf5Type type, int count, Numbers numbers) {
    return new Elements(new Datatype(type, type.size()), count, numbers, numbers.as(type, count));
  }

  /**
   * The same numbers, written as another type: floats of 32 or 64 bits as the other, rounded to the
   * nearest; integers as any integer type that holds them all.
   *
   * @throws IllegalArgumentException if the type is of another kind, or a number does not fit
   */
  public Elements as(Hdf5Type other) {
    if (numbers == null) {
      throw new IllegalArgumentException(
          "Expected numbers to be written as %s. Received: %s".formatted(other, type.type()));
    }
    return of(other, count, numbers);
  }

  static String checkText(String text) {
    if (text.indexOf(0) >= 0) {
      throw new IllegalArgumentException(
          "Expected text without a zero character. Received: " + text);
    }
    return text;
  }

  Datatype datatype() {
    return type;
  }

  long bytes() {
    return type.bytes(count);
  }

  /** Refuses a shape that does not hold these elements. */
  void checkShape(String place, long[] shape) {
    long product = 1;
    boolean negative = false;
    for (long extent : shape) {
      negative |= extent < 0;
      product = Math.multiplyHigh(product, extent) == 0 ? product * extent : -1;
    }
    if (negative || product != count || shape.length > Dataspace.MAX_RANK) {
      throw new IllegalArgumentException(
          "%s: expected a shape of %d elements. Received: %s"
              .formatted(place, count, Arrays.toString(shape)));
    }
  }

  /** Writes all values in pieces; no copy of the whole is made. */
  void writeTo(OutputStream out) throws IOException {
    int step = Math.max(1, PIECE / type.size());
    ByteBuffer piece =
        ByteBuffer.allocate(Math.min(step, count) * type.size()).order(ByteOrder.LITTLE_ENDIAN);
    for (int first = 0; first < count; first += step) {
      encoder.put(piece.clear(), first, Math.min(step, count - first));
      out.write(piece.array(), 0, piece.position());
    }
  }

  private static IllegalArgumentException unfit(String expected, Hdf5Type received) {
    return new IllegalArgumentException("Expected %s. Received: %s".formatted(expected, received));
  }

  private record Floats(IntToDoubleFunction values) implements Numbers {
    @Override
    public Encoder as(Hdf5Type type, int count) {
      return Encoder.each(
          switch (type) {
            case FLOAT32 -> (out, i) -> out.putFloat((float) values.applyAsDouble(i));
            case FLOAT64 -> (out, i) -> out.putDouble(values.applyAsDouble(i));
            default -> throw unfit("a float type of 32 or 64 bits", type);
          });
    }
  }

  private record Integers(IntToLongFunction values) implements Numbers {
    @Override
    public Encoder as(Hdf5Type type, int count) {
      if (!type.isInteger() || type == Hdf5Type.BOOL) {
        throw unfit("an integer type", type);
      }
      for (int i = 0; i < count; i++) {
        checkFits(values.applyAsLong(i), type);
      }
      return Encoder.each(
          switch (type.size()) {
            case 1 -> (out, i) -> out.put((byte) values.applyAsLong(i));
            case 2 -> (out, i) -> out.putShort((short) values.applyAsLong(i));
            case 4 -> (out, i) -> out.putInt((int) values.applyAsLong(i));
            default -> (out, i) -> out.putLong(values.applyAsLong(i));
          });
    }

    private static void checkFits(long value, Hdf5Type type) {
      int valueBits = 8 * type.size() - (type.isUnsigned() ? 0 : 1);
      long rest = value >> Math.min(valueBits, 63);
      if (rest != 0 && (rest != -1 || type.isUnsigned())) {
        throw new IllegalArgumentException(
            "Expected numbers that fit in %s. Received: %d".formatted(type, value));
      }
    }
  }
}
