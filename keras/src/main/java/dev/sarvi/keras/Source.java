package dev.sarvi.keras;

import dev.sarvi.hdf5.ByteSource;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * The bytes of a file, wherever it is, and what errors call it.
 *
 * @param name such as the file's path
 * @param open what is closed with it
 */
record Source(String name, ByteSource bytes, Closeable open) implements Closeable {
  /** A file, read in place. */
  static Source of(Path file) throws IOException {
    FileChannel channel = FileChannel.open(file);
    try {
      return new Source(file.toString(), ByteSource.of(channel, 0, channel.size()), channel);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** Bytes in memory, which are not copied. */
  static Source of(byte[] bytes, String name) {
    return new Source(name, ByteSource.of(bytes), () -> {});
  }

  long size() {
    return bytes.size();
  }

  /** Reads that many bytes, which must be there. */
  ByteBuffer read(long position, int count) throws IOException {
    if (position < 0 || count > size() - position) {
      throw new EOFException("the file ends before byte " + (position + count));
    }
    ByteBuffer read = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
    bytes.read(position, read);
    return read.flip();
  }

  /** A region, which must be there, as a stream; closing it leaves the source open. */
  InputStream stream(long start, long size) {
    return new Region(bytes, start, size);
  }

  /** A region, which must be there. */
  ByteSource region(long start, long size) {
    return new ByteSource() {
      @Override
      public long size() {
        return size;
      }

      @Override
      public void read(long position, ByteBuffer target) {
        bytes.read(start + position, target);
      }
    };
  }

  @Override
  public void close() throws IOException {
    open.close();
  }

  private static final class Region extends InputStream {
    private final ByteSource bytes;
    private final long end;
    private long position;

    Region(ByteSource bytes, long start, long size) {
      this.bytes = bytes;
      this.position = start;
      this.end = start + size;
    }

    @Override
    public int read() {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int count) {
      if (count == 0) {
        return 0;
      }
      if (position == end) {
        return -1;
      }
      int read = (int) Math.min(count, end - position);
      bytes.read(position, ByteBuffer.wrap(target, offset, read));
      position += read;
      return read;
    }
  }
}
