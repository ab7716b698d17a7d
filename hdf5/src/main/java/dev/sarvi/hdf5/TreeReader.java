package dev.sarvi.hdf5;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads the whole tree of groups, datasets and attributes, but none of the datasets' values. All
 * that can be refused without the values is refused here, so that nothing is half read later.
 */
final class TreeReader {
  /** Roughly what the objects of a group or dataset take besides its header and attributes. */
  private static final int NODE_COST = 512;

  private final BlockReader blocks;
  private final Set<Long> groups = new HashSet<>();
  private long declared;

  private TreeReader(BlockReader blocks) {
    this.blocks = blocks;
  }

  static Hdf5Group read(ByteSource source, Hdf5Limits limits, boolean verifying) {
    var start = new BlockReader(source, limits, verifying);
    Superblock superblock = Superblock.read(source, start);
    var reader = new TreeReader(start);
    if (reader.node(NodePath.ROOT, superblock.rootAddress(), 0) instanceof Hdf5Group root) {
      return root;
    }
    throw new Hdf5Exception("Expected a group as root. Found: a dataset");
  }

  /** Recursion goes no deeper than {@link Hdf5Limits#depth}. */
  private Hdf5Node node(NodePath path, long address, int depth) {
    ObjectHeader header;
    Map<String, Hdf5Attribute> attributes;
    List<Link> links;
    try {
      blocks.charge(NODE_COST);
      header = ObjectHeader.read(blocks, address);
      attributes = AttributeReader.read(blocks, header, path);
      if (header.find(ObjectHeader.LAYOUT).isPresent()) {
        return dataset(path, header, attributes);
      }
      enterGroup(address, depth);
      links = links(header);
    } catch (Hdf5Exception e) {
      throw e.in(path.toString());
    }
    Map<String, Hdf5Node> children = new LinkedHashMap<>();
    for (Link link : links) {
      NodePath child = path.child(link.name());
      if (children.put(link.name(), node(child, link.address(), depth + 1)) != null) {
        throw new Hdf5Exception(child + ": expected children of different names. Found: two");
      }
    }
    return new Hdf5Group(path, attributes, Collections.unmodifiableMap(children));
  }

  /** A second way to the same group would make the tree a graph, perhaps without an end. */
  private void enterGroup(long address, int depth) {
    if (!groups.add(address)) {
      throw new Hdf5Exception(
          "Expected each group in one place. Found: the group at %d again".formatted(address));
    }
    if (depth > blocks.limits().depth()) {
      throw new Hdf5Exception(
          "Expected at most %d groups inside each other. Found: more"
              .formatted(blocks.limits().depth()));
    }
  }

  private Hdf5Dataset dataset(
      NodePath path, ObjectHeader header, Map<String, Hdf5Attribute> attributes) {
    Hdf5Dataset dataset = DatasetReader.read(blocks, header, path, attributes);
    long bytes = dataset.bytes();
    declared = bytes > Long.MAX_VALUE - declared ? Long.MAX_VALUE : declared + bytes;
    blocks.limits().checkExpansion(declared, blocks.fileSize());
    return dataset;
  }

  private List<Link> links(ObjectHeader header) {
    List<Cursor> tables = header.all(ObjectHeader.SYMBOL_TABLE);
    List<Cursor> infos = header.all(ObjectHeader.LINK_INFO);
    if (tables.size() + infos.size() != 1) {
      throw new Hdf5Exception("Expected a group or a dataset. Found: neither");
    }
    List<Link> links = new ArrayList<>();
    tables.forEach(table -> links.addAll(SymbolTable.links(blocks, table)));
    infos.forEach(info -> DenseStorage.links(blocks, info).forEach(m -> links.add(Link.read(m))));
    header.all(ObjectHeader.LINK).forEach(message -> links.add(Link.read(message)));
    for (Link link : links) {
      if (link.name().isEmpty() || link.name().contains("/")) {
        throw new Hdf5Exception("Expected names without a slash. Found: " + link.name());
      }
    }
    return links.stream().sorted(Comparator.comparing(Link::name, Link.NAME_ORDER)).toList();
  }
}
