package dev.sarvi.hdf5;

import java.util.Arrays;
import java.util.List;

/** How chunks tile a shape. */
final class ChunkGrid {
  private final long[] chunk;
  private final long[] extents;
  private final long chunkBytes;

  private ChunkGrid(long[] chunk, long[] extents, long chunkBytes) {
    this.chunk = chunk;
    this.extents = extents;
    this.chunkBytes = chunkBytes;
  }

  /** The extents of one chunk; not to be changed. */
  long[] chunk() {
    return chunk;
  }

  /** Bytes of one unpacked chunk. */
  long chunkBytes() {
    return chunkBytes;
  }

  static ChunkGrid of(Dataspace space, long[] chunk, int elementSize) {
    long[] shape = space.shape();
    if (chunk.length != shape.length || shape.length == 0) {
      throw new Hdf5Exception(
          "Expected chunks of %d dimensions, at least 1. Found: %s"
              .formatted(shape.length, Arrays.toString(chunk)));
    }
    long bytes = elementSize;
    for (long extent : chunk) {
      if (extent < 1 || extent > Integer.MAX_VALUE || bytes * extent > Integer.MAX_VALUE / 2) {
        throw new Hdf5Exception(
            "Expected chunks of 1 byte to 1 GiB. Found: %s of %d bytes each"
                .formatted(Arrays.toString(chunk), elementSize));
      }
      bytes *= extent;
    }
    return new ChunkGrid(chunk, cover(shape, chunk), bytes);
  }

  /** How many chunks cover each axis of a shape. */
  static long[] cover(long[] shape, long[] chunk) {
    long[] extents = new long[shape.length];
    for (int i = 0; i < shape.length; i++) {
      extents[i] = shape[i] / chunk[i] + (shape[i] % chunk[i] == 0 ? 0 : 1);
    }
    return extents;
  }

  /** How many chunks there are; never more than values, so it cannot overflow. */
  long count() {
    return Arrays.stream(extents).reduce(1, (a, b) -> a * b);
  }

  /** Bytes of all chunks, or as many as a long can say. */
  long bytes() {
    return count() > Long.MAX_VALUE / chunkBytes ? Long.MAX_VALUE : count() * chunkBytes;
  }

  boolean contains(List<Long> scaled) {
    for (int i = 0; i < extents.length; i++) {
      if (scaled.get(i) < 0 || scaled.get(i) >= extents[i]) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    return "the grid " + Arrays.toString(extents);
  }
}
