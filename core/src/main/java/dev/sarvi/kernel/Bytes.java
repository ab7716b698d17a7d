package dev.sarvi.kernel;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A part of a class file, big-endian, that grows. */
final class Bytes {
  private byte[] bytes = new byte[256];
  private int size;

  Bytes u1(int value) {
    if (size == bytes.length) {
      bytes = Arrays.copyOf(bytes, 2 * size);
    }
    bytes[size++] = (byte) value;
    return this;
  }

  Bytes u2(int value) {
    return u1(value >> 8).u1(value);
  }

  Bytes u4(int value) {
    return u2(value >> 16).u2(value);
  }

  Bytes u8(long value) {
    return u4((int) (value >> 32)).u4((int) value);
  }

  /** The length of an ASCII text, and the text. */
  Bytes text(String ascii) {
    u2(ascii.length());
    for (byte letter : ascii.getBytes(StandardCharsets.US_ASCII)) {
      u1(letter);
    }
    return this;
  }

  Bytes all(Bytes other) {
    for (int i = 0; i < other.size; i++) {
      u1(other.bytes[i]);
    }
    return this;
  }

  int size() {
    return size;
  }

  byte[] toArray() {
    return Arrays.copyOf(bytes, size);
  }
}
