package dev.sarvi.keras;

import dev.sarvi.model.Model;
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
    return Skeleton.notYet(file, limits);
  }

  /**
   * Saves a model so that Keras 3 opens it. A file that was there before is replaced in one step,
   * when all is written.
   *
   * @throws KerasFileException if the file cannot be written, or the model holds what Keras 3 has
   *     no form for
   */
  public static void save(Model model, Path file) {
    Skeleton.notYet(file, model);
  }
}
