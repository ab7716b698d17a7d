package dev.sarvi.hdf5;

import java.util.ArrayList;
import java.util.List;

/** What a chunked layout message says: the size of chunks and how they are found. */
record ChunkLayout(Dataspace space, int elementSize, ChunkGrid grid, ChunkIndex index) {
  Storage storage(ObjectHeader header) {
    return new ChunkedStorage(
        space,
        elementSize,
        grid,
        index,
        Filters.read(header.find(ObjectHeader.FILTERS)),
        FillValue.read(header.find(ObjectHeader.FILL_VALUE)));
  }

  static ChunkLayout read(Cursor layout, int version, Dataspace space, int elementSize) {
    if (version > 3) {
      throw layout.damaged("layout version 3", version);
    }
    int dimensions = layout.u8();
    long address = layout.address();
    long[] chunk = extents(layout, dimensions, 4, elementSize);
    return new ChunkLayout(
        space,
        elementSize,
        ChunkGrid.of(space, chunk, elementSize),
        blocks -> chunks(blocks, address, chunk));
  }

  /** The extents of a chunk; the message repeats the size of an element as the last. */
  private static long[] extents(Cursor layout, int dimensions, int width, int elementSize) {
    if (dimensions < 2 || dimensions > 33) {
      throw layout.damaged("chunks of 1 to 32 dimensions", dimensions - 1);
    }
    long[] chunk = new long[dimensions - 1];
    for (int i = 0; i < chunk.length; i++) {
      chunk[i] = layout.unsigned(width);
    }
    long size = layout.unsigned(width);
    if (size != elementSize) {
      throw layout.damaged("elements of " + elementSize + " bytes", size);
    }
    return chunk;
  }

  /** The index of version 3: a B-tree whose keys are offsets in values. */
  private static List<ChunkedStorage.Chunk> chunks(BlockReader blocks, long root, long[] chunk) {
    List<ChunkedStorage.Chunk> chunks = new ArrayList<>();
    if (root == Cursor.UNDEFINED) {
      return chunks;
    }
    int keySize = 8 + 8 * (chunk.length + 1);
    for (BTreeV1.Entry entry : BTreeV1.entries(blocks, root, BTreeV1.CHUNKS, keySize)) {
      Cursor key = entry.key();
      long size = key.u32();
      int skipped = key.i32();
      List<Long> scaled = new ArrayList<>();
      for (long extent : chunk) {
        long offset = key.unsigned(8);
        if (offset % extent != 0) {
          throw key.damaged("a chunk's offset that is a multiple of " + extent, offset);
        }
        scaled.add(offset / extent);
      }
      chunks.add(new ChunkedStorage.Chunk(scaled, entry.child(), size, skipped));
    }
    return chunks;
  }
}
