package dev.sarvi.hdf5;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The messages that describe one group or dataset. */
record ObjectHeader(List<Message> messages) {
  static final int DATASPACE = 0x01;
  static final int LINK_INFO = 0x02;
  static final int DATATYPE = 0x03;
  static final int FILL_VALUE = 0x05;
  static final int LINK = 0x06;
  static final int EXTERNAL_FILES = 0x07;
  static final int LAYOUT = 0x08;
  static final int FILTERS = 0x0b;
  static final int ATTRIBUTE = 0x0c;
  static final int CONTINUATION = 0x10;
  static final int SYMBOL_TABLE = 0x11;
  static final int ATTRIBUTE_INFO = 0x15;

  private static final int SHARED = 0x02;
  private static final int FAIL_IF_UNKNOWN = 0x80;
  private static final int LAST_KNOWN = 0x18;

  /** One message; its body is read once. */
  record Message(int type, Cursor body) {}

  /** Where the rest of the messages stand. */
  private record Block(long address, long size) {}

  Optional<Cursor> find(int type) {
    return messages.stream().filter(m -> m.type == type).map(Message::body).findFirst();
  }

  List<Cursor> all(int type) {
    return messages.stream().filter(m -> m.type == type).map(Message::body).toList();
  }

  static ObjectHeader read(BlockReader blocks, long address) {
    int version = blocks.block(address, 1, "Object header").u8();
    return switch (version) {
      case 1 -> readOld(blocks, address);
      case 'O' -> readNew(blocks, address);
      default ->
          throw new Hdf5Exception(
              "Object header at %d: expected version 1 or 2. Found: %d"
                  .formatted(address, version));
    };
  }

  private static ObjectHeader readOld(BlockReader blocks, long address) {
    Cursor prefix = blocks.block(address, 16, "Object header").skip(2);
    int count = prefix.u16();
    Cursor first = blocks.block(address + 16, prefix.skip(4).u32(), "Object header");
    List<Message> messages = new ArrayList<>();
    readBlocks(blocks, first, "", 0, messages);
    if (messages.size() > count) {
      throw first.damaged(count + " messages", messages.size());
    }
    return new ObjectHeader(messages);
  }

  private static ObjectHeader readNew(BlockReader blocks, long address) {
    // The longest possible start: signature, version, flags, four times, two limits, one size.
    long available = Math.min(34, blocks.fileSize() - address);
    Cursor prefix = blocks.block(address, available, "Object header").signature("OHDR").version(2);
    int flags = prefix.u8();
    prefix.skip((flags & 0x20) != 0 ? 16 : 0).skip((flags & 0x10) != 0 ? 4 : 0);
    long size = prefix.unsigned(1 << (flags & 3));
    int start = prefix.position();
    blocks.require(address, size, "Object header");
    Cursor first = blocks.checkedBlock(address, start + size + 4, "Object header").skip(start);
    List<Message> messages = new ArrayList<>();
    readBlocks(blocks, first, "OCHK", (flags & 4) != 0 ? 6 : 4, messages);
    return new ObjectHeader(messages);
  }

  /**
   * Reads the first block and all its continuations.
   *
   * @param signature of each continuation; none in old headers
   * @param messageHeader bytes before each message's body; 0 for old headers, which align them
   */
  private static void readBlocks(
      BlockReader blocks,
      Cursor first,
      String signature,
      int messageHeader,
      List<Message> messages) {
    boolean old = messageHeader == 0;
    var pending = new ArrayDeque<Block>();
    Set<Long> seen = new HashSet<>();
    readMessages(blocks, first, messageHeader, messages, pending);
    while (!pending.isEmpty()) {
      Block next = pending.remove();
      if (!seen.add(next.address)) {
        throw first.damaged("each continuation once", "a second one at " + next.address);
      }
      Cursor block =
          old
              ? blocks.block(next.address, next.size, "Object header continuation")
              : blocks.checkedBlock(next.address, next.size, "Object header continuation");
      readMessages(blocks, block.signature(signature), messageHeader, messages, pending);
    }
  }

  private static void readMessages(
      BlockReader blocks,
      Cursor block,
      int messageHeader,
      List<Message> messages,
      ArrayDeque<Block> pending) {
    boolean old = messageHeader == 0;
    while (block.remaining() >= (old ? 8 : messageHeader)) {
      int type = old ? block.u16() : block.u8();
      int size = block.u16();
      int flags = block.u8();
      Cursor body = block.skip(old ? 3 : messageHeader - 4).slice(size);
      if ((flags & SHARED) != 0 || ((flags & FAIL_IF_UNKNOWN) != 0 && type > LAST_KNOWN)) {
        throw block.damaged(
            "messages stored here and known", "message type %d, flags %d".formatted(type, flags));
      }
      if (type == CONTINUATION) {
        pending.add(new Block(body.address(), body.length()));
      }
      blocks.charge(0);
      messages.add(new Message(type, body));
    }
  }
}
