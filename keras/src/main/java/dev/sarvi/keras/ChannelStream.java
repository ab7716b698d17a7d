package dev.sarvi.keras;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** A region of an open file as a stream; closing it leaves the file open. */
final class ChannelStream extends InputStream {
  private final FileChannel channel;
  private final long end;
  private long position;

  ChannelStream(FileChannel channel, long start, long size) {
    this.channel = channel;
    this.position = start;
    this.end = start + size;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int count) throws IOException {
    if (count == 0) {
      return 0;
    }
    if (position == end) {
      return -1;
    }
    int most = (int) Math.min(count, end - position);
    int read = channel.read(ByteBuffer.wrap(bytes, offset, most), position);
    if (read > 0) {
      position += read;
    }
    return read;
  }
}
