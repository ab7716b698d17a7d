package dev.sarvi.keras;

import dev.sarvi.hdf5.ByteSource;
import dev.sarvi.hdf5.GroupBuilder;
import dev.sarvi.hdf5.Hdf5;
import dev.sarvi.hdf5.Hdf5Exception;
import dev.sarvi.hdf5.Hdf5Group;
import dev.sarvi.model.Model;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Opens and saves Keras models: {@code .keras}, {@code .h5}, {@code .weights.h5} and JSON. See <a
 * href="https://keras.io/api/models/model_saving_apis/model_saving_and_loading/">Keras: whole model
 * saving and loading</a>.
 */
public final class Keras {
  private static final String WEIGHTS_SUFFIX = ".weights.h5";

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
   * Saves a model so that Keras 3 opens it, with its optimizer, replacing what was there.
   *
   * @throws KerasFileException as {@link #save(Model, Path, SaveOptions)}
   */
  public static void save(Model model, Path file) {
    save(model, file, SaveOptions.DEFAULT);
  }

  /**
   * Saves a model so that Keras 3 opens it: as {@code .keras}, or as {@code .h5} or {@code .hdf5}
   * in the older form, which Keras 3 still writes. The file appears, or is replaced, in one step,
   * when all is written.
   *
   * @throws KerasFileException if the file's name has another ending, or it is there and shall not
   *     be replaced, or it cannot be written, or the model holds what Keras has no form for;
   *     nothing has changed then
   */
  public static void save(Model model, Path file, SaveOptions options) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".keras")) {
      write(file, options, () -> KerasFileWriter.write(model, file, options));
    } else if (name.matches(".*(?<!\\.weights)\\.(h5|hdf5)")) {
      write(file, options, () -> LegacyFileWriter.write(model, file, options));
    } else {
      throw KerasFileException.unexpected(
          file.toString(),
          "a name that ends in .keras, or in .h5 for the older form",
          name.endsWith(WEIGHTS_SUFFIX) ? "one for weights alone; use saveWeights" : "another");
    }
  }

  /**
   * Saves a model's weights alone, and what its optimizer has learned, as Keras's {@code
   * save_weights} does.
   *
   * @param file its name ends in {@code .weights.h5}
   * @throws KerasFileException as {@link #save(Model, Path, SaveOptions)}
   */
  public static void saveWeights(Model model, Path file) {
    saveWeights(model, file, SaveOptions.DEFAULT);
  }

  /**
   * Saves a model's weights alone.
   *
   * @param file its name ends in {@code .weights.h5}
   * @throws KerasFileException as {@link #save(Model, Path, SaveOptions)}
   */
  public static void saveWeights(Model model, Path file, SaveOptions options) {
    if (!file.toString().toLowerCase(Locale.ROOT).endsWith(WEIGHTS_SUFFIX)) {
      throw KerasFileException.unexpected(
          file.toString(), "a name that ends in " + WEIGHTS_SUFFIX, "another");
    }
    write(
        file,
        options,
        () -> {
          GroupBuilder weights = WeightsWriter.tree(model, options);
          AtomicFile.write(file, out -> Hdf5.write(weights, out));
        });
  }

  /**
   * Sets a model's weights to those in a {@code .weights.h5} file, which fit layer by layer; and,
   * of a compiled model, what its optimizer has learned.
   *
   * @throws KerasFileException if there is no such file, or it is damaged, or holds the weights of
   *     another model; nothing has changed then
   */
  public static void loadWeights(Model model, Path file) {
    try (FileChannel channel = FileChannel.open(file)) {
      Hdf5Group root = Hdf5.read(ByteSource.of(channel, 0, channel.size()));
      new WeightsReader(root, LoadLimits.DEFAULT, file.toString()).readInto(model);
      model
          .compilation()
          .ifPresent(
              compilation ->
                  OptimizerState.read(root, model, compilation.optimizer(), file.toString()));
    } catch (IOException e) {
      throw KerasFileException.unreadable(file, e);
    } catch (UncheckedIOException e) {
      throw KerasFileException.unreadable(file, e.getCause());
    } catch (Hdf5Exception e) {
      throw new KerasFileException(file + ": " + e.getMessage(), e);
    }
  }

  /**
   * A model's architecture as Keras 3's {@code model.to_json()} gives it: without the weights.
   *
   * @throws IllegalArgumentException if the model holds what Keras has no form for
   * @throws IllegalStateException if it has not been built
   */
  public static String toJson(Model model) {
    return ModelConfig.text(ModelConfig.of(model, SaveOptions.DEFAULT));
  }

  private static void write(Path file, SaveOptions options, Runnable writing) {
    if (!options.overwrite() && Files.exists(file)) {
      throw new KerasFileException(file + " is there already, and overwrite is off");
    }
    try {
      writing.run();
    } catch (IllegalArgumentException | IllegalStateException | ArithmeticException e) {
      throw new KerasFileException(file + " cannot be written: " + e.getMessage(), e);
    }
  }
}
