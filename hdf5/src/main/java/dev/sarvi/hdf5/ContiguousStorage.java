package dev.sarvi.hdf5;

import java.nio.ByteBuffer;

/**
 * Values in one piece.
 *
 * @param address the first value, or undefined where nothing was written yet
 * @param fill what every value is where nothing was written
 */
record ContiguousStorage(long address, int elementSize, long count, FillValue fill)
    implements Storage {
  private static final int PIECE = 1 << 16;

  @Override
  public void read(BlockReader blocks, Sink sink) {
    if (address == Cursor.UNDEFINED) {
      fill.fill(elementSize, (int) count, sink);
      return;
    }
    int step = Math.max(1, PIECE / elementSize);
    ByteBuffer piece = ByteBuffer.allocate((int) Math.min(step, count) * elementSize);
    for (long index = 0; index < count; index += step) {
      piece.clear().limit((int) Math.min(step, count - index) * elementSize);
      blocks.values(address + index * elementSize, piece);
      sink.accept(piece.flip(), (int) index);
    }
  }
}
