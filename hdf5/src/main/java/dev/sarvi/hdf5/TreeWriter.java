package dev.sarvi.hdf5;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Lays out a tree of groups and datasets as a file, children before parents. */
final class TreeWriter {
  private final FileLayout layout = new FileLayout();
  private final GlobalHeap.Writer heap = new GlobalHeap.Writer(layout);

  private TreeWriter() {}

  static FileLayout layout(GroupBuilder root) {
    var writer = new TreeWriter();
    writer.layout.finish(writer.group(root));
    return writer.layout;
  }

  private GroupAddresses group(GroupBuilder group) {
    List<SymbolTableWriter.Entry> entries = new ArrayList<>();
    for (Map.Entry<String, NodeBuilder<?>> child : group.children().entrySet()) {
      if (child.getValue() instanceof GroupBuilder nested) {
        GroupAddresses addresses = group(nested);
        entries.add(new SymbolTableWriter.Entry(child.getKey(), addresses.header(), addresses));
      } else if (child.getValue() instanceof DatasetBuilder dataset) {
        entries.add(new SymbolTableWriter.Entry(child.getKey(), dataset(dataset), null));
      }
    }
    var table = SymbolTableWriter.write(layout, entries);
    byte[] message = new BlockBuilder().u64(table.tree()).u64(table.heap()).toBytes();
    long header =
        new ObjectHeaderWriter()
            .message(ObjectHeader.SYMBOL_TABLE, message)
            .append(layout, group, heap);
    return new GroupAddresses(header, table.tree(), table.heap());
  }

  private long dataset(DatasetBuilder dataset) {
    Elements elements = dataset.elements();
    long address = elements.bytes() == 0 ? Cursor.UNDEFINED : layout.append(elements);
    byte[] values =
        new BlockBuilder()
            .u8(3, DatasetReader.CONTIGUOUS)
            .u64(address)
            .u64(elements.bytes())
            .align()
            .toBytes();
    return new ObjectHeaderWriter()
        .message(ObjectHeader.DATASPACE, Dataspace.write(dataset.shape()))
        .message(ObjectHeader.DATATYPE, elements.datatype().write())
        .message(ObjectHeader.FILL_VALUE, FillValue.write())
        .message(ObjectHeader.LAYOUT, values)
        .append(layout, dataset, heap);
  }
}
