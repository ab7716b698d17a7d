package dev.sarvi.hdf5;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * A file to be: its blocks in order. Each block gets its address when it is appended, so a parent,
 * which holds addresses, is appended after its children; only the superblock in front waits.
 */
final class FileLayout {
  private static final int ALIGNMENT = 8;

  private final List<Block> blocks = new ArrayList<>();
  private long end = Superblock.WRITTEN_SIZE;
  private byte[] superblock;

  /** One block's bytes, written when their turn comes. */
  private interface Block {
    void writeTo(OutputStream out) throws IOException;
  }

  /** Appends metadata; the array may still be filled until the file is written. */
  long append(byte[] block) {
    return append(block.length, out -> out.write(block));
  }

  long append(Elements elements) {
    return append(elements.bytes(), elements::writeTo);
  }

  private long append(long size, Block block) {
    int padding = (int) (-size & (ALIGNMENT - 1));
    long address = end;
    blocks.add(
        out -> {
          block.writeTo(out);
          out.write(new byte[padding]);
        });
    end += size + padding;
    return address;
  }

  /** Where the next block will start. */
  long end() {
    return end;
  }

  void finish(GroupAddresses root) {
    superblock = Superblock.write(root, end);
  }

  void writeTo(OutputStream out) throws IOException {
    out.write(superblock);
    for (Block block : blocks) {
      block.writeTo(out);
    }
    out.flush();
  }
}
