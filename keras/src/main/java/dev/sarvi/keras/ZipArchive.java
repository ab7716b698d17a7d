package dev.sarvi.keras;

import dev.sarvi.hdf5.ByteSource;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/**
 * A zip archive that is read in place: its stored members are regions of the open file. Each member
 * is checked against its length and checksum when it has been read to its end.
 */
final class ZipArchive implements Closeable {
  private static final int LOCAL_HEADER = 0x04034b50;
  private static final int LOCAL_HEADER_BYTES = 30;
  private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;

  private final Source source;
  private final LoadLimits limits;
  private final Map<String, ZipMember> members;

  private ZipArchive(Source source, LoadLimits limits, Map<String, ZipMember> members) {
    this.source = source;
    this.limits = limits;
    this.members = members;
  }

  /** Whether the bytes start as a zip archive with members does. */
  static boolean isZip(Source source) throws IOException {
    return source.size() >= Integer.BYTES && source.read(0, Integer.BYTES).getInt() == LOCAL_HEADER;
  }

  /**
   * Opens an archive. The source is closed with it, but not if it is refused.
   *
   * @throws KerasFileException if it is not a zip archive, or damaged, or too large for the limits
   */
  static ZipArchive open(Source source, LoadLimits limits) throws IOException {
    return new ZipArchive(source, limits, new ZipDirectory(source, limits).read());
  }

  /** All members, in the file's order. */
  Collection<ZipMember> members() {
    return members.values();
  }

  Optional<ZipMember> member(String name) {
    return Optional.ofNullable(members.get(name));
  }

  /** A stored member's bytes, where they stand; their checksum is not looked at. */
  ByteSource region(ZipMember member) throws IOException {
    return source.region(start(member), member.size());
  }

  /** How errors name a member. */
  String place(ZipMember member) {
    return source.name() + ", member " + member.name();
  }

  /** Reads a member; the stream throws {@link KerasFileException} at its end if it is damaged. */
  InputStream stream(ZipMember member) throws IOException {
    checkExpansion(member, limits.freeBytes());
    InputStream bytes = source.stream(start(member), member.compressed());
    if (member.deflated()) {
      bytes = new Inflating(bytes);
    }
    return new CheckedMember(bytes, member, place(member));
  }

  /** The whole content of a member, as far as an array can hold it. */
  byte[] bytes(ZipMember member) throws IOException {
    return bytes(member, LARGEST_ARRAY, limits.freeBytes());
  }

  /**
   * The whole content of a member.
   *
   * @param most how many bytes it may have
   * @param free how many of them it may have however few are stored
   */
  byte[] bytes(ZipMember member, long most, long free) throws IOException {
    if (member.size() > most) {
      throw KerasFileException.unexpected(
          place(member), "at most " + most + " bytes", member.size() + " bytes");
    }
    checkExpansion(member, free);
    byte[] bytes = new byte[(int) member.size()];
    try (InputStream in = stream(member)) {
      int read = in.readNBytes(bytes, 0, bytes.length);
      if (read < bytes.length || in.read() >= 0) {
        throw KerasFileException.unexpected(place(member), bytes.length + " bytes", "others");
      }
    }
    return bytes;
  }

  /** Where a member's data begins in the file. */
  private long start(ZipMember member) throws IOException {
    ByteBuffer header = source.read(member.header(), LOCAL_HEADER_BYTES);
    if (header.getInt(0) != LOCAL_HEADER) {
      throw KerasFileException.unexpected(
          place(member), "its header at " + member.header(), "other bytes");
    }
    int names = (header.getShort(26) & 0xffff) + (header.getShort(28) & 0xffff);
    long start = member.header() + LOCAL_HEADER_BYTES + names;
    if (member.compressed() > source.size() - start) {
      throw KerasFileException.unexpected(
          place(member), member.compressed() + " bytes at " + start, "the end of the file");
    }
    return start;
  }

  private void checkExpansion(ZipMember member, long free) {
    boolean small = member.size() <= Math.max(free, member.compressed());
    if (!small && member.size() / limits.expansion() > member.compressed()) {
      throw KerasFileException.unexpected(
          place(member),
          "at most " + limits.expansion() + " times its " + member.compressed() + " stored bytes",
          member.size() + " bytes");
    }
  }

  @Override
  public void close() throws IOException {
    source.close();
  }

  /** Without the zlib header, as zip members are, and with its native memory given back. */
  private static final class Inflating extends InflaterInputStream {
    Inflating(InputStream bytes) {
      super(bytes, new Inflater(true), 1 << 16);
    }

    @Override
    public void close() throws IOException {
      super.close();
      inf.end();
    }
  }
}
