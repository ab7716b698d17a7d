package dev.sarvi.hdf5;

import java.util.List;

/** Links and attributes that stand in a fractal heap, found by a B-tree over their names. */
final class DenseStorage {
  private static final int HASH = 4;
  private static final int LINK_ID = 7;
  private static final int ATTRIBUTE_ID = 8;
  private static final int SHARED = 2;

  private DenseStorage() {}

  /** The link messages that a link info message leads to. */
  static List<Cursor> links(BlockReader blocks, Cursor info) {
    int flags = info.version(0).u8();
    info.skip((flags & 1) != 0 ? 8 : 0); // greatest creation order
    long heapAt = info.address();
    if (heapAt == Cursor.UNDEFINED) {
      return List.of();
    }
    var heap = new FractalHeap(blocks, heapAt);
    return BTreeV2.records(blocks, info.address(), BTreeV2.LINKS_BY_NAME).stream()
        .map(record -> heap.object(record.skip(HASH).slice(LINK_ID)))
        .toList();
  }

  /** The attribute messages that an attribute info message leads to. */
  static List<Cursor> attributes(BlockReader blocks, Cursor info) {
    int flags = info.version(0).u8();
    info.skip((flags & 1) != 0 ? 2 : 0); // greatest creation order
    long heapAt = info.address();
    if (heapAt == Cursor.UNDEFINED) {
      return List.of();
    }
    var heap = new FractalHeap(blocks, heapAt);
    return BTreeV2.records(blocks, info.address(), BTreeV2.ATTRIBUTES_BY_NAME).stream()
        .map(record -> attribute(heap, record))
        .toList();
  }

  private static Cursor attribute(FractalHeap heap, Cursor record) {
    Cursor id = record.slice(ATTRIBUTE_ID);
    int flags = record.u8();
    if ((flags & SHARED) != 0) {
      throw record.damaged("an attribute that stands here", "a shared one");
    }
    return heap.object(id);
  }
}
