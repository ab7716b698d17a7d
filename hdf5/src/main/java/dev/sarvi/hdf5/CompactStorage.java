package dev.sarvi.hdf5;

import java.nio.ByteBuffer;

/** Values that stand in the header itself. */
record CompactStorage(ByteBuffer bytes) implements Storage {
  @Override
  public void read(BlockReader blocks, Sink sink) {
    sink.accept(bytes.duplicate(), 0);
  }
}
