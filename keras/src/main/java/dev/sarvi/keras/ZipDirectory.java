package dev.sarvi.keras;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads the directory at the end of a zip archive, the larger form (zip64) included. See <a
 * href="https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT">PKWARE: .ZIP file format
 * specification</a>, 4.3.
 */
final class ZipDirectory {
  private static final int ENTRY = 0x02014b50;
  private static final int ENTRY_BYTES = 46;
  private static final int END = 0x06054b50;
  private static final int END_BYTES = 22;
  private static final int END64 = 0x06064b50;
  private static final int END64_BYTES = 56;
  private static final int LOCATOR64 = 0x07064b50;
  private static final int LOCATOR64_BYTES = 20;
  private static final int LARGEST_COMMENT = 0xffff;
  private static final long IN_ZIP64 = 0xffff_ffffL;
  private static final int ENCRYPTED = 1;
  private static final int STORED = 0;
  private static final int DEFLATED = 8;

  private final Source source;
  private final LoadLimits limits;

  ZipDirectory(Source source, LoadLimits limits) {
    this.source = source;
    this.limits = limits;
  }

  /** Where the entries stand, and how many they are. */
  private record Extent(long count, long bytes, long start) {}

  /** The members by name, in the directory's order. */
  Map<String, ZipMember> read() throws IOException {
    long end = findEnd();
    Extent extent = extent(end);
    if (extent.count < 0
        || extent.bytes < 0
        || extent.start < 0
        || extent.bytes > end
        || extent.start > end - extent.bytes) {
      throw damaged("a directory before byte " + end, extent);
    }
    if (extent.count > limits.members()) {
      throw damaged("at most " + limits.members() + " members", extent.count);
    }
    long longest = extent.count * (ENTRY_BYTES + 3L * 0xffff);
    if (extent.bytes > Math.min(longest, Integer.MAX_VALUE)) {
      throw damaged("a directory of " + extent.count + " members", extent.bytes + " bytes");
    }
    ByteBuffer entries = source.read(extent.start, (int) extent.bytes);
    Map<String, ZipMember> members = new LinkedHashMap<>();
    for (long i = 0; i < extent.count; i++) {
      ZipMember member = next(entries, extent.start);
      if (members.put(member.name(), member) != null) {
        throw damaged("one member of each name", "two named " + member.name());
      }
    }
    return members;
  }

  private long findEnd() throws IOException {
    long size = source.size();
    int length = (int) Math.min(size, END_BYTES + LARGEST_COMMENT);
    ByteBuffer tail = source.read(size - length, length);
    for (int at = length - END_BYTES; at >= 0; at--) {
      if (tail.getInt(at) == END && unsigned(tail, at + 20) == length - END_BYTES - at) {
        return size - length + at;
      }
    }
    throw damaged(
        "a zip archive", size == 0 ? "an empty file" : "other bytes, or only its beginning");
  }

  private Extent extent(long end) throws IOException {
    ByteBuffer record = source.read(end, END_BYTES);
    Extent extent =
        new Extent(
            unsigned(record, 10), record.getInt(12) & IN_ZIP64, record.getInt(16) & IN_ZIP64);
    if (extent.count != 0xffff && extent.bytes != IN_ZIP64 && extent.start != IN_ZIP64) {
      return extent;
    }
    if (end < LOCATOR64_BYTES) {
      return extent;
    }
    ByteBuffer locator = source.read(end - LOCATOR64_BYTES, LOCATOR64_BYTES);
    if (locator.getInt(0) != LOCATOR64) {
      return extent;
    }
    ByteBuffer end64 = source.read(locator.getLong(8), END64_BYTES);
    if (end64.getInt(0) != END64) {
      throw damaged("the end of a zip64 directory", "other bytes");
    }
    return new Extent(end64.getLong(32), end64.getLong(40), end64.getLong(48));
  }

  private ZipMember next(ByteBuffer entries, long directory) {
    int at = entries.position();
    if (entries.remaining() < ENTRY_BYTES || entries.getInt(at) != ENTRY) {
      throw damaged("another entry of the directory", "other bytes, or its end");
    }
    int nameLength = unsigned(entries, at + 28);
    int extraLength = unsigned(entries, at + 30);
    int length = ENTRY_BYTES + nameLength + extraLength + unsigned(entries, at + 32);
    if (entries.remaining() < length) {
      throw damaged("an entry of " + length + " bytes", entries.remaining() + " bytes");
    }
    String name =
        StandardCharsets.UTF_8.decode(entries.slice(at + ENTRY_BYTES, nameLength)).toString();
    if ((unsigned(entries, at + 8) & ENCRYPTED) != 0) {
      throw damaged("members that are not encrypted", name);
    }
    int method = unsigned(entries, at + 10);
    if (method != STORED && method != DEFLATED) {
      throw damaged("members stored or deflated", name + " by method " + method);
    }
    ByteBuffer extra = entries.slice(at + ENTRY_BYTES + nameLength, extraLength);
    long[] sizes = sizes(entries, at, extra.order(ByteOrder.LITTLE_ENDIAN));
    entries.position(at + length);
    ZipMember member =
        new ZipMember(
            name, method == DEFLATED, entries.getInt(at + 16), sizes[1], sizes[0], sizes[2]);
    check(member, directory);
    return member;
  }

  private void check(ZipMember member, long directory) {
    boolean whole = member.deflated() || member.size() == member.compressed();
    if (member.size() < 0
        || member.compressed() < 0
        || member.header() < 0
        || member.header() > directory
        || member.compressed() > directory - member.header()
        || !whole) {
      throw damaged("members inside the file", member);
    }
  }

  /**
   * Size, compressed size and position; those that 32 bits cannot hold stand in the zip64 field.
   */
  private static long[] sizes(ByteBuffer entries, int at, ByteBuffer extra) {
    long[] sizes = {
      entries.getInt(at + 24) & IN_ZIP64,
      entries.getInt(at + 20) & IN_ZIP64,
      entries.getInt(at + 42) & IN_ZIP64
    };
    while (extra.remaining() >= 4) {
      int id = extra.getShort();
      int length = Math.min(extra.getShort() & 0xffff, extra.remaining());
      int next = extra.position() + length;
      for (int i = 0; id == 1 && i < sizes.length && next - extra.position() >= 8; i++) {
        if (sizes[i] == IN_ZIP64) {
          sizes[i] = extra.getLong();
        }
      }
      extra.position(next);
    }
    return sizes;
  }

  private static int unsigned(ByteBuffer bytes, int at) {
    return bytes.getShort(at) & 0xffff;
  }

  private KerasFileException damaged(String expected, Object found) {
    return KerasFileException.unexpected(source.name(), expected, found);
  }
}
