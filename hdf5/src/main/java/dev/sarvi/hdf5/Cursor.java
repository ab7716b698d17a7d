package dev.sarvi.hdf5;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Reads the fields of one block of metadata in order, never beyond its end. */
final class Cursor {
  /** An address of all ones: nothing has been stored there. */
  static final long UNDEFINED = -1;

  /** Bytes of an address and of a length; files with others are refused. */
  static final int WORD = 8;

  private final ByteBuffer buffer;
  private final String what;

  Cursor(ByteBuffer buffer, String what) {
    this.buffer = buffer.order(ByteOrder.LITTLE_ENDIAN);
    this.what = what;
  }

  int remaining() {
    return buffer.remaining();
  }

  int position() {
    return buffer.position();
  }

  int u8() {
    return require(1).get() & 0xff;
  }

  int u16() {
    return require(2).getShort() & 0xffff;
  }

  int i32() {
    return require(4).getInt();
  }

  long u32() {
    return i32() & 0xffff_ffffL;
  }

  /** An unsigned number of 0 to 8 bytes that must fit in 63 bits. */
  long unsigned(int bytes) {
    long value = 0;
    require(bytes);
    for (int i = 0; i < bytes; i++) {
      value |= (buffer.get() & 0xffL) << (8 * i);
    }
    return notNegative(value);
  }

  long length() {
    return unsigned(WORD);
  }

  /** An address, or {@link #UNDEFINED}. */
  long address() {
    long value = require(WORD).getLong();
    return value == UNDEFINED ? UNDEFINED : notNegative(value);
  }

  /** A length, or -1 where all bits are set: without bound. */
  long lengthOrNone() {
    return address();
  }

  private long notNegative(long value) {
    if (value < 0) {
      throw damaged("a number below 2^63", Long.toUnsignedString(value));
    }
    return value;
  }

  /** The next bytes as a cursor of their own. */
  Cursor slice(long size) {
    return over(bytes(size));
  }

  /** A cursor over what is so many bytes ahead. */
  Cursor at(long offset) {
    return over(buffer.slice()).skip(offset);
  }

  /** A cursor over other bytes of the same block. */
  Cursor over(ByteBuffer bytes) {
    return new Cursor(bytes, what);
  }

  /** The next bytes, not copied. */
  ByteBuffer bytes(long size) {
    require(size);
    ByteBuffer slice = buffer.slice(buffer.position(), (int) size);
    buffer.position(buffer.position() + (int) size);
    return slice;
  }

  Cursor skip(long size) {
    require(size);
    buffer.position(buffer.position() + (int) size);
    return this;
  }

  /** UTF-8 text of so many bytes, up to its first zero. */
  String text(long size) {
    ByteBuffer bytes = bytes(size);
    for (int i = 0; i < bytes.limit(); i++) {
      if (bytes.get(i) == 0) {
        bytes.limit(i);
      }
    }
    return StandardCharsets.UTF_8.decode(bytes).toString();
  }

  /** UTF-8 text up to a zero, which must be there. */
  String zeroTerminated() {
    for (int i = buffer.position(); i < buffer.limit(); i++) {
      if (buffer.get(i) == 0) {
        String text = text(i - buffer.position());
        skip(1);
        return text;
      }
    }
    throw damaged("a name that ends with a zero", "none");
  }

  Cursor signature(String expected) {
    String found = StandardCharsets.ISO_8859_1.decode(bytes(expected.length())).toString();
    if (!found.equals(expected)) {
      throw damaged(
          "the signature " + expected, found.chars().mapToObj("%02x"::formatted).toList());
    }
    return this;
  }

  Cursor version(int expected) {
    int found = u8();
    if (found != expected) {
      throw damaged("version " + expected, found);
    }
    return this;
  }

  /** The exception that says what this block should have held. */
  Hdf5Exception damaged(String expected, Object found) {
    return new Hdf5Exception("%s: expected %s. Found: %s".formatted(what, expected, found));
  }

  private ByteBuffer require(long size) {
    if (size < 0 || size > buffer.remaining()) {
      throw damaged(size + " more bytes", buffer.remaining());
    }
    return buffer;
  }
}
