package dev.sarvi.keras;

import java.io.IOException;

/**
 * A file that could not be read or written. The message names the file, the place in it (the layer,
 * the variable, the key), what was expected and what was found. Nothing is left half done.
 */
public final class KerasFileException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private static final int SHOWN = 300;

  /** With the whole story. */
  KerasFileException(String message) {
    super(message);
  }

  /** With the whole story, and what led to it. */
  KerasFileException(String message, Throwable cause) {
    super(message, cause);
  }

  /**
   * The usual story.
   *
   * @param place the file, and where in it
   */
  static KerasFileException unexpected(String place, String expected, Object found) {
    return new KerasFileException(
        "%s: expected %s. Found: %s".formatted(place, expected, shown(String.valueOf(found))));
  }

  static KerasFileException unreadable(Object file, IOException cause) {
    return new KerasFileException(file + " cannot be read: " + AtomicFile.reason(cause), cause);
  }

  /** Text from a file, cut where it is long. */
  static String shown(String text) {
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
  }
}
