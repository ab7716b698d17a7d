package dev.sarvi.keras;

import dev.sarvi.hdf5.ByteSource;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/** The named parts of a {@code .keras} file: members of a zip archive, or files of a folder. */
interface Members extends Closeable {
  /** How errors call the whole. */
  String name();

  /** The names of the parts, in order. */
  List<String> names();

  /** How errors call a part. */
  String place(String member);

  /**
   * The whole content of a part that is there.
   *
   * @param most how many bytes it may have
   */
  byte[] bytes(String member, long most) throws IOException;

  /** The bytes of a part that is there, in place where that is possible, and checked. */
  ByteSource source(String member) throws IOException;
}
