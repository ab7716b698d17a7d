package dev.sarvi.hdf5;

import java.util.List;

/** The index of chunked datasets that cannot grow without bound: one array, perhaps in pages. */
record FixedArray(long address, ChunkOrder order, long chunkBytes) implements ChunkIndex {
  @Override
  public List<ChunkedStorage.Chunk> chunks(BlockReader blocks) {
    Cursor header =
        blocks
            .checkedBlock(address, 8 + 2 * Cursor.WORD + 4, "Fixed array header")
            .signature("FAHD")
            .version(0);
    var elements = new ChunkElements(blocks, order, chunkBytes, header.u8(), header.u8(), header);
    int pageBits = header.u8();
    long count = header.length();
    long dataBlock = header.address();
    if (dataBlock == Cursor.UNDEFINED) {
      return List.of();
    }
    blocks.require(dataBlock, count, "Fixed array");
    if (pageBits > 31) {
      throw header.damaged("pages of at most 2^31 elements", "2^" + pageBits);
    }
    int prefix = 6 + Cursor.WORD;
    if (count <= 1L << pageBits) {
      long size = prefix + count * elements.elementSize() + 4;
      elements.read(dataBlock(blocks, dataBlock, size), count);
    } else {
      long pages = ((count - 1) >> pageBits) + 1;
      long bitmap = (pages + 7) / 8;
      Cursor written = dataBlock(blocks, dataBlock, prefix + bitmap + 4);
      var paged = new ChunkPages(blocks, elements, 1L << pageBits);
      paged.read(dataBlock + prefix + bitmap + 4, count, written);
    }
    return elements.chunks();
  }

  private static Cursor dataBlock(BlockReader blocks, long address, long size) {
    return blocks
        .checkedBlock(address, size, "Fixed array")
        .signature("FADB")
        .version(0)
        .skip(1 + Cursor.WORD);
  }
}
