package dev.sarvi.keras;

/**
 * A file that could not be read or written. The message names the file, the place in it (the layer,
 * the variable, the key), what was expected and what was found. Nothing is left half done.
 */
public final class KerasFileException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  KerasFileException(String message) {
    super(message);
  }

  KerasFileException(String message, Throwable cause) {
    super(message, cause);
  }
}
