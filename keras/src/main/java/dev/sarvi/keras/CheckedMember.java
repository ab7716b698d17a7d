package dev.sarvi.keras;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipException;

/** The content of a zip member; at its end its length and checksum are compared. */
final class CheckedMember extends InputStream {
  private final CheckedInputStream content;
  private final ZipMember member;
  private final String place;
  private long length;

  CheckedMember(InputStream bytes, ZipMember member, String place) {
    this.content = new CheckedInputStream(bytes, new CRC32());
    this.member = member;
    this.place = place;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int count) throws IOException {
    int read = readOrRefuse(bytes, offset, count);
    if (read > 0) {
      length += read;
    }
    if (length > member.size() || (read < 0 && length < member.size())) {
      String found = length > member.size() ? "more" : length + " bytes";
      throw KerasFileException.unexpected(place, member.size() + " bytes", found);
    }
    if (read < 0 && (int) content.getChecksum().getValue() != member.checksum()) {
      throw KerasFileException.unexpected(
          place,
          "checksum %08x".formatted(member.checksum()),
          "%08x; the file is damaged".formatted(content.getChecksum().getValue()));
    }
    return read;
  }

  private int readOrRefuse(byte[] bytes, int offset, int count) throws IOException {
    try {
      return content.read(bytes, offset, count);
    } catch (ZipException | EOFException e) {
      throw new KerasFileException(place + " is damaged: " + AtomicFile.reason(e), e);
    }
  }

  @Override
  public void close() throws IOException {
    content.close();
  }
}
