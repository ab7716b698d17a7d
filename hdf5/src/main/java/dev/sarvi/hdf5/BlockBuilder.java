package dev.sarvi.hdf5;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Builds one block of metadata, little-endian. */
final class BlockBuilder {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  BlockBuilder u8(int... values) {
    for (int value : values) {
      out.write(value);
    }
    return this;
  }

  BlockBuilder u16(int value) {
    return u8(value, value >> 8);
  }

  BlockBuilder u32(int value) {
    return u16(value).u16(value >> 16);
  }

  BlockBuilder u64(long value) {
    return u32((int) value).u32((int) (value >> 32));
  }

  BlockBuilder bytes(byte[] bytes) {
    out.writeBytes(bytes);
    return this;
  }

  BlockBuilder ascii(String text) {
    return bytes(text.getBytes(StandardCharsets.US_ASCII));
  }

  BlockBuilder align() {
    return zeros(-out.size() & 7);
  }

  BlockBuilder padTo(int size) {
    return zeros(size - out.size());
  }

  private BlockBuilder zeros(int count) {
    return bytes(new byte[count]);
  }

  int size() {
    return out.size();
  }

  byte[] toBytes() {
    return out.toByteArray();
  }
}
