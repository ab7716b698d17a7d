package dev.sarvi.keras;

import dev.sarvi.hdf5.Hdf5Exception;
import dev.sarvi.model.Model;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/**
 * Opens and saves models in Keras 3's {@code .keras} format. See <a
 * href="https://keras.io/api/models/model_saving_apis/model_saving_and_loading/">Keras: whole model
 * saving and loading</a>.
 */
public final class Keras {
  private Keras() {}

  /**
   * Opens a model, within the default limits.
   *
   * @throws KerasFileException if there is no such file, or it is damaged, or holds something that
   *     is not supported
   */
  public static Model load(Path file) {
    return load(file, LoadLimits.DEFAULT);
  }

  /**
   * Opens a model.
   *
   * @throws KerasFileException if there is no such file, or it is damaged, or holds something that
   *     is not supported, or asks for more than the limits allow
   */
  public static Model load(Path file, LoadLimits limits) {
    try (KerasFile archive = KerasFile.open(file, limits)) {
      return archive.read();
    } catch (IOException e) {
      throw KerasFileException.unreadable(file, e);
    } catch (UncheckedIOException e) {
      throw KerasFileException.unreadable(file, e.getCause());
    } catch (Hdf5Exception e) {
      throw new KerasFileException(file + ": " + e.getMessage(), e);
    }
  }

  /**
   * Saves a model so that Keras 3 opens it. A file that was there before is replaced in one step,
   * when all is written.
   *
   * @throws KerasFileException if the file cannot be written, or the model holds what Keras 3 has
   *     no form for
   */
  public static void save(Model model, Path file) {
    try {
      KerasFileWriter.write(model, file);
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw new KerasFileException(file + " cannot be written: " + e.getMessage(), e);
    }
  }
}
