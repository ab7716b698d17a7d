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
   * Reads an array of floats, integers or booleans, as a tensor of the same type. Elements of two
   * bytes without a meaning ({@code V2}) are taken for {@code bfloat16}, which NumPy saves so.
   *
   * @throws KerasFileException if the file is damaged or holds anything else, such as objects
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
