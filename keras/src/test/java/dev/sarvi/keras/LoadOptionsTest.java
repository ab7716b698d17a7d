package dev.sarvi.keras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sarvi.layer.Layer;
import dev.sarvi.layer.Mode;
import dev.sarvi.layer.Options;
import dev.sarvi.layer.Pass;
import dev.sarvi.layer.activation.ActivationFunction;
import dev.sarvi.layer.activation.ELU;
import dev.sarvi.layer.activation.LeakyReLU;
import dev.sarvi.layer.core.Dense;
import dev.sarvi.layer.core.Input;
import dev.sarvi.model.Model;
import dev.sarvi.model.Sequential;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadOptionsTest {
  private static final Tensor INPUT = Tensor.of(Shape.of(1, 2), -1f, 2f);

  @TempDir Path folder;

  /** The folder of a model whose config was changed. */
  private Path unpacked(Model model, String from, String to) throws IOException {
    Path file = folder.resolve("model.keras");
    Keras.save(model, file);
    Path unpacked = Files.createDirectory(folder.resolve("unpacked"));
    try (ZipFile zip = new ZipFile(file.toFile())) {
      for (ZipEntry entry : zip.stream().toList()) {
        byte[] bytes = zip.getInputStream(zip.getEntry(entry.getName())).readAllBytes();
        if (entry.getName().equals("config.json")) {
          String config = new String(bytes, StandardCharsets.UTF_8);
          assertThat(config).contains(from);
          bytes = config.replace(from, to).getBytes(StandardCharsets.UTF_8);
        }
        Files.write(unpacked.resolve(entry.getName()), bytes);
      }
    }
    return unpacked;
  }

  private static Model leaky() {
    return new Sequential().add(Input.of(2)).add(new LeakyReLU(0.5));
  }

  @Test
  void aFolderIsRead() throws IOException {
    Model model = new Sequential().add(Input.of(2)).add(new Dense(3));
    Model loaded = Keras.load(unpacked(model, "dense", "dense"));
    assertThat(loaded.predict(INPUT).sameBits(model.predict(INPUT))).isTrue();
  }

  @Test
  void bytesStreamsAndResourcesAreRead() throws IOException {
    Path file = folder.resolve("model.keras");
    Keras.save(leaky(), file);
    byte[] bytes = Files.readAllBytes(file);
    float[] expected = {-0.5f, 2f};
    assertThat(Keras.load(bytes, LoadOptions.DEFAULT).predict(INPUT).floats()).isEqualTo(expected);
    var stream = new ByteArrayInputStream(bytes);
    assertThat(Keras.load(stream, LoadOptions.DEFAULT).predict(INPUT).floats()).isEqualTo(expected);
    assertThat(
            Keras.loadResource(getClass(), "/samples/seq-3.15.1.keras", LoadOptions.DEFAULT)
                .layers())
        .isNotEmpty();
    assertThatThrownBy(
            () -> Keras.loadResource(getClass(), "/samples/none.keras", LoadOptions.DEFAULT))
        .isInstanceOf(KerasFileException.class)
        .hasMessageContaining("resource /samples/none.keras")
        .hasMessageContaining("no such resource");
    assertThatThrownBy(() -> Keras.load(new byte[3], LoadOptions.DEFAULT))
        .isInstanceOf(KerasFileException.class)
        .hasMessageContaining("the given bytes");
  }

  @Test
  void aLayerOfAnotherLibraryIsGivenByItsRegisteredOrClassName() throws IOException {
    String keras = "\"module\":\"keras.layers\",\"class_name\":\"LeakyReLU\"";
    Path folder = unpacked(leaky(), keras, "\"module\":\"mine\",\"class_name\":\"Slope\"");
    Path config = folder.resolve("config.json");
    String end = "\"negative_slope\":0.5},\"registered_name\":";
    String text = Files.readString(config).replace(end + "null", end + "\"mine>Slope\"");
    Files.writeString(config, text);
    assertThatThrownBy(() -> Keras.load(folder))
        .isInstanceOf(KerasFileException.class)
        .hasMessageContaining("Slope")
        .hasMessageContaining("LoadOptions.withLayer");
    for (String name : new String[] {"mine>Slope", "Slope"}) {
      LoadOptions options = LoadOptions.DEFAULT.withLayer(name, LeakyReLU.TYPE);
      assertThat(Keras.load(folder, options).predict(INPUT).floats()).containsExactly(-0.5f, 2f);
    }
  }

  @Test
  void aLayerOfOnesOwnIsSavedAsItWasReadOrNotAtAll() throws IOException {
    Model model = leaky();
    String name = model.layers().get(0).name();
    Path lambda = unpacked(model, "\"LeakyReLU\"", "\"Lambda\"");
    LoadOptions options = LoadOptions.DEFAULT.withLayerNamed(name, Unchanged::new);
    Model read = Keras.load(lambda, options);
    assertThat(Keras.toJson(read)).contains("\"class_name\":\"Lambda\",\"config\":{\"name\"");
    Model made = new Sequential().add(Input.of(2)).add(new Unchanged(Options.DEFAULT));
    assertThatThrownBy(() -> Keras.save(made, folder.resolve("own.keras")))
        .isInstanceOf(KerasFileException.class)
        .hasMessageContaining("Unchanged")
        .hasMessageContaining("not read from a file");
    assertThat(folder.resolve("own.keras")).doesNotExist();
  }

  private static final class Unchanged extends Layer {
    Unchanged(Options options) {
      super(new ELU.Config(1), options);
    }

    @Override
    public List<Shape> outputShapes(List<Shape> inputs) {
      return inputs;
    }

    @Override
    protected Pass forward(List<Tensor> inputs, Mode mode) {
      throw new UnsupportedOperationException("never run");
    }
  }

  @Test
  void aLambdaIsReplacedByALayerOfItsName() throws IOException {
    Model model = leaky();
    String name = model.layers().get(0).name();
    Path folder = unpacked(model, "\"LeakyReLU\"", "\"Lambda\"");
    assertThatThrownBy(() -> Keras.load(folder))
        .isInstanceOf(KerasFileException.class)
        .hasMessageContaining("Lambda")
        .hasMessageContaining("LoadOptions.withLayerNamed");
    LoadOptions options =
        LoadOptions.DEFAULT.withLayerNamed(name, given -> new ELU(new ELU.Config(1), given));
    assertThat(Keras.load(folder, options).predict(INPUT).floats()[1]).isEqualTo(2f);
    LoadOptions nameless = LoadOptions.DEFAULT.withLayerNamed(name, given -> new ELU());
    assertThatThrownBy(() -> Keras.load(folder, nameless))
        .isInstanceOf(KerasFileException.class)
        .hasMessageContaining(name)
        .hasMessageContaining("options");
  }

  @Test
  void aFunctionIsGivenByItsName() throws IOException {
    Model model = new Sequential().add(Input.of(2)).add(new Dense(2, "relu"));
    Path folder = unpacked(model, "\"relu\"", "\"my_relu\"");
    assertThatThrownBy(() -> Keras.load(folder))
        .isInstanceOf(KerasFileException.class)
        .hasMessageContaining("my_relu")
        .hasMessageContaining("LoadOptions.withActivation");
    LoadOptions options =
        LoadOptions.DEFAULT.withActivation("my_relu", ActivationFunction.named("relu"));
    assertThat(Keras.load(folder, options).predict(INPUT).sameBits(model.predict(INPUT))).isTrue();
  }
}
