package dev.sarvi.hdf5;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The older B-tree, which indexes the members of a group and the chunks of a dataset. */
final class BTreeV1 {
  static final int GROUP = 0;
  static final int CHUNKS = 1;
  private static final int MAX_LEVEL = 64;

  private BTreeV1() {}

  /** What a leaf says: the key before a child, and the child's address. */
  record Entry(Cursor key, long child) {}

  private record Node(long address, int level) {}

  /**
   * All entries of the leaves, in their order.
   *
   * @param kind {@link #GROUP} or {@link #CHUNKS}
   */
  static List<Entry> entries(BlockReader blocks, long root, int kind, int keySize) {
    List<Entry> entries = new ArrayList<>();
    var pending = new ArrayDeque<Node>();
    Set<Long> seen = new HashSet<>();
    pending.push(new Node(root, -1));
    while (!pending.isEmpty()) {
      Node node = pending.pop();
      if (!seen.add(node.address)) {
        throw new Hdf5Exception(
            "B-tree: expected each node once. Found: the node at %d again".formatted(node.address));
      }
      List<Entry> children = new ArrayList<>();
      int level = read(blocks, node, kind, keySize, children);
      if (level == 0) {
        entries.addAll(children);
      } else {
        for (int i = children.size() - 1; i >= 0; i--) {
          pending.push(new Node(children.get(i).child, level - 1));
        }
      }
    }
    return entries;
  }

  private static int read(
      BlockReader blocks, Node node, int kind, int keySize, List<Entry> children) {
    int headerSize = 8 + 2 * Cursor.WORD;
    Cursor header = blocks.block(node.address, headerSize, "B-tree").signature("TREE");
    int foundKind = header.u8();
    int level = header.u8();
    int count = header.u16();
    if (foundKind != kind || level > MAX_LEVEL || (node.level >= 0 && level != node.level)) {
      throw header.damaged(
          "a node of kind %d and level %s"
              .formatted(kind, node.level < 0 ? "up to " + MAX_LEVEL : node.level),
          "kind %d, level %d".formatted(foundKind, level));
    }
    Cursor body =
        blocks.block(node.address + headerSize, (long) count * (keySize + Cursor.WORD), "B-tree");
    for (int i = 0; i < count; i++) {
      blocks.charge(0);
      children.add(new Entry(body.slice(keySize), body.address()));
    }
    return level;
  }
}
