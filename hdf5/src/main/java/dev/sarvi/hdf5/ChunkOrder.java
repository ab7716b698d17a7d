package dev.sarvi.hdf5;

import java.util.Arrays;
import java.util.List;

/** How the linear indexes of chunks count through the greatest shape that a dataset may take. */
final class ChunkOrder {
  private final int[] axes; // slowest first
  private final long[] extents;

  private ChunkOrder(int[] axes, long[] extents) {
    this.axes = axes;
    this.extents = extents;
  }

  /** Row by row, except that an axis without bound comes first. */
  static ChunkOrder of(Dataspace space, long[] chunk) {
    long[] maxShape = space.maxShape();
    int rank = chunk.length;
    int slowest = 0;
    for (int axis = 0; axis < rank; axis++) {
      slowest = maxShape[axis] == Dataspace.UNLIMITED ? axis : slowest;
    }
    int[] axes = new int[rank];
    axes[0] = slowest;
    for (int i = 1; i < rank; i++) {
      axes[i] = i <= slowest ? i - 1 : i;
    }
    return new ChunkOrder(axes, ChunkGrid.cover(maxShape, chunk));
  }

  /** The position in the grid of the chunk with this index. */
  List<Long> scaled(long index) {
    Long[] scaled = new Long[axes.length];
    long rest = index;
    for (int i = axes.length - 1; i > 0; i--) {
      long extent = Math.max(1, extents[axes[i]]);
      scaled[axes[i]] = rest % extent;
      rest /= extent;
    }
    scaled[axes[0]] = rest;
    return Arrays.asList(scaled);
  }
}
