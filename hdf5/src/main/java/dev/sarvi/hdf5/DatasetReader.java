package dev.sarvi.hdf5;

import java.util.Map;

/** Makes a dataset of its header; its values stay where they are. */
final class DatasetReader {
  private static final int COMPACT = 0;
  static final int CONTIGUOUS = 1;
  private static final int CHUNKED = 2;

  private final BlockReader blocks;
  private final ObjectHeader header;
  private final Datatype type;
  private final Dataspace space;

  private DatasetReader(
      BlockReader blocks, ObjectHeader header, Map<String, Hdf5Attribute> attributes) {
    this.blocks = blocks;
    this.header = header;
    this.space = Dataspace.read(required(ObjectHeader.DATASPACE, "dataspace"));
    Datatype stored = Datatype.read(required(ObjectHeader.DATATYPE, "datatype"));
    this.type = isBfloat16(stored, attributes) ? stored.as(Hdf5Type.BFLOAT16) : stored;
  }

  static Hdf5Dataset read(
      BlockReader blocks,
      ObjectHeader header,
      NodePath path,
      Map<String, Hdf5Attribute> attributes) {
    if (header.find(ObjectHeader.EXTERNAL_FILES).isPresent()) {
      throw new Hdf5Exception("Expected values in this file. Found: values in external files");
    }
    var reader = new DatasetReader(blocks, header, attributes);
    var content = new Hdf5Values.Content(reader.type, reader.space, reader.storage(), blocks);
    return new Hdf5Dataset(path, attributes, content);
  }

  private Cursor required(int message, String name) {
    return header
        .find(message)
        .orElseThrow(() -> new Hdf5Exception("Expected a %s message. Found: none".formatted(name)));
  }

  /** Keras's own mark; the type in the file says no more than two bytes. */
  private boolean isBfloat16(Datatype type, Map<String, Hdf5Attribute> attributes) {
    Hdf5Attribute mark = attributes.get(Hdf5Type.BFLOAT16_MARK);
    return type.type() == Hdf5Type.OPAQUE
        && type.size() == Hdf5Type.BFLOAT16.size()
        && mark != null
        && mark.type() == Hdf5Type.STRING
        && mark.count() == 1
        && mark.readStrings(blocks).get(0).equals(Hdf5Type.BFLOAT16_NAME);
  }

  private Storage storage() {
    Cursor layout = required(ObjectHeader.LAYOUT, "layout");
    int version = layout.u8();
    if (version < 3 || version > 5) {
      throw layout.damaged("layout version 3 to 5", version);
    }
    int kind = layout.u8();
    return switch (kind) {
      case COMPACT -> compact(layout);
      case CONTIGUOUS -> contiguous(layout);
      case CHUNKED -> chunked(layout, version);
      default ->
          throw layout.damaged(
              "values in this dataset", "layout class " + kind + " (3 is virtual)");
    };
  }

  private Storage compact(Cursor layout) {
    Cursor values = layout.slice(layout.u16());
    return new CompactStorage(values.bytes(type.bytes(space.count())));
  }

  private Storage chunked(Cursor layout, int version) {
    var filters = Filters.read(header.find(ObjectHeader.FILTERS));
    var chunks =
        ChunkLayout.read(layout, version, space, type.size(), !filters.filters().isEmpty());
    return new ChunkedStorage(space, type.size(), chunks.grid(), chunks.index(), filters, fill());
  }

  private FillValue fill() {
    return FillValue.read(header.find(ObjectHeader.FILL_VALUE));
  }

  private Storage contiguous(Cursor layout) {
    long address = layout.address();
    long stored = layout.length();
    long needed = type.bytes(space.count());
    if (address != Cursor.UNDEFINED) {
      blocks.require(address, needed, "Values");
      if (needed > stored) {
        throw layout.damaged(needed + " bytes of values", stored);
      }
    }
    return new ContiguousStorage(address, type.size(), space.count(), fill());
  }
}
