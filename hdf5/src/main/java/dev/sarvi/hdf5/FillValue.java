package dev.sarvi.hdf5;

import java.nio.ByteBuffer;
import java.util.Optional;

/** The value of elements that were never written; no bytes stand for zero. */
record FillValue(ByteBuffer bytes) {
  private static final int PIECE = 1 << 16;

  static FillValue read(Optional<Cursor> message) {
    ByteBuffer none = ByteBuffer.allocate(0);
    return new FillValue(message.map(FillValue::value).orElse(none));
  }

  private static ByteBuffer value(Cursor cursor) {
    int version = cursor.u8();
    boolean defined;
    if (version == 3) {
      defined = (cursor.u8() & 0x20) != 0;
    } else if (version == 2) {
      defined = cursor.skip(2).u8() != 0;
    } else {
      throw cursor.damaged("fill value version 2 or 3", version);
    }
    return cursor.bytes(defined ? cursor.u32() : 0);
  }

  /** Brings the value so many times to the sink. */
  void fill(int elementSize, int count, Storage.Sink sink) {
    int step = Math.max(1, Math.min(PIECE / elementSize, count));
    ByteBuffer piece = ByteBuffer.allocate(step * elementSize);
    while (bytes.capacity() == elementSize && piece.hasRemaining()) {
      piece.put(bytes.duplicate());
    }
    for (int index = 0; index < count; index += step) {
      sink.accept(piece.clear().limit(Math.min(step, count - index) * elementSize), index);
    }
  }

  /** The message for a dataset that is written in full. */
  static byte[] write() {
    int late = 2;
    int ifSet = 2;
    return new BlockBuilder().u8(2, late, ifSet, 1).u32(0).toBytes();
  }
}
