package dev.sarvi.hdf5;

import java.util.List;

/**
 * The index of chunked datasets that grow along one axis. The first elements stand in the index
 * block; then come data blocks, in groups called super blocks: the u-th super block has {@code
 * 2^(u/2)} data blocks of {@code 2^((u+1)/2)} times the least number of elements. The data blocks
 * of the first super blocks are listed in the index block itself.
 */
record ExtensibleArray(long address, ChunkOrder order, long chunkBytes) implements ChunkIndex {
  private static final int MAX_BITS = 48;

  @Override
  public List<ChunkedStorage.Chunk> chunks(BlockReader blocks) {
    int size = 12 + 7 * Cursor.WORD + 4;
    Cursor header =
        blocks.checkedBlock(address, size, "Extensible array header").signature("EAHD").version(0);
    var elements = new ChunkElements(blocks, order, chunkBytes, header.u8(), header.u8(), header);
    var reader = new Reader(blocks, elements, header);
    return reader.read(header.skip(6 * Cursor.WORD).address());
  }

  /** Reads one array. */
  private static final class Reader {
    private final BlockReader blocks;
    private final ChunkElements elements;
    private final int offsetSize;
    private final int indexElements;
    private final int leastElements;
    private final int leastPointers;
    private final long pageElements;
    private final int superBlocks;

    Reader(BlockReader blocks, ChunkElements elements, Cursor header) {
      this.blocks = blocks;
      this.elements = elements;
      int bits = header.u8();
      indexElements = header.u8();
      leastElements = header.u8();
      leastPointers = header.u8();
      int pageBits = header.u8();
      boolean powers = Integer.bitCount(leastElements) == 1 && Integer.bitCount(leastPointers) == 1;
      if (bits > MAX_BITS || pageBits > MAX_BITS || !powers) {
        throw header.damaged(
            "sizes that are powers of two",
            "%d bits, %d elements, %d pointers".formatted(bits, leastElements, leastPointers));
      }
      offsetSize = (bits + 7) / 8;
      pageElements = 1L << pageBits;
      superBlocks = 1 + Math.max(0, bits - Integer.numberOfTrailingZeros(leastElements));
    }

    private long dataBlocks(int superBlock) {
      return 1L << (superBlock / 2);
    }

    private long elements(int superBlock) {
      return (1L << ((superBlock + 1) / 2)) * leastElements;
    }

    List<ChunkedStorage.Chunk> read(long indexBlock) {
      if (indexBlock == Cursor.UNDEFINED) {
        return List.of();
      }
      int direct = Math.min(superBlocks, 2 * Integer.numberOfTrailingZeros(leastPointers));
      long pointers = 2L * (leastPointers - 1) + (superBlocks - direct);
      long size =
          6 + Cursor.WORD + (long) indexElements * elements.elementSize() + pointers * Cursor.WORD;
      Cursor block = block(indexBlock, size + 4, "EAIB");
      elements.read(block, indexElements);
      for (int u = 0; u < direct; u++) {
        for (long i = 0; i < dataBlocks(u); i++) {
          readDataBlock(block.address(), elements(u), null);
        }
      }
      for (int u = direct; u < superBlocks; u++) {
        readSuperBlock(block.address(), u);
      }
      return elements.chunks();
    }

    private void readSuperBlock(long at, int superBlock) {
      long count = dataBlocks(superBlock);
      if (at == Cursor.UNDEFINED) {
        elements.skip(count * elements(superBlock));
        return;
      }
      long pages = elements(superBlock) / pageElements;
      long bitmap = pages > 1 ? (pages + 7) / 8 : 0;
      blocks.require(at, count * bitmap, "Extensible array");
      long size = 6 + Cursor.WORD + offsetSize + count * (bitmap + Cursor.WORD);
      Cursor block = block(at, size + 4, "EASB").skip(offsetSize);
      Cursor written = block.slice(count * bitmap);
      for (long i = 0; i < count; i++) {
        readDataBlock(block.address(), elements(superBlock), written.slice(bitmap));
      }
    }

    /**
     * @param written which pages were written; null where the block has none
     */
    private void readDataBlock(long at, long count, Cursor written) {
      if (at == Cursor.UNDEFINED) {
        elements.skip(count);
        return;
      }
      blocks.require(at, count, "Extensible array");
      int prefix = 6 + Cursor.WORD + offsetSize;
      if (count <= pageElements) {
        long size = prefix + count * elements.elementSize() + 4;
        elements.read(block(at, size, "EADB").skip(offsetSize), count);
      } else if (written == null) {
        throw new Hdf5Exception("Extensible array: expected pages in super blocks only");
      } else {
        block(at, prefix + 4, "EADB");
        new ChunkPages(blocks, elements, pageElements).read(at + prefix + 4, count, written);
      }
    }

    private Cursor block(long at, long size, String signature) {
      return blocks
          .checkedBlock(at, size, "Extensible array")
          .signature(signature)
          .version(0)
          .skip(1 + Cursor.WORD);
    }
  }
}
