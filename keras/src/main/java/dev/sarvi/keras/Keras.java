package dev.sarvi.keras;

import dev.sarvi.hdf5.GroupBuilder;
import dev.sarvi.hdf5.Hdf5;
import dev.sarvi.hdf5.Hdf5Exception;
import dev.sarvi.model.Model;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * Opens and saves Keras models: {@code .keras}, {@code .h5}, {@code .weights.h5} and JSON. See <a
 * href="https://keras.io/api/models/model_saving_apis/model_saving_and_loading/">Keras: whole model
 * saving and loading</a>.
 */
public final class Keras {
  private static final String WEIGHTS_SUFFIX = ".weights.h5";

  private Keras() {}

  /**
   * Opens a model, within the default limits. An architecture alone, in JSON, is refused: without
   * weights it would predict noise; {@link #modelFromJson(Path, LoadOptions)} opens it.
   *
   * @param file a file, or the folder that one was unpacked into
   * @throws KerasFileException if there is no such file, or it is damaged, or holds something that
   *     is not supported
   */
  public static Model load(Path file) {
    return load(file, LoadOptions.DEFAULT);
  }

  /**
   * Opens a model.
   *
   * @param file a file, or the folder that one was unpacked into
   * @throws KerasFileException if there is no such file, or it is damaged, or holds something that
   *     is not supported, or asks for more than the limits allow
   */
  public static Model load(Path file, LoadOptions options) {
    return reading(
        file.toString(),
        () -> Files.isDirectory(file) ? ModelFile.read(file, options) : read(file, options));
  }

  private static Model read(Path file, LoadOptions options) throws IOException {
    try (Source source = Source.of(file)) {
      return ModelFile.read(source, options);
    }
  }

  /**
   * Opens a model that is in memory; the array is not copied.
   *
   * @throws KerasFileException as {@link #load(Path, LoadOptions)}
   */
  public static Model load(byte[] file, LoadOptions options) {
    return loadInMemory(file, "the given bytes", options);
  }

  /**
   * Opens a model that a stream brings, which is read to its end and not closed.
   *
   * @throws KerasFileException as {@link #load(Path, LoadOptions)}
   */
  public static Model load(InputStream file, LoadOptions options) {
    String name = "the given stream";
    return loadInMemory(reading(name, file::readAllBytes), name, options);
  }

  /**
   * Opens a model that stands beside a class, as {@link Class#getResourceAsStream} finds it.
   *
   * @throws KerasFileException if there is no such resource, and as {@link #load(Path,
   *     LoadOptions)}
   */
  public static Model loadResource(Class<?> beside, String resource, LoadOptions options) {
    String name = "resource " + resource;
    byte[] bytes =
        reading(
            name,
            () -> {
              try (InputStream in = beside.getResourceAsStream(resource)) {
                if (in == null) {
                  throw new KerasFileException(
                      name + " cannot be read: " + beside + " finds no such resource");
                }
                return in.readAllBytes();
              }
            });
    return loadInMemory(bytes, name, options);
  }

  private static Model loadInMemory(byte[] file, String name, LoadOptions options) {
    return reading(name, () -> ModelFile.read(Source.of(file, name), options));
  }

  /** Something that reads a file. */
  @FunctionalInterface
  private interface Reading<T> {
    T run() throws IOException;
  }

  /** Says of what goes wrong in which file it was. */
  private static <T> T reading(String name, Reading<T> reading) {
    try {
      return reading.run();
    } catch (IOException e) {
      throw KerasFileException.unreadable(name, e);
    } catch (UncheckedIOException e) {
      throw KerasFileException.unreadable(name, e.getCause());
    } catch (Hdf5Exception e) {
      throw new KerasFileException(name + ": " + e.getMessage(), e);
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
   * Sets a model's weights to those in a file: {@code .weights.h5}, the {@code .h5} of Keras 1 and
   * 2, or a whole model. They fit layer by layer, in the order of the layers that have weights,
   * whatever these are called. A compiled model takes from {@code .weights.h5} also what its
   * optimizer has learned.
   *
   * @throws KerasFileException if there is no such file, or it is damaged, or holds the weights of
   *     another model; nothing has changed then
   */
  public static void loadWeights(Model model, Path file) {
    loadWeights(model, file, LoadOptions.DEFAULT);
  }

  /**
   * Sets a model's weights, as {@link #loadWeights(Model, Path)}.
   *
   * @throws KerasFileException likewise, or if the file asks for more than the limits allow
   */
  public static void loadWeights(Model model, Path file, LoadOptions options) {
    loadWeights(model, file, false, options);
  }

  /**
   * Sets the weights of those layers whose names the file has, and leaves the others as they are:
   * for a network that continues another. Only the {@code .h5} of Keras 1 and 2 names layers.
   *
   * @throws KerasFileException as {@link #loadWeights(Model, Path)}; also if layers of the same
   *     name do not fit
   */
  public static void loadWeightsByName(Model model, Path file) {
    loadWeights(model, file, true, LoadOptions.DEFAULT);
  }

  private static void loadWeights(Model model, Path file, boolean byName, LoadOptions options) {
    reading(
        file.toString(),
        () -> {
          try (Source source = Source.of(file)) {
            ModelFile.readWeights(model, source, byName, options);
          }
          return model;
        });
  }

  /**
   * The model of an architecture, as {@code model.to_json()} of any Keras gives it. Its weights are
   * as the initializers make them; it is compiled if the text says how.
   *
   * @throws KerasFileException if this is no such text, or holds something that is not supported
   */
  public static Model modelFromJson(String json) {
    return modelFromJson(json, LoadOptions.DEFAULT);
  }

  /**
   * The model of an architecture, as {@link #modelFromJson(String)}.
   *
   * @throws KerasFileException likewise, or if it asks for more than the limits allow
   */
  public static Model modelFromJson(String json, LoadOptions options) {
    return Architecture.ofText(json, "the given JSON", options);
  }

  /**
   * The model of an architecture in a file, as {@link #modelFromJson(String)}.
   *
   * @throws KerasFileException likewise, or if there is no such file
   */
  public static Model modelFromJson(Path file, LoadOptions options) {
    return reading(
        file.toString(),
        () -> {
          try (Source source = Source.of(file)) {
            return Architecture.of(source, options);
          }
        });
  }

  /**
   * Looks at a file, or the folder that one was unpacked into, without reading weights: of any
   * form, also one that cannot be opened.
   *
   * @throws KerasFileException if there is no such file
   */
  public static Inspection inspect(Path file) {
    return reading(file.toString(), () -> Inspector.inspect(file, LoadOptions.DEFAULT));
  }

  /**
   * The check that a {@code .keras} file brings, if it brings one; the model itself is not opened.
   *
   * @throws KerasFileException if there is no such file, or it is damaged
   */
  public static Optional<ModelCheck> readCheck(Path file) {
    return reading(
        file.toString(),
        () -> {
          if (Files.isDirectory(file)) {
            return Optional.empty();
          }
          try (Source source = Source.of(file)) {
            return CheckMembers.read(source, LoadLimits.DEFAULT);
          }
        });
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
