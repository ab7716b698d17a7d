package dev.sarvi.hdf5;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** The older way to store a group: names in a local heap, links in leaves under a B-tree. */
final class SymbolTable {
  /** A leaf holds at most twice as many links. */
  static final int LEAF_HALF = 4;

  /** An inner node of the B-tree holds at most twice as many children. */
  static final int INTERNAL_HALF = 16;

  /** Bytes of a link in a leaf. */
  static final int ENTRY_SIZE = 40;

  private static final int GROUP_CACHED = 1;
  private static final int SOFT_LINK = 2;

  private SymbolTable() {}

  /** The links of the group that a symbol table message describes. */
  static List<Link> links(BlockReader blocks, Cursor message) {
    long tree = message.address();
    ByteBuffer names = heap(blocks, message.address());
    List<Link> links = new ArrayList<>();
    for (BTreeV1.Entry leaf : BTreeV1.entries(blocks, tree, BTreeV1.GROUP, Cursor.WORD)) {
      readLeaf(blocks, leaf.child(), names, links);
    }
    return links;
  }

  private static ByteBuffer heap(BlockReader blocks, long address) {
    int size = 8 + 3 * Cursor.WORD;
    Cursor header = blocks.block(address, size, "Local heap").signature("HEAP").version(0).skip(3);
    long length = header.length();
    header.length(); // free list
    Cursor data = blocks.block(header.address(), length, "Local heap data");
    return data.bytes(length);
  }

  private static void readLeaf(
      BlockReader blocks, long address, ByteBuffer names, List<Link> links) {
    int count = blocks.block(address, 8, "Group leaf").signature("SNOD").version(1).skip(1).u16();
    Cursor entries = blocks.block(address + 8, (long) count * ENTRY_SIZE, "Group leaf");
    for (int i = 0; i < count; i++) {
      long nameAt = entries.address();
      long header = entries.address();
      if (nameAt < 0 || nameAt >= names.capacity()) {
        throw entries.damaged("a name in a heap of " + names.capacity() + " bytes", nameAt);
      }
      ByteBuffer rest = names.slice((int) nameAt, names.capacity() - (int) nameAt);
      String name = entries.over(rest).zeroTerminated();
      blocks.charge(name.length());
      if (entries.u32() == SOFT_LINK) {
        throw Link.notFollowed(name, "a soft link");
      }
      entries.skip(20);
      links.add(new Link(name, header));
    }
  }

  /** A link in a leaf; a group's own addresses are repeated in it. */
  static byte[] entry(long nameAt, long header, GroupAddresses group) {
    BlockBuilder entry = new BlockBuilder().u64(nameAt).u64(header);
    if (group == null) {
      return entry.u64(0).padTo(ENTRY_SIZE).toBytes();
    }
    return entry.u32(GROUP_CACHED).u32(0).u64(group.tree()).u64(group.heap()).toBytes();
  }
}
