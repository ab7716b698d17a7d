package dev.sarvi.hdf5;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The newer B-tree: records of one size, in inner nodes as well as in leaves. */
final class BTreeV2 {
  static final int HUGE_OBJECTS = 1;
  static final int LINKS_BY_NAME = 5;
  static final int ATTRIBUTES_BY_NAME = 8;
  static final int CHUNKS = 10;
  static final int FILTERED_CHUNKS = 11;

  /** Signature, version and type; four more bytes at the end are a checksum. */
  private static final int PREFIX = 6;

  private static final int MAX_DEPTH = 16;

  private final BlockReader blocks;
  private final int type;
  private final int recordSize;
  private final int countSize;
  private final int[] pointerSizes;

  private record Node(long address, long records, int depth) {}

  private BTreeV2(BlockReader blocks, int type, int recordSize, long nodeSize, int depth) {
    this.blocks = blocks;
    this.type = type;
    this.recordSize = recordSize;
    long most = (nodeSize - PREFIX - 4) / recordSize;
    this.countSize = bytesFor(most);
    this.pointerSizes = new int[depth + 1];
    long below = most; // the most records in a subtree of the depth before
    for (int level = 1; level <= depth; level++) {
      int pointerSize = Cursor.WORD + countSize + (level > 1 ? bytesFor(below) : 0);
      long here = (nodeSize - PREFIX - 4 - pointerSize) / (recordSize + pointerSize);
      below = below > Long.MAX_VALUE / (here + 2) ? Long.MAX_VALUE : (here + 1) * below + here;
      pointerSizes[level] = pointerSize;
    }
  }

  /** How many bytes a count up to the limit takes. */
  static int bytesFor(long limit) {
    return (63 - Long.numberOfLeadingZeros(limit | 1)) / 8 + 1;
  }

  /** All records of a tree of the given type; in no particular order. */
  static List<Cursor> records(BlockReader blocks, long address, int type) {
    int size = 16 + Cursor.WORD + 2 + Cursor.WORD + 4;
    Cursor header =
        blocks.checkedBlock(address, size, "B-tree header").signature("BTHD").version(0);
    int found = header.u8();
    long nodeSize = header.u32();
    int recordSize = header.u16();
    int depth = header.u16();
    long root = header.skip(2).address();
    int count = header.u16();
    if (found != type || recordSize < 1 || depth > MAX_DEPTH || nodeSize < PREFIX + 4) {
      throw header.damaged(
          "type %d, depth up to %d".formatted(type, MAX_DEPTH),
          "type %d, depth %d, nodes of %d bytes, records of %d"
              .formatted(found, depth, nodeSize, recordSize));
    }
    if (root == Cursor.UNDEFINED) {
      return List.of();
    }
    return new BTreeV2(blocks, type, recordSize, nodeSize, depth)
        .walk(new Node(root, count, depth));
  }

  private List<Cursor> walk(Node root) {
    List<Cursor> records = new ArrayList<>();
    var pending = new ArrayDeque<Node>(List.of(root));
    Set<Long> seen = new HashSet<>();
    while (!pending.isEmpty()) {
      Node node = pending.pop();
      if (!seen.add(node.address)) {
        throw new Hdf5Exception(
            "B-tree: expected each node once. Found: the node at %d again".formatted(node.address));
      }
      read(node, records, pending);
    }
    return records;
  }

  private void read(Node node, List<Cursor> records, ArrayDeque<Node> pending) {
    boolean leaf = node.depth == 0;
    long pointers = leaf ? 0 : (node.records + 1) * pointerSizes[node.depth];
    blocks.require(node.address, node.records, "B-tree node");
    Cursor block =
        blocks
            .checkedBlock(
                node.address, PREFIX + node.records * recordSize + pointers + 4, "B-tree node")
            .signature(leaf ? "BTLF" : "BTIN")
            .version(0);
    int found = block.u8();
    if (found != type) {
      throw block.damaged("a node of type " + type, found);
    }
    for (long i = 0; i < node.records; i++) {
      blocks.charge(0);
      records.add(block.slice(recordSize));
    }
    for (long i = 0; !leaf && i <= node.records; i++) {
      blocks.charge(0);
      Cursor pointer = block.slice(pointerSizes[node.depth]);
      pending.add(new Node(pointer.address(), pointer.unsigned(countSize), node.depth - 1));
    }
  }
}
