package dev.sarvi.hdf5;

import java.util.HashMap;
import java.util.Map;

/**
 * Where newer groups and datasets keep links and attributes that are too many for a header: blocks
 * that double in size, row by row, under a tree of indirect blocks.
 */
final class FractalHeap {
  private static final int MANAGED = 0;
  private static final int HUGE = 1;

  private final BlockReader blocks;
  private final long hugeTree;
  private final int width;
  private final long startSize;
  private final long maxDirectSize;
  private final int offsetSize;
  private final int lengthSize;
  private final long root;
  private final int rootRows;
  private final Map<Long, Cursor> indirectBlocks = new HashMap<>();
  private Map<Long, Extent> hugeObjects;

  private record Extent(long address, long size) {}

  FractalHeap(BlockReader blocks, long address) {
    this.blocks = blocks;
    int filters =
        blocks.block(address, 9, "Fractal heap").signature("FRHP").version(0).skip(2).u16();
    if (filters != 0) {
      throw new Hdf5Exception("Expected a fractal heap without filters. Found: filters");
    }
    int size = 26 + 15 * Cursor.WORD;
    Cursor header = blocks.checkedBlock(address, size, "Fractal heap").skip(10);
    long maxManaged = header.u32();
    header.length(); // next id of a huge object
    hugeTree = header.address();
    header.skip(10 * Cursor.WORD); // free space, statistics
    width = header.u16();
    startSize = header.length();
    maxDirectSize = header.length();
    int offsetBits = header.u16();
    header.u16(); // rows at the start
    root = header.address();
    rootRows = header.u16();
    if (!isPowerOfTwo(width)
        || !isPowerOfTwo(startSize)
        || !isPowerOfTwo(maxDirectSize)
        || maxDirectSize < startSize
        || offsetBits > 63
        || log2(startSize) + log2(width) + rootRows > 62) {
      throw header.damaged("blocks of sizes that are powers of two", "a table of other sizes");
    }
    offsetSize = (offsetBits + 7) / 8;
    lengthSize = Math.min((log2(maxDirectSize) + 7) / 8, BTreeV2.bytesFor(maxManaged));
  }

  private static boolean isPowerOfTwo(long size) {
    return size > 0 && Long.bitCount(size) == 1;
  }

  private static int log2(long powerOfTwo) {
    return Long.numberOfTrailingZeros(powerOfTwo);
  }

  /** The object with the given id. */
  Cursor object(Cursor id) {
    int flags = id.u8();
    int kind = flags >> 4;
    if (kind == HUGE) {
      return huge(id);
    }
    if (kind != MANAGED) {
      throw id.damaged("the id of a managed or huge object", "flags " + flags);
    }
    long offset = id.unsigned(offsetSize);
    long size = id.unsigned(lengthSize);
    return blocks.block(address(offset, size), size, "Fractal heap object");
  }

  /** Huge objects stand alone; a B-tree knows where, unless the id has room to say it. */
  private Cursor huge(Cursor id) {
    if (id.remaining() >= 2 * Cursor.WORD) {
      return blocks.block(id.address(), id.length(), "Huge object");
    }
    if (hugeObjects == null) {
      hugeObjects = new HashMap<>();
      for (Cursor record : BTreeV2.records(blocks, hugeTree, BTreeV2.HUGE_OBJECTS)) {
        var extent = new Extent(record.address(), record.length());
        hugeObjects.put(record.length(), extent);
      }
    }
    Extent extent = hugeObjects.get(id.unsigned(Math.min(8, id.remaining())));
    if (extent == null) {
      throw id.damaged("the id of a huge object", "one that is not in the B-tree");
    }
    return blocks.block(extent.address, extent.size, "Huge object");
  }

  /** Where in the file the heap's byte at the offset stands. */
  private long address(long offset, long size) {
    if (rootRows == 0) {
      return within(root, offset, size, startSize);
    }
    long block = root;
    int rows = rootRows;
    long rest = offset;
    while (true) {
      int row = 0;
      while (row < rows && rest >= width * blockSize(row)) {
        rest -= width * blockSize(row++);
      }
      if (row >= rows) {
        throw new Hdf5Exception(
            "Fractal heap: expected an object in %d rows. Found: one at offset %d"
                .formatted(rootRows, offset));
      }
      long index = row * (long) width + rest / blockSize(row);
      long child = child(block, rows, index);
      rest %= blockSize(row);
      if (blockSize(row) <= maxDirectSize) {
        return within(child, rest, size, blockSize(row));
      }
      block = child;
      rows = row - log2(width); // fewer than before, so this ends
    }
  }

  /** The first two rows have the same size, then each doubles. */
  private long blockSize(int row) {
    return startSize << Math.max(0, row - 1);
  }

  private static long within(long block, long offset, long size, long blockSize) {
    if (block == Cursor.UNDEFINED || offset > blockSize - size) {
      throw new Hdf5Exception(
          "Fractal heap: expected an object in a block of %d bytes. Found: %d bytes at %d"
              .formatted(blockSize, size, offset));
    }
    return block + offset;
  }

  private long child(long block, int rows, long index) {
    int prefix = 5 + Cursor.WORD + offsetSize;
    Cursor children =
        indirectBlocks.computeIfAbsent(
            block,
            address ->
                blocks
                    .checkedBlock(
                        address,
                        prefix + (long) rows * width * Cursor.WORD + 4,
                        "Fractal heap indirect block")
                    .signature("FHIB")
                    .version(0)
                    .skip(Cursor.WORD + offsetSize));
    return children.at(index * Cursor.WORD).address();
  }
}
