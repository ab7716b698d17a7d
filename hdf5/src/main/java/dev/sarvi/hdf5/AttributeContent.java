package dev.sarvi.hdf5;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** An attribute to be written: either one text of variable length, or elements in a shape. */
final class AttributeContent {
  /** The format's bound for one message in a header of the older style. */
  private static final int MAX_MESSAGE = 0xffff & -8;

  private final String name;
  private final String text; // null where there are elements
  private final Elements elements;
  private final long[] shape;

  private AttributeContent(String name, String text, Elements elements, long[] shape) {
    this.name = name;
    this.text = text;
    this.elements = elements;
    this.shape = shape;
  }

  static AttributeContent text(String name, String text) {
    return new AttributeContent(name, Elements.checkText(text), null, new long[0]).checked();
  }

  static AttributeContent of(String name, Elements elements, long[] shape) {
    elements.checkShape("Attribute " + name, shape);
    if (elements.datatype().type() == Hdf5Type.BFLOAT16) {
      throw new IllegalArgumentException(
          "Attribute %s: bfloat16 can be written in datasets only".formatted(name));
    }
    return new AttributeContent(name, null, elements, shape).checked();
  }

  private AttributeContent checked() {
    if (name.isEmpty() || name.indexOf(0) >= 0) {
      throw new IllegalArgumentException("Expected an attribute name. Received: " + name);
    }
    long size = header().size() + (text != null ? 0 : elements.bytes());
    if (size > MAX_MESSAGE) {
      throw new IllegalArgumentException(
          "Attribute %s: expected at most %d bytes with name, type and shape. Received: %d"
              .formatted(name, MAX_MESSAGE, size));
    }
    return this;
  }

  String name() {
    return name;
  }

  /** The attribute message, version 1. */
  byte[] write(GlobalHeap.Writer heap) {
    return header().bytes(text != null ? heap.reference(text) : values()).align().toBytes();
  }

  private BlockBuilder header() {
    byte[] nameBytes = (name + "\0").getBytes(StandardCharsets.UTF_8);
    byte[] type = (text != null ? Datatype.variableString() : elements.datatype()).write();
    byte[] space = Dataspace.write(shape);
    return new BlockBuilder()
        .u8(1, 0)
        .u16(nameBytes.length)
        .u16(type.length)
        .u16(space.length)
        .bytes(nameBytes)
        .align()
        .bytes(type)
        .align()
        .bytes(space)
        .align();
  }

  private byte[] values() {
    var bytes = new ByteArrayOutputStream();
    try {
      elements.writeTo(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
