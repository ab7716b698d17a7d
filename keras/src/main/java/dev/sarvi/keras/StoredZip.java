package dev.sarvi.keras;

import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDateTime;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes a zip archive of stored members, as Keras and NumPy do: they can be read in place. The
 * members' times are fixed, so equal content gives equal bytes.
 */
final class StoredZip {
  private static final LocalDateTime TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

  private final ZipOutputStream zip;

  /** Writes to a stream, which is not closed. */
  StoredZip(OutputStream out) {
    zip = new ZipOutputStream(out);
    zip.setMethod(ZipOutputStream.STORED);
  }

  /**
   * Adds a member.
   *
   * @param content is written twice: for its length and checksum, which stand before it, and then
   *     for good
   */
  void add(String name, AtomicFile.Content content) throws IOException {
    Measure measure = new Measure();
    CheckedOutputStream checked = new CheckedOutputStream(measure, new CRC32());
    content.writeTo(checked);
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(TIME);
    entry.setSize(measure.length);
    entry.setCompressedSize(measure.length);
    entry.setCrc(checked.getChecksum().getValue());
    zip.putNextEntry(entry);
    content.writeTo(zip);
    zip.closeEntry();
  }

  /** Writes the directory. */
  void finish() throws IOException {
    zip.finish();
  }

  /** Counts and forgets. */
  private static final class Measure extends OutputStream {
    long length;

    @Override
    public void write(int value) {
      length++;
    }

    @Override
    public void write(byte[] bytes, int offset, int count) {
      length += count;
    }
  }
}
