package dev.sarvi.hdf5;

import java.util.List;

/** Finds the stored chunks of a dataset. */
interface ChunkIndex {
  /** All chunks that were written, in any order; the caller checks where they claim to be. */
  List<ChunkedStorage.Chunk> chunks(BlockReader blocks);
}
