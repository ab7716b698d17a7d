package dev.sarvi.hdf5;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Values in equal boxes that tile the shape; an index finds them, filters packed them. */
record ChunkedStorage(
    Dataspace space,
    int elementSize,
    ChunkGrid grid,
    ChunkIndex index,
    Filters filters,
    FillValue fill)
    implements Storage {
  /**
   * One stored chunk.
   *
   * @param scaled its position in the grid
   * @param skippedFilters bit i is set where filter i was not applied
   */
  record Chunk(List<Long> scaled, long address, long storedSize, int skippedFilters) {}

  @Override
  public void read(BlockReader blocks, Sink sink) {
    if (space.count() == 0) {
      return;
    }
    filters.checkSupported();
    List<Chunk> chunks = index.chunks(blocks);
    check(blocks, chunks);
    if (chunks.size() < grid.count()) {
      fill.fill(elementSize, (int) space.count(), sink);
    }
    for (Chunk chunk : chunks) {
      ByteBuffer stored = ByteBuffer.allocate((int) chunk.storedSize);
      blocks.values(chunk.address, stored);
      scatter(unpack(stored.flip(), chunk), chunk, sink);
    }
  }

  private ByteBuffer unpack(ByteBuffer stored, Chunk chunk) {
    return filters.undo(stored, chunk.skippedFilters, elementSize, (int) grid.chunkBytes());
  }

  /** All chunks are in the grid, in the file, no two are the same, and they are not a bomb. */
  private void check(BlockReader blocks, List<Chunk> chunks) {
    Set<List<Long>> seen = new HashSet<>();
    long stored = 0;
    for (Chunk chunk : chunks) {
      if (!grid.contains(chunk.scaled) || !seen.add(chunk.scaled)) {
        throw new Hdf5Exception(
            "Expected each chunk of %s once. Found: chunk %s again or outside"
                .formatted(grid, chunk.scaled));
      }
      if (chunk.storedSize > Filters.maxStored(grid.chunkBytes())) {
        throw new Hdf5Exception(
            "Expected a chunk of at most %d bytes. Found: %d"
                .formatted(grid.chunkBytes(), chunk.storedSize));
      }
      blocks.require(chunk.address, chunk.storedSize, "Chunk");
      stored += chunk.storedSize;
    }
    blocks.limits().checkExpansion(grid.bytes(), stored);
  }

  /** Brings a chunk to the sink row by row, without what lies beyond the shape. */
  private void scatter(ByteBuffer chunk, Chunk where, Sink sink) {
    long[] shape = space.shape();
    int rank = shape.length;
    long[] origin = new long[rank];
    int[] extent = new int[rank];
    for (int i = 0; i < rank; i++) {
      origin[i] = where.scaled.get(i) * grid.chunk()[i];
      extent[i] = (int) Math.min(grid.chunk()[i], shape[i] - origin[i]);
    }
    int rows = Arrays.stream(extent, 0, rank - 1).reduce(1, (a, b) -> a * b);
    int[] row = new int[rank];
    for (int i = 0; i < rows; i++) {
      long source = 0;
      long target = 0;
      for (int axis = 0; axis < rank; axis++) {
        source = source * grid.chunk()[axis] + row[axis];
        target = target * shape[axis] + origin[axis] + row[axis];
      }
      int start = (int) source * elementSize;
      chunk.limit(start + extent[rank - 1] * elementSize).position(start);
      sink.accept(chunk, (int) target);
      chunk.clear();
      next(row, extent);
    }
  }

  /** Counts up in all axes but the last. */
  private static void next(int[] row, int[] extent) {
    for (int axis = row.length - 2; axis >= 0; axis--) {
      if (++row[axis] < extent[axis]) {
        return;
      }
      row[axis] = 0;
    }
  }
}
