package dev.sarvi.keras;

import dev.sarvi.tensor.DType;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.EnumMap;
import java.util.Map;

/**
 * The elements of an array, in NumPy's types. NumPy has no {@code bfloat16}: it saves such an array
 * as two bytes without a meaning, {@code V2}, and so are those read.
 *
 * @param dtype what they are
 * @param order of their bytes
 */
record NpyElements(DType dtype, ByteOrder order) {
  private static final int PIECE = 1 << 13;
  private static final Map<DType, String> TYPES = new EnumMap<>(DType.class);

  static {
    TYPES.put(DType.FLOAT16, "f2");
    TYPES.put(DType.BFLOAT16, "V2");
    TYPES.put(DType.FLOAT32, "f4");
    TYPES.put(DType.FLOAT64, "f8");
    TYPES.put(DType.BOOL, "b1");
    TYPES.put(DType.INT8, "i1");
    TYPES.put(DType.INT16, "i2");
    TYPES.put(DType.INT32, "i4");
    TYPES.put(DType.INT64, "i8");
    TYPES.put(DType.UINT8, "u1");
    TYPES.put(DType.UINT16, "u2");
    TYPES.put(DType.UINT32, "u4");
    TYPES.put(DType.UINT64, "u8");
  }

  /** Those of a tensor, as they are written. */
  static NpyElements of(DType dtype) {
    return new NpyElements(dtype, ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * Elements of a NumPy type.
   *
   * @throws KerasFileException if it is not a boolean, an integer or a float that is supported
   */
  static NpyElements parse(String descr, String place) {
    boolean ordered = !descr.isEmpty() && "<>=|".indexOf(descr.charAt(0)) >= 0;
    String type = ordered ? descr.substring(1) : descr;
    String known = type.equals("?") ? "b1" : type;
    ByteOrder order = descr.startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    return TYPES.entrySet().stream()
        .filter(entry -> entry.getValue().equals(known))
        .map(entry -> new NpyElements(entry.getKey(), order))
        .findFirst()
        .orElseThrow(
            () ->
                KerasFileException.unexpected(
                    place,
                    "an array of booleans, integers or floats of at most 64 bits",
                    type.startsWith("O") ? "objects (dtype '|O')" : "dtype '" + type + "'"));
  }

  /** As NumPy writes it. */
  String descr() {
    return (dtype.bytes() == 1 ? "|" : "<") + TYPES.get(dtype);
  }

  /** Reads them, the last axis fastest. */
  Tensor read(DataInputStream in, Shape shape) throws IOException {
    Object array = dtype.allocate(shape.size());
    byte[] bytes = new byte[PIECE * dtype.bytes()];
    for (int first = 0; first < shape.size(); first += PIECE) {
      int count = Math.min(PIECE, shape.size() - first);
      in.readFully(bytes, 0, count * dtype.bytes());
      get(ByteBuffer.wrap(bytes).order(order), array, first, count);
    }
    if (dtype == DType.BOOL) {
      for (int i = 0; i < shape.size(); i++) {
        dtype.set(array, i, dtype.get(array, i)); // whatever is not 0 is 1
      }
    }
    return Tensor.over(shape, dtype, array);
  }

  /** Writes them, the last axis fastest. */
  void write(Tensor tensor, OutputStream out) throws IOException {
    int size = tensor.size();
    ByteBuffer piece = ByteBuffer.allocate(PIECE * dtype.bytes()).order(order);
    for (int first = 0; first < size; first += PIECE) {
      int count = Math.min(PIECE, size - first);
      put(piece.clear(), tensor.array(), first, count);
      out.write(piece.array(), 0, count * dtype.bytes());
    }
  }

  private static void get(ByteBuffer from, Object array, int first, int count) {
    if (array instanceof byte[] bytes) {
      from.get(bytes, first, count);
    } else if (array instanceof short[] shorts) {
      from.asShortBuffer().get(shorts, first, count);
    } else if (array instanceof int[] ints) {
      from.asIntBuffer().get(ints, first, count);
    } else if (array instanceof long[] longs) {
      from.asLongBuffer().get(longs, first, count);
    } else if (array instanceof float[] floats) {
      from.asFloatBuffer().get(floats, first, count);
    } else {
      from.asDoubleBuffer().get((double[]) array, first, count);
    }
  }

  private static void put(ByteBuffer to, Object array, int first, int count) {
    if (array instanceof byte[] bytes) {
      to.put(bytes, first, count);
    } else if (array instanceof short[] shorts) {
      to.asShortBuffer().put(shorts, first, count);
    } else if (array instanceof int[] ints) {
      to.asIntBuffer().put(ints, first, count);
    } else if (array instanceof long[] longs) {
      to.asLongBuffer().put(longs, first, count);
    } else if (array instanceof float[] floats) {
      to.asFloatBuffer().put(floats, first, count);
    } else {
      to.asDoubleBuffer().put((double[]) array, first, count);
    }
  }
}
