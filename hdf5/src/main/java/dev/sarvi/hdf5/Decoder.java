package dev.sarvi.hdf5;

import java.nio.ByteBuffer;

/** Turns values as the file holds them into Java's. */
record Decoder(Datatype type) {
  Storage.Sink toFloats(float[] target, int offset) {
    return switch (type.type()) {
      case FLOAT32 ->
          (raw, index) -> {
            int count = raw.remaining() / Float.BYTES;
            ordered(raw).asFloatBuffer().get(target, offset + index, count);
          };
      default -> each((raw, index) -> target[offset + index] = (float) number(raw));
    };
  }

  Storage.Sink toDoubles(double[] target) {
    return each((raw, index) -> target[index] = number(raw));
  }

  Storage.Sink toShorts(short[] target) {
    return each((raw, index) -> target[index] = raw.getShort());
  }

  Storage.Sink toLongs(long[] target) {
    return each((raw, index) -> target[index] = integer(raw));
  }

  static Storage.Sink toBytes(byte[] target, int elementSize) {
    return (raw, index) -> raw.get(target, index * elementSize, raw.remaining());
  }

  Storage.Sink toStrings(String[] target, BlockReader blocks) {
    var heap = new GlobalHeap(blocks);
    return each(
        (raw, index) -> {
          blocks.charge(type.size());
          Cursor value = new Cursor(raw, "Text").slice(type.size());
          target[index] = type.variable() ? heap.text(value) : fixedText(value);
        });
  }

  /** Takes one value from the front of the buffer. */
  private interface ElementSink {
    void accept(ByteBuffer raw, int index);
  }

  private Storage.Sink each(ElementSink sink) {
    return (raw, index) -> {
      ordered(raw);
      for (int i = index; raw.hasRemaining(); i++) {
        sink.accept(raw, i);
      }
    };
  }

  private ByteBuffer ordered(ByteBuffer raw) {
    return raw.order(type.order());
  }

  private String fixedText(Cursor value) {
    String text = value.text(type.size());
    return type.spacePadded() ? text.stripTrailing() : text;
  }

  private double number(ByteBuffer raw) {
    return switch (type.type()) {
      case FLOAT32 -> raw.getFloat();
      case FLOAT64 -> raw.getDouble();
      case UINT64 -> unsigned(raw.getLong());
      default -> integer(raw);
    };
  }

  private static double unsigned(long bits) {
    // Halved so that it is positive; the lowest bit is kept for the rounding.
    return bits >= 0 ? bits : ((bits >>> 1) | (bits & 1)) * 2.0;
  }

  private long integer(ByteBuffer raw) {
    return switch (type.type()) {
      case INT8 -> raw.get();
      case UINT8, BOOL -> raw.get() & 0xff;
      case INT16 -> raw.getShort();
      case UINT16 -> raw.getShort() & 0xffff;
      case INT32 -> raw.getInt();
      case UINT32 -> raw.getInt() & 0xffff_ffffL;
      case UINT64 -> signed(raw.getLong());
      default -> raw.getLong();
    };
  }

  private static long signed(long bits) {
    if (bits < 0) {
      throw new Hdf5Exception(
          "Expected a number below 2^63. Found: " + Long.toUnsignedString(bits));
    }
    return bits;
  }
}
