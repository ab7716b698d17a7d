package dev.sarvi.hdf5;

import java.util.ArrayList;
import java.util.List;

/** Collects chunks from the elements of an array index: element i says where chunk i is stored. */
final class ChunkElements {
  private static final int MASK_SIZE = 4;
  private static final int FILTERED = 1;

  private final BlockReader blocks;
  private final ChunkOrder order;
  private final long chunkBytes;
  private final int elementSize;
  private final int lengthSize;
  private final List<ChunkedStorage.Chunk> chunks = new ArrayList<>();
  private long index;

  /**
   * @param client 0 where elements are addresses; 1 where chunks are filtered and elements hold
   *     their stored sizes and filter masks too
   */
  ChunkElements(
      BlockReader blocks,
      ChunkOrder order,
      long chunkBytes,
      int client,
      int elementSize,
      Cursor header) {
    this.blocks = blocks;
    this.order = order;
    this.chunkBytes = chunkBytes;
    this.elementSize = elementSize;
    this.lengthSize = client == FILTERED ? elementSize - Cursor.WORD - MASK_SIZE : 0;
    boolean plain = client == 0 && elementSize == Cursor.WORD;
    boolean filtered = client == FILTERED && lengthSize >= 1 && lengthSize <= 8;
    if (!plain && !filtered) {
      throw header.damaged(
          "elements of chunks", "client %d, %d bytes".formatted(client, elementSize));
    }
  }

  int elementSize() {
    return elementSize;
  }

  List<ChunkedStorage.Chunk> chunks() {
    return chunks;
  }

  /** Passes over elements that were never written. */
  void skip(long count) {
    index += count;
  }

  void read(Cursor elements, long count) {
    for (long i = 0; i < count; i++, index++) {
      long address = elements.address();
      long size = lengthSize == 0 ? chunkBytes : elements.unsigned(lengthSize);
      int skipped = lengthSize == 0 ? 0 : elements.i32();
      if (address != Cursor.UNDEFINED) {
        blocks.charge(0);
        chunks.add(new ChunkedStorage.Chunk(order.scaled(index), address, size, skipped));
      }
    }
  }
}
