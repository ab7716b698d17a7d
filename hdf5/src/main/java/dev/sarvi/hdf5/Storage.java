package dev.sarvi.hdf5;

import java.nio.ByteBuffer;

/** Where the values of a dataset or attribute are, and how they are brought to a sink. */
sealed interface Storage permits CompactStorage, ContiguousStorage, ChunkedStorage {
  /** Receives values: whole elements, as the file holds them, in any order of pieces. */
  interface Sink {
    /** Takes the buffer's remaining bytes as the values from the given index on. */
    void accept(ByteBuffer raw, int index);
  }

  /** Brings every value to the sink, once. */
  void read(BlockReader blocks, Sink sink);
}
