package dev.sarvi.keras;

import dev.sarvi.tensor.Tensor;
import java.nio.file.Path;
import java.util.Map;

/** NumPy's format for several named arrays: a zip archive of {@code .npy} members. */
public final class Npz {
  private Npz() {}

  /**
   * Reads all arrays, in the file's order, each as {@link Npy#read} does.
   *
   * @throws KerasFileException if the file is damaged or holds anything else
   */
  public static Map<String, Tensor> read(Path file) {
    return Skeleton.notYet(file);
  }

  /**
   * Writes arrays in the map's order, replacing in one step a file that was there before.
   *
   * @throws KerasFileException if the file cannot be written
   */
  public static void write(Map<String, Tensor> arrays, Path file) {
    Skeleton.notYet(file, arrays.keySet());
  }
}
