package dev.sarvi.hdf5;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;

/** A child's name and where its header stands. */
record Link(String name, long address) {
  /** The order of names in a file: by the bytes of their UTF-8. */
  static final Comparator<String> NAME_ORDER =
      Comparator.comparing(name -> name.getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned);

  private static final int TYPE = 0x08;
  private static final int CREATION_ORDER = 0x04;
  private static final int CHARACTER_SET = 0x10;
  private static final int HARD = 0;

  /** Reads a link message. */
  static Link read(Cursor cursor) {
    int flags = cursor.version(1).u8();
    int type = (flags & TYPE) != 0 ? cursor.u8() : HARD;
    cursor.skip((flags & CREATION_ORDER) != 0 ? 8 : 0).skip((flags & CHARACTER_SET) != 0 ? 1 : 0);
    String name = cursor.text(cursor.unsigned(1 << (flags & 3)));
    if (type != HARD) {
      throw notFollowed(name, type == 1 ? "a soft link" : "an external or unknown link");
    }
    return new Link(name, cursor.address());
  }

  static Hdf5Exception notFollowed(String name, String found) {
    return new Hdf5Exception(
        "Expected children that stand in this file. Found: %s named %s".formatted(found, name));
  }
}
