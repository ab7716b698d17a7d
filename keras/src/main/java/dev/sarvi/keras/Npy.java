package dev.sarvi.keras;

import dev.sarvi.tensor.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * NumPy's format for one array. See <a
 * href="https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html">NumPy:
 * numpy.lib.format</a>.
 */
public final class Npy {
  private Npy() {}

  /**
   * Reads an array. {@code float32} and {@code float64} stay as they are; {@code float16}, integers
   * and booleans become {@code float32}, or {@code float64} where {@code float32} would change a
   * number.
   *
   * @throws KerasFileException if the file is damaged or holds anything else, such as objects or
   *     integers that {@code float64} would change
   */
  public static Tensor read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return NpyFormat.read(in, Files.size(file), file.toString());
    } catch (IOException e) {
      throw KerasFileException.unreadable(file, e);
    }
  }

  /**
   * Writes an array, replacing in one step a file that was there before.
   *
   * @throws KerasFileException if the file cannot be written
   */
  public static void write(Tensor tensor, Path file) {
    AtomicFile.write(file, out -> NpyFormat.write(tensor, out));
  }
}
