package dev.sarvi.keras;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * Writes files in one step: the content goes to a temporary file beside the target, and takes the
 * target's name when all of it has reached the disk. A crash or a full disk leaves what was there.
 */
public final class AtomicFile {
  private static final int BUFFER = 1 << 16;

  private AtomicFile() {}

  /** Something that can be written. */
  @FunctionalInterface
  public interface Content {
    /** Writes all of it; the stream is not closed. */
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Writes a file, replacing one that was there before.
   *
   * @throws KerasFileException if it cannot be written; nothing has changed then
   */
  public static void write(Path file, Content content) {
    try {
      Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
      if (Files.exists(target) && !Files.isRegularFile(target)) {
        throw new KerasFileException(
            file + ": expected a file to replace. Found: a folder or device");
      }
      Path temporary = target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID());
      try {
        writeNew(temporary, content);
        Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(temporary);
      }
    } catch (IOException e) {
      throw new KerasFileException(file + " cannot be written: " + reason(e), e);
    }
  }

  private static void writeNew(Path temporary, Content content) throws IOException {
    try (FileChannel channel =
        FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER);
      content.writeTo(out);
      out.flush();
      channel.force(true);
    }
  }

  /** What an exception of the file system says, without the file's name. */
  static String reason(IOException e) {
    if (e instanceof NoSuchFileException) {
      return "no such file or folder";
    }
    String reason = e instanceof FileSystemException known ? known.getReason() : e.getMessage();
    return reason == null ? e.getClass().getSimpleName() : reason;
  }
}
