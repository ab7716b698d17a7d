package dev.sarvi.hdf5;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** The start of a file: how long it is and where its root group is. */
record Superblock(long rootAddress) {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};

  /** Bytes of the superblock that this package writes. */
  static final int WRITTEN_SIZE = 96;

  static boolean hasSignature(ByteSource source) {
    if (source.size() < SIGNATURE.length) {
      return false;
    }
    byte[] start = new byte[SIGNATURE.length];
    source.read(0, ByteBuffer.wrap(start));
    return Arrays.equals(start, SIGNATURE);
  }

  static Superblock read(ByteSource source, BlockReader blocks) {
    if (!hasSignature(source)) {
      throw new Hdf5Exception("The file does not start with the HDF5 signature");
    }
    int version = blocks.block(8, 1, "Superblock").u8();
    return switch (version) {
      case 0, 1 -> readOld(blocks, version);
      case 2, 3 -> readNew(blocks);
      default -> throw new Hdf5Exception("Superblock: expected version 0 to 3. Found: " + version);
    };
  }

  private static Superblock readOld(BlockReader blocks, int version) {
    checkSizes(blocks.block(13, 2, "Superblock"));
    int addressesAt = version == 0 ? 24 : 28;
    Cursor cursor = blocks.block(addressesAt, 6 * Cursor.WORD, "Superblock");
    long base = cursor.address();
    cursor.address(); // free space
    checkEnd(blocks, base, cursor.address());
    cursor.address(); // driver information
    cursor.address(); // name of the root entry
    return new Superblock(cursor.address());
  }

  private static Superblock readNew(BlockReader blocks) {
    Cursor cursor = blocks.checkedBlock(0, 12 + 4 * Cursor.WORD + 4, "Superblock").skip(9);
    checkSizes(cursor);
    long base = cursor.skip(1).address();
    cursor.address(); // extension
    checkEnd(blocks, base, cursor.address());
    return new Superblock(cursor.address());
  }

  private static void checkSizes(Cursor cursor) {
    int address = cursor.u8();
    int length = cursor.u8();
    if (address != Cursor.WORD || length != Cursor.WORD) {
      throw cursor.damaged("addresses and lengths of 8 bytes", address + " and " + length);
    }
  }

  private static void checkEnd(BlockReader blocks, long base, long end) {
    if (base != 0) {
      throw new Hdf5Exception("Superblock: expected base address 0. Found: " + base);
    }
    if (end < 0 || end > blocks.fileSize()) {
      throw new Hdf5Exception(
          "The file is cut short: it should have %s bytes. Found: %d"
              .formatted(
                  end == Cursor.UNDEFINED ? "an unknown number of" : Long.toString(end),
                  blocks.fileSize()));
    }
  }

  /** Version 0, as h5py writes it by default. */
  static byte[] write(GroupAddresses root, long end) {
    return new BlockBuilder()
        .bytes(SIGNATURE)
        .u8(0, 0, 0, 0, 0) // superblock, free space, root entry, reserved, shared headers
        .u8(8, 8, 0)
        .u16(SymbolTable.LEAF_HALF)
        .u16(SymbolTable.INTERNAL_HALF)
        .u32(0)
        .u64(0)
        .u64(Cursor.UNDEFINED)
        .u64(end)
        .u64(Cursor.UNDEFINED)
        .bytes(SymbolTable.entry(0, root.header(), root))
        .toBytes();
  }
}
