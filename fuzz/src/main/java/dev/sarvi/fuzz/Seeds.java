package dev.sarvi.fuzz;

import dev.sarvi.keras.Keras;
import dev.sarvi.keras.Npy;
import dev.sarvi.layer.activation.PReLU;
import dev.sarvi.layer.activation.Softmax;
import dev.sarvi.layer.core.Dense;
import dev.sarvi.layer.core.Input;
import dev.sarvi.model.Model;
import dev.sarvi.model.Sequential;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import dev.sarvi.train.Adam;
import dev.sarvi.train.MeanSquaredError;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Small valid files, from which the fuzzer starts. */
public final class Seeds {
  private static final byte[] WEIGHTS = weights();

  private Seeds() {}

  /**
   * Writes them: a folder for each target.
   *
   * @param args where to
   */
  public static void main(String... args) throws IOException {
    Path folder = Path.of(args[0]);
    for (String target : new String[] {"Archive", "Config", "Hdf5", "Array"}) {
      Files.createDirectories(folder.resolve(target));
    }
    Model model = model();
    Keras.save(model, folder.resolve("Archive/model.keras"));
    Keras.save(model, folder.resolve("Archive/model.h5"));
    Files.write(folder.resolve("Archive/deflated.keras"), archive(config(model)));
    Files.write(folder.resolve("Config/config.json"), config(model));
    Keras.saveWeights(model, folder.resolve("Hdf5/model.weights.h5"));
    Keras.save(model, folder.resolve("Hdf5/model.h5"));
    Npy.write(Tensor.zeros(Shape.of(2, 3)), folder.resolve("Array/zeros.npy"));
  }

  /** An archive of this config and the weights that fit the seed's. */
  static byte[] archive(byte[] config) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry("config.json"));
      zip.write(config);
      zip.putNextEntry(new ZipEntry("model.weights.h5"));
      zip.write(WEIGHTS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static byte[] config(Model model) {
    return Keras.toJson(model).getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] weights() {
    try {
      Path file = Files.createTempFile("sarvi-seed", ".weights.h5");
      Keras.saveWeights(model(), file);
      byte[] weights = Files.readAllBytes(file);
      Files.delete(file);
      return weights;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Model model() {
    Model model =
        new Sequential()
            .add(Input.of(3))
            .add(new Dense(2, "relu"))
            .add(new PReLU())
            .add(new Softmax());
    model.compile(new Adam(1e-3), new MeanSquaredError());
    return model;
  }
}
