package dev.sarvi.hdf5;

import java.nio.ByteBuffer;

/**
 * Reads blocks of one file. Every size is checked against the file's length before memory is taken,
 * and all blocks of one operation together against {@link Hdf5Limits#metadataBytes}: a file whose
 * structures overlap or repeat cannot keep us busy for longer than that.
 */
final class BlockReader {
  /** Roughly what the objects made from a block, or from one entry of it, cost in memory. */
  private static final int OVERHEAD = 128;

  private final ByteSource source;
  private final Hdf5Limits limits;
  private final boolean verifying;
  private long budget;

  /**
   * @param verifying whether checksums are compared; only tests that damage files on purpose say no
   */
  BlockReader(ByteSource source, Hdf5Limits limits, boolean verifying) {
    this.source = source;
    this.limits = limits;
    this.verifying = verifying;
    this.budget = limits.metadataBytes();
  }

  /** The same file with a new allowance, for the next operation. */
  BlockReader renewed() {
    return new BlockReader(source, limits, verifying);
  }

  Hdf5Limits limits() {
    return limits;
  }

  long fileSize() {
    return source.size();
  }

  /** A block of metadata. */
  Cursor block(long address, long size, String what) {
    require(address, size, what);
    charge(size);
    ByteBuffer buffer = ByteBuffer.allocate(Math.toIntExact(size));
    source.read(address, buffer);
    return new Cursor(buffer.flip(), what + " at " + address);
  }

  /**
   * Takes from the allowance what is about to be kept in memory for one object: a file of small
   * entries becomes large in memory.
   *
   * @param size bytes besides the object itself
   */
  void charge(long size) {
    budget -= size + OVERHEAD;
    if (budget < 0) {
      throw new Hdf5Exception(
          "The file's headers, indexes and heaps exceed the limit of %d bytes"
              .formatted(limits.metadataBytes()));
    }
  }

  /** A block whose last four bytes are a checksum of those before; the cursor ends before it. */
  Cursor checkedBlock(long address, long size, String what) {
    Cursor block = block(address, size, what);
    return size < 4 ? block : verified(block);
  }

  private Cursor verified(Cursor block) {
    ByteBuffer content = block.bytes(block.remaining() - 4);
    int stored = block.i32();
    int computed = Checksum.lookup3(content.duplicate());
    if (verifying && stored != computed) {
      throw block.damaged(
          "the checksum " + Integer.toHexString(computed), Integer.toHexString(stored));
    }
    return block.over(content);
  }

  /** Fills the buffer with values that start at the address. */
  void values(long address, ByteBuffer target) {
    require(address, target.remaining(), "Values");
    source.read(address, target);
  }

  /** Refuses an extent that is not wholly inside the file. */
  void require(long address, long size, String what) {
    if (address < 0 || size < 0 || address > source.size() - size) {
      throw new Hdf5Exception(
          "%s: %d bytes at address %s reach beyond the file's %d bytes"
              .formatted(
                  what,
                  size,
                  address == Cursor.UNDEFINED ? "undefined" : Long.toString(address),
                  source.size()));
    }
  }
}
