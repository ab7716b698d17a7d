package dev.sarvi.keras;

import dev.sarvi.hdf5.ByteSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The parts of an unpacked {@code .keras} file: the files of a folder. No link is followed, so that
 * nothing outside it is read.
 */
final class FolderMembers implements Members {
  private final Path folder;
  private final List<Source> open = new ArrayList<>();

  FolderMembers(Path folder) {
    this.folder = folder;
  }

  @Override
  public String name() {
    return folder.toString();
  }

  @Override
  public List<String> names() {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
          .map(file -> file.getFileName().toString())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw KerasFileException.unreadable(name(), e);
    }
  }

  @Override
  public String place(String member) {
    return folder.resolve(member).toString();
  }

  @Override
  public byte[] bytes(String member, long most) throws IOException {
    try (Source source = Source.of(folder.resolve(member))) {
      if (source.size() > most) {
        throw KerasFileException.unexpected(
            place(member), "at most " + most + " bytes", source.size() + " bytes");
      }
      return source.read(0, (int) source.size()).array();
    }
  }

  @Override
  public ByteSource source(String member) throws IOException {
    Source source = Source.of(folder.resolve(member));
    open.add(source);
    return source.bytes();
  }

  @Override
  public void close() throws IOException {
    for (Source source : open) {
      source.close();
    }
  }
}
