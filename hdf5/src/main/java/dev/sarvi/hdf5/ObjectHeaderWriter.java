package dev.sarvi.hdf5;

/** Collects the messages of one group or dataset into a header of version 1. */
final class ObjectHeaderWriter {
  private static final int CONSTANT = 1;

  private final BlockBuilder messages = new BlockBuilder();
  private int count;

  ObjectHeaderWriter message(int type, byte[] body) {
    boolean constant = type == ObjectHeader.DATATYPE || type == ObjectHeader.FILL_VALUE;
    int padded = (body.length + 7) & -8;
    messages.u16(type).u16(padded).u8(constant ? CONSTANT : 0, 0, 0, 0).bytes(body).align();
    count++;
    return this;
  }

  /** Appends the header with the node's attributes and gives its address. */
  long append(FileLayout layout, NodeBuilder<?> node, GlobalHeap.Writer heap) {
    for (AttributeContent attribute : node.attributes().values()) {
      message(ObjectHeader.ATTRIBUTE, attribute.write(heap));
    }
    int references = 1;
    return layout.append(
        new BlockBuilder()
            .u8(1, 0)
            .u16(count)
            .u32(references)
            .u32(messages.size())
            .align()
            .bytes(messages.toBytes())
            .toBytes());
  }
}
