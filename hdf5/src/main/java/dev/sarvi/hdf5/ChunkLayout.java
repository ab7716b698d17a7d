package dev.sarvi.hdf5;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** What a chunked layout message says: the size of chunks and how they are found. */
record ChunkLayout(ChunkGrid grid, ChunkIndex index) {
  private static final int UNFILTERED_EDGES = 1;
  private static final int SINGLE_FILTERED = 2;

  /** Reads the message after its version and class. */
  static ChunkLayout read(
      Cursor layout, int version, Dataspace space, int elementSize, boolean filtered) {
    return version == 3
        ? readOld(layout, space, elementSize)
        : readNew(layout, space, elementSize, filtered);
  }

  private static ChunkLayout readOld(Cursor layout, Dataspace space, int elementSize) {
    int dimensions = layout.u8();
    long root = layout.address();
    long[] chunk = extents(layout, dimensions, 4, elementSize);
    return new ChunkLayout(
        ChunkGrid.of(space, chunk, elementSize), blocks -> oldTree(blocks, root, chunk));
  }

  private static ChunkLayout readNew(
      Cursor layout, Dataspace space, int elementSize, boolean filtered) {
    int flags = layout.u8();
    int dimensions = layout.u8();
    long[] chunk = extents(layout, dimensions, layout.u8(), elementSize);
    var grid = ChunkGrid.of(space, chunk, elementSize);
    if ((flags & UNFILTERED_EDGES) != 0) {
      throw layout.damaged("filters on all chunks", "none on those at the edges");
    }
    var order = ChunkOrder.of(space, chunk);
    int kind = layout.u8();
    ChunkIndex index =
        switch (kind) {
          case 1 -> single(layout, grid, (flags & SINGLE_FILTERED) != 0);
          case 2 -> implicit(layout, space, grid, order);
          case 3 -> new FixedArray(layout.skip(1).address(), order, grid.chunkBytes());
          case 4 -> new ExtensibleArray(layout.skip(5).address(), order, grid.chunkBytes());
          case 5 -> {
            long root = layout.skip(6).address();
            yield blocks -> newTree(blocks, root, grid, filtered);
          }
          default -> throw layout.damaged("a chunk index of type 1 to 5", kind);
        };
    return new ChunkLayout(grid, index);
  }

  /** The extents of a chunk; the message repeats the size of an element as the last. */
  private static long[] extents(Cursor layout, int dimensions, int width, int elementSize) {
    if (dimensions < 2 || dimensions > 1 + Dataspace.MAX_RANK || width < 1 || width > 8) {
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

  private static ChunkIndex single(Cursor layout, ChunkGrid grid, boolean filtered) {
    long size = filtered ? layout.length() : grid.chunkBytes();
    int skipped = filtered ? layout.i32() : 0;
    long address = layout.address();
    List<Long> first = Collections.nCopies(grid.chunk().length, 0L);
    return blocks ->
        address == Cursor.UNDEFINED
            ? List.of()
            : List.of(new ChunkedStorage.Chunk(first, address, size, skipped));
  }

  /** All chunks one after the other, none of them filtered. */
  private static ChunkIndex implicit(
      Cursor layout, Dataspace space, ChunkGrid grid, ChunkOrder order) {
    if (!Arrays.equals(space.shape(), space.maxShape())) {
      throw layout.damaged("an index of chunks for a shape that may grow", "none");
    }
    long address = layout.address();
    return blocks -> {
      List<ChunkedStorage.Chunk> chunks = new ArrayList<>();
      if (address != Cursor.UNDEFINED) {
        blocks.require(address, grid.bytes(), "Chunks");
        for (long i = 0, n = grid.count(); i < n; i++) {
          long at = address + i * grid.chunkBytes();
          blocks.charge(0);
          chunks.add(new ChunkedStorage.Chunk(order.scaled(i), at, grid.chunkBytes(), 0));
        }
      }
      return chunks;
    };
  }

  /** The index of version 3: a B-tree whose keys are offsets in values. */
  private static List<ChunkedStorage.Chunk> oldTree(BlockReader blocks, long root, long[] chunk) {
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

  /** A B-tree whose records hold positions in the grid. */
  private static List<ChunkedStorage.Chunk> newTree(
      BlockReader blocks, long root, ChunkGrid grid, boolean filtered) {
    List<ChunkedStorage.Chunk> chunks = new ArrayList<>();
    if (root == Cursor.UNDEFINED) {
      return chunks;
    }
    int rank = grid.chunk().length;
    int type = filtered ? BTreeV2.FILTERED_CHUNKS : BTreeV2.CHUNKS;
    for (Cursor record : BTreeV2.records(blocks, root, type)) {
      long address = record.address();
      int lengthSize = Math.max(0, Math.min(8, record.remaining() - 4 - 8 * rank));
      long size = filtered ? record.unsigned(lengthSize) : grid.chunkBytes();
      int skipped = filtered ? record.i32() : 0;
      List<Long> scaled = new ArrayList<>();
      for (int axis = 0; axis < rank; axis++) {
        scaled.add(record.unsigned(8));
      }
      chunks.add(new ChunkedStorage.Chunk(scaled, address, size, skipped));
    }
    return chunks;
  }
}
