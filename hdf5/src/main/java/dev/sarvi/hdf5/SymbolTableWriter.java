package dev.sarvi.hdf5;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Writes the links of a group as {@link SymbolTable} reads them. */
final class SymbolTableWriter {
  private static final int LEAF_SIZE = 2 * SymbolTable.LEAF_HALF;
  private static final int NODE_SIZE = 2 * SymbolTable.INTERNAL_HALF;
  private static final int NO_FREE_BLOCK = 1;

  private final FileLayout layout;

  private SymbolTableWriter(FileLayout layout) {
    this.layout = layout;
  }

  /**
   * One child.
   *
   * @param group where its parts are, or null if it is a dataset
   */
  record Entry(String name, long header, GroupAddresses group) {}

  /** Where the two parts of a symbol table are. */
  record Table(long tree, long heap) {}

  /** A subtree, and where in the heap the greatest name below it stands. */
  private record Node(long address, long greatest) {}

  /** Appends the table of children, which are in order. */
  static Table write(FileLayout layout, List<Entry> entries) {
    var writer = new SymbolTableWriter(layout);
    BlockBuilder names = new BlockBuilder().u64(0); // the empty name, less than any other
    List<Node> nodes = writer.leaves(entries, names);
    int level = 0;
    do {
      nodes = writer.level(nodes, level++);
    } while (nodes.size() > 1);
    return new Table(nodes.get(0).address, writer.heap(names.toBytes()));
  }

  private long heap(byte[] names) {
    long data = layout.append(names);
    return layout.append(
        new BlockBuilder()
            .ascii("HEAP")
            .u32(0)
            .u64(names.length)
            .u64(NO_FREE_BLOCK)
            .u64(data)
            .toBytes());
  }

  private List<Node> leaves(List<Entry> entries, BlockBuilder names) {
    List<Node> leaves = new ArrayList<>();
    for (int start = 0; start < entries.size(); start += LEAF_SIZE) {
      int count = Math.min(LEAF_SIZE, entries.size() - start);
      BlockBuilder leaf = new BlockBuilder().ascii("SNOD").u8(1, 0).u16(count);
      long nameAt = 0;
      for (Entry entry : entries.subList(start, start + count)) {
        nameAt = names.size();
        names.bytes(entry.name.getBytes(StandardCharsets.UTF_8)).u8(0).align();
        leaf.bytes(SymbolTable.entry(nameAt, entry.header, entry.group));
      }
      leaf.padTo(8 + LEAF_SIZE * SymbolTable.ENTRY_SIZE);
      leaves.add(new Node(layout.append(leaf.toBytes()), nameAt));
    }
    return leaves;
  }

  /** One level of the B-tree over the nodes below; a single empty node where there are none. */
  private List<Node> level(List<Node> below, int level) {
    int nodeBytes = 24 + NODE_SIZE * 16 + 8;
    int count = Math.max(1, (below.size() + NODE_SIZE - 1) / NODE_SIZE);
    long first = layout.end();
    List<Node> nodes = new ArrayList<>();
    long leastKey = 0;
    for (int i = 0; i < count; i++) {
      List<Node> children =
          below.subList(i * NODE_SIZE, Math.min((i + 1) * NODE_SIZE, below.size()));
      BlockBuilder node =
          new BlockBuilder()
              .ascii("TREE")
              .u8(BTreeV1.GROUP, level)
              .u16(children.size())
              .u64(i == 0 ? Cursor.UNDEFINED : first + (long) (i - 1) * nodeBytes)
              .u64(i == count - 1 ? Cursor.UNDEFINED : first + (long) (i + 1) * nodeBytes)
              .u64(leastKey);
      for (Node child : children) {
        node.u64(child.address).u64(child.greatest);
        leastKey = child.greatest;
      }
      nodes.add(new Node(layout.append(node.padTo(nodeBytes).toBytes()), leastKey));
    }
    return nodes;
  }
}
