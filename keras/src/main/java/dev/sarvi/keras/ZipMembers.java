package dev.sarvi.keras;

import dev.sarvi.hdf5.ByteSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/** The parts of a {@code .keras} file in a zip archive. */
record ZipMembers(ZipArchive archive, String name) implements Members {
  @Override
  public List<String> names() {
    return archive.members().stream().map(ZipMember::name).toList();
  }

  private ZipMember member(String member) {
    return archive.member(member).orElseThrow();
  }

  @Override
  public String place(String member) {
    return archive.place(member(member));
  }

  @Override
  public byte[] bytes(String member, long most) throws IOException {
    return archive.bytes(member(member), most, LoadLimits.FREE_JSON_BYTES);
  }

  /** In place if it is stored, after a look at its checksum; in memory if it is compressed. */
  @Override
  public ByteSource source(String name) throws IOException {
    ZipMember member = member(name);
    if (member.deflated()) {
      return ByteSource.of(archive.bytes(member));
    }
    try (InputStream all = archive.stream(member)) {
      all.transferTo(OutputStream.nullOutputStream());
    }
    return archive.region(member);
  }

  @Override
  public void close() throws IOException {
    archive.close();
  }
}
