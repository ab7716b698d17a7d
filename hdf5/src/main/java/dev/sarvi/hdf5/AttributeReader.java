package dev.sarvi.hdf5;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads the attributes of one group or dataset. */
final class AttributeReader {
  private static final int SHARED_PARTS = 0x03;

  /** Roughly what an attribute's objects take besides the message. */
  private static final int ATTRIBUTE_COST = 384;

  private AttributeReader() {}

  static Map<String, Hdf5Attribute> read(BlockReader blocks, ObjectHeader header, NodePath owner) {
    Map<String, Hdf5Attribute> attributes = new LinkedHashMap<>();
    for (Cursor message : header.all(ObjectHeader.ATTRIBUTE)) {
      add(attributes, message, blocks, owner);
    }
    for (Cursor info : header.all(ObjectHeader.ATTRIBUTE_INFO)) {
      for (Cursor message : DenseStorage.attributes(blocks, info)) {
        add(attributes, message, blocks, owner);
      }
    }
    return Collections.unmodifiableMap(attributes);
  }

  private static void add(
      Map<String, Hdf5Attribute> attributes, Cursor message, BlockReader blocks, NodePath owner) {
    blocks.charge(ATTRIBUTE_COST);
    Hdf5Attribute attribute = read(message, blocks, owner);
    if (attributes.put(attribute.name(), attribute) != null) {
      throw message.damaged("attributes of different names", "two named " + attribute.name());
    }
  }

  private static Hdf5Attribute read(Cursor message, BlockReader blocks, NodePath owner) {
    int version = message.u8();
    int flags = message.u8(); // reserved in version 1
    if (version < 1 || version > 3 || (version > 1 && (flags & SHARED_PARTS) != 0)) {
      throw message.damaged(
          "an attribute of version 1 to 3 that shares nothing",
          "version %d, flags %d".formatted(version, flags));
    }
    int nameSize = message.u16();
    int typeSize = message.u16();
    int spaceSize = message.u16();
    message.skip(version == 3 ? 1 : 0); // character set of the name
    boolean padded = version == 1;
    String name = part(message, nameSize, padded).text(nameSize);
    Datatype type = Datatype.read(part(message, typeSize, padded));
    Dataspace space = Dataspace.read(part(message, spaceSize, padded));
    var storage = new CompactStorage(message.bytes(type.bytes(space.count())));
    return new Hdf5Attribute(owner, name, new Hdf5Values.Content(type, space, storage, blocks));
  }

  private static Cursor part(Cursor message, int size, boolean padded) {
    Cursor part = message.slice(size);
    message.skip(padded ? -size & 7 : 0);
    return part;
  }
}
