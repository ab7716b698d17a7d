package dev.sarvi.hdf5;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Text of variable length: references to objects in the collections of a file. */
final class GlobalHeap {
  private static final int PREFIX = 8 + Cursor.WORD;
  private static final int OBJECT_HEADER = 8 + Cursor.WORD;

  private final BlockReader blocks;
  private final Map<Long, Map<Integer, ByteBuffer>> collections = new HashMap<>();
  private final Map<Reference, String> texts = new HashMap<>();

  private record Reference(long length, long address, int index) {}

  GlobalHeap(BlockReader blocks) {
    this.blocks = blocks;
  }

  /** The text that a reference stands for; the same reference gives the same object. */
  String text(Cursor cursor) {
    var reference = new Reference(cursor.u32(), cursor.address(), cursor.i32());
    return reference.length == 0 ? "" : texts.computeIfAbsent(reference, this::resolve);
  }

  private String resolve(Reference reference) {
    ByteBuffer object =
        collections.computeIfAbsent(reference.address, this::objects).get(reference.index);
    if (object == null || reference.length > object.capacity()) {
      throw new Hdf5Exception(
          "Global heap at %d: expected object %d of at least %d bytes. Found: %s"
              .formatted(
                  reference.address,
                  reference.index,
                  reference.length,
                  object == null ? "none" : object.capacity()));
    }
    blocks.charge(reference.length);
    return new Cursor(object.duplicate(), "Text").text(reference.length);
  }

  private Map<Integer, ByteBuffer> objects(long address) {
    long size =
        blocks.block(address, PREFIX, "Global heap").signature("GCOL").version(1).skip(3).length();
    Cursor cursor = blocks.block(address, size, "Global heap").skip(PREFIX);
    Map<Integer, ByteBuffer> objects = new HashMap<>();
    while (cursor.remaining() >= OBJECT_HEADER) {
      int index = cursor.u16();
      long length = cursor.skip(6).length();
      if (index == 0) {
        break; // the rest is free
      }
      blocks.charge(0);
      objects.put(index, cursor.bytes(length));
      cursor.skip(Math.min(-length & 7, cursor.remaining()));
    }
    return objects;
  }

  /** Collects objects while a file is laid out. */
  static final class Writer {
    private static final int MIN_SIZE = 4096;
    private static final int MAX_INDEX = 0xffff;

    private final FileLayout layout;
    private ByteBuffer open = ByteBuffer.allocate(0);
    private long address;
    private int index;

    Writer(FileLayout layout) {
      this.layout = layout;
    }

    /** Stores text and gives the reference to it. */
    byte[] reference(String text) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      int padded = Math.addExact(bytes.length, 7) & -8;
      if (open.remaining() < OBJECT_HEADER + padded || index == MAX_INDEX) {
        begin(Math.max(MIN_SIZE, Math.addExact(PREFIX + OBJECT_HEADER, padded)));
      }
      index++;
      int end = open.position() + OBJECT_HEADER + padded;
      open.putShort((short) index).putShort((short) 0).putInt(0).putLong(bytes.length).put(bytes);
      open.position(end);
      closeFreeSpace();
      return new BlockBuilder().u32(bytes.length).u64(address).u32(index).toBytes();
    }

    private void begin(int size) {
      open = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
      address = layout.append(open.array());
      index = 0;
      open.put("GCOL".getBytes(StandardCharsets.US_ASCII)).putInt(1).putLong(size);
    }

    /** What remains is an object with index 0 that counts its own header. */
    private void closeFreeSpace() {
      if (open.remaining() >= OBJECT_HEADER) {
        open.putLong(open.position() + 8, open.remaining());
      }
    }
  }
}
