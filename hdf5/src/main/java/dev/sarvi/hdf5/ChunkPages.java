package dev.sarvi.hdf5;

/** Reads the pages of an array index: each has its own checksum, and some were never written. */
record ChunkPages(BlockReader blocks, ChunkElements elements, long pageCount) {
  /**
   * Reads so many elements from the pages that start at the address.
   *
   * @param written one bit for each page, the highest first
   */
  void read(long address, long count, Cursor written) {
    long pageSize = pageCount * elements.elementSize() + 4;
    int bits = 0;
    for (long page = 0; page * pageCount < count; page++) {
      bits = page % 8 == 0 ? written.u8() : bits << 1;
      long inPage = Math.min(pageCount, count - page * pageCount);
      if ((bits & 0x80) != 0) {
        long size = inPage * elements.elementSize() + 4;
        Cursor block = blocks.checkedBlock(address + page * pageSize, size, "Page of chunks");
        elements.read(block, inPage);
      } else {
        elements.skip(inPage);
      }
    }
  }
}
