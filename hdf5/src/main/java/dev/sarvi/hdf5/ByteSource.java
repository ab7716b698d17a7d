package dev.sarvi.hdf5;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * Bytes that can be read at any position: an array, a buffer, a file, or a region of a file such as
 * a stored entry of a zip archive. The sources made here may be read by several threads at once.
 */
public interface ByteSource {
  /** How many bytes there are; it must not change while the source is in use. */
  long size();

  /**
   * Fills the whole of the target's remaining space with the bytes that start at the position.
   *
   * @param position from 0 to {@code size() - target.remaining()}; callers in this package check it
   * @throws UncheckedIOException if the bytes cannot be read
   */
  void read(long position, ByteBuffer target);

  /** All bytes of an array, which is not copied. */
  static ByteSource of(byte[] bytes) {
    return of(ByteBuffer.wrap(bytes));
  }

  /** The remaining bytes of a buffer, which is neither copied nor moved. */
  static ByteSource of(ByteBuffer buffer) {
    ByteBuffer bytes = buffer.slice();
    return new ByteSource() {
      @Override
      public long size() {
        return bytes.capacity();
      }

      @Override
      public void read(long position, ByteBuffer target) {
        target.put(bytes.slice(Math.toIntExact(position), target.remaining()));
      }
    };
  }

  /**
   * A region of an open file; the caller closes the channel when the last dataset has been read.
   *
   * @param start the region's first byte in the file
   * @param size the region's length
   * @throws Hdf5Exception if the region reaches beyond the end of the file
   */
  static ByteSource of(FileChannel channel, long start, long size) throws IOException {
    if (start < 0 || size < 0 || start > channel.size() - size) {
      throw new Hdf5Exception(
          "The region of %d bytes at %d reaches beyond the file's %d bytes"
              .formatted(size, start, channel.size()));
    }
    return new ByteSource() {
      @Override
      public long size() {
        return size;
      }

      @Override
      public void read(long position, ByteBuffer target) {
        try {
          for (long next = start + position; target.hasRemaining(); ) {
            int count = channel.read(target, next);
            if (count < 0) {
              throw new Hdf5Exception(
                  "The file ends at " + next + " although it was longer before");
            }
            next += count;
          }
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    };
  }
}
