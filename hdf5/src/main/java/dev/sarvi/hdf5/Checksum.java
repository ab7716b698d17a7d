package dev.sarvi.hdf5;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The two checksums of the format. */
final class Checksum {
  private Checksum() {}

  /** Bob Jenkins's lookup3 ({@code hashlittle} with initial value 0), which guards metadata. */
  static int lookup3(ByteBuffer bytes) {
    ByteBuffer in = bytes.order(ByteOrder.LITTLE_ENDIAN);
    int a = 0xdeadbeef + in.remaining();
    int b = a;
    int c = a;
    while (in.remaining() > 12) {
      a += in.getInt();
      b += in.getInt();
      c += in.getInt();
      a = (a - c) ^ Integer.rotateLeft(c, 4);
      c += b;
      b = (b - a) ^ Integer.rotateLeft(a, 6);
      a += c;
      c = (c - b) ^ Integer.rotateLeft(b, 8);
      b += a;
      a = (a - c) ^ Integer.rotateLeft(c, 16);
      c += b;
      b = (b - a) ^ Integer.rotateLeft(a, 19);
      a += c;
      c = (c - b) ^ Integer.rotateLeft(b, 4);
      b += a;
    }
    if (!in.hasRemaining()) {
      return c;
    }
    ByteBuffer tail = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN).put(in).rewind();
    a += tail.getInt();
    b += tail.getInt();
    c += tail.getInt();
    c = (c ^ b) - Integer.rotateLeft(b, 14);
    a = (a ^ c) - Integer.rotateLeft(c, 11);
    b = (b ^ a) - Integer.rotateLeft(a, 25);
    c = (c ^ b) - Integer.rotateLeft(b, 16);
    a = (a ^ c) - Integer.rotateLeft(c, 4);
    b = (b ^ a) - Integer.rotateLeft(a, 14);
    return (c ^ b) - Integer.rotateLeft(b, 24);
  }

  /** Fletcher's checksum over big-endian 16-bit words, which guards chunks that ask for it. */
  static int fletcher32(ByteBuffer bytes) {
    ByteBuffer in = bytes.order(ByteOrder.BIG_ENDIAN);
    int sum1 = 0;
    int sum2 = 0;
    while (in.hasRemaining()) {
      int word = in.remaining() > 1 ? in.getShort() & 0xffff : (in.get() & 0xff) << 8;
      sum1 = fold(sum1 + word);
      sum2 = fold(sum2 + sum1);
    }
    return (sum2 << 16) | sum1;
  }

  /** Modulo 65535, where a multiple of it that is not zero stays 65535. */
  private static int fold(int sum) {
    return (sum & 0xffff) + (sum >>> 16);
  }
}
