package dev.sarvi.keras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sarvi.layer.Layer;
import dev.sarvi.layer.Layers;
import dev.sarvi.layer.Options;
import dev.sarvi.layer.activation.LeakyReLU;
import dev.sarvi.layer.activation.PReLU;
import dev.sarvi.layer.activation.ReLU;
import dev.sarvi.layer.activation.ThresholdedReLU;
import dev.sarvi.layer.core.Dense;
import dev.sarvi.layer.core.Input;
import dev.sarvi.model.Model;
import dev.sarvi.model.Sequential;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import dev.sarvi.train.CategoricalCrossentropy;
import dev.sarvi.train.Compilation;
import dev.sarvi.train.MeanSquaredError;
import dev.sarvi.train.Metrics;
import dev.sarvi.train.RMSprop;
import dev.sarvi.train.SGD;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KerasTest {
  @TempDir Path folder;

  private Path file() {
    return folder.resolve("model.keras");
  }

  private Model savedAndLoaded(Model model) {
    Keras.save(model, file());
    return Keras.load(file());
  }

  private String config() throws IOException {
    try (ZipFile zip = new ZipFile(file().toFile())) {
      return new String(
          zip.getInputStream(zip.getEntry("config.json")).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"3.5.0", "3.15.1"})
  void opensWhatKerasOfThatVersionWrote(String version) {
    Model model = Keras.load(Goldens.file("samples/seq-" + version + ".keras"));
    assertThat(model.layers().stream().map(Layer::name))
        .startsWith("conv2d", "p_re_lu", "batch_normalization", "leaky_re_lu", "re_lu", "elu")
        .endsWith("p_re_lu_1", "dropout", "softmax");
    assertThat(model.predict(Tensor.zeros(Shape.of(2, 8, 8, 3))).shape()).isEqualTo(Shape.of(2, 5));
    assertThat(model.compilation().orElseThrow().optimizer().learningRate())
        .isEqualTo((double) .001f);
  }

  @Test
  void membersStandInKerasOrderAndStored() throws IOException {
    Keras.save(new Sequential().add(Input.of(3)).add(new Dense(2)), file());
    try (ZipFile zip = new ZipFile(file().toFile())) {
      assertThat(zip.stream().map(ZipEntry::getName))
          .containsExactly("metadata.json", "config.json", "model.weights.h5");
      assertThat(zip.stream().map(ZipEntry::getMethod)).containsOnly(ZipEntry.STORED);
    }
  }

  @Test
  void thresholdedReluIsACaseOfRelu() {
    Model model = new Sequential().add(Input.of(3)).add(new ReLU()).add(new ThresholdedReLU(0.5));
    Model loaded = savedAndLoaded(model);
    assertThat(loaded.layers().get(1).config()).isEqualTo(new ReLU.Config(null, 0, 0.5));
    assertThat(loaded.layers().get(1).name()).isEqualTo(model.layers().get(1).name());
    Tensor input = Tensor.of(Shape.of(1, 3), -1f, .5f, .75f);
    assertThat(loaded.predict(input).floats()).containsExactly(0f, 0f, .75f);
  }

  @Test
  void numbersWithoutEndAreKept() throws IOException {
    Model model =
        new Sequential()
            .add(Input.of(2))
            .add(new ReLU(new ReLU.Config(Double.POSITIVE_INFINITY, 0.1f, 0), Options.DEFAULT));
    assertThat(savedAndLoaded(model).layers().get(0).config())
        .isEqualTo(model.layers().get(0).config());
    assertThat(config()).contains("\"max_value\":Infinity").contains("0.10000000149011612");
  }

  @Test
  void howAModelIsTrainedIsKept() {
    var x = Input.of(3);
    var a = new Dense(2, "softmax").apply(x);
    var b = new Dense(1).apply(x);
    Model model = Model.of(List.of(x), List.of(a, b), Options.DEFAULT);
    List<String> names = model.outputNames();
    model.compile(
        Compilation.byOutput(
            names,
            new RMSprop(
                new RMSprop.Config(.8, .5, 1e-6, true), RMSprop.TYPE.options().withClipnorm(2.0)),
            Map.of(
                names.get(0), new CategoricalCrossentropy(), names.get(1), new MeanSquaredError()),
            Map.of(names.get(1), 0.25),
            Map.of(names.get(0), List.of(Metrics.named("accuracy"), Metrics.named("mse")))));
    Compilation before = model.compilation().orElseThrow();
    Compilation after = savedAndLoaded(model).compilation().orElseThrow();
    assertThat(after.losses()).isEqualTo(before.losses());
    assertThat(after.lossWeights()).isEqualTo(before.lossWeights());
    assertThat(after.metrics()).isEqualTo(before.metrics());
    assertThat(after.optimizer().config()).isEqualTo(before.optimizer().config());
    assertThat(after.optimizer().options().clipnorm()).isEqualTo(2.0);
    assertThat(after.optimizer().learningRate()).isEqualTo((double) .001f);
  }

  @Test
  void aCompilationThatIsNotUnderstoodStopsOnlyTraining() throws IOException {
    Model model = new Sequential().add(Input.of(3)).add(new Dense(2));
    model.compile(new SGD(), new MeanSquaredError());
    Keras.save(model, file());
    Path other = folder.resolve("other.keras");
    rewriteConfig(other, config().replace("\"class_name\":\"SGD\"", "\"class_name\":\"Lion\""));
    Model loaded = Keras.load(other);
    Tensor input = Tensor.of(Shape.of(1, 3), 1f, 2f, 3f);
    assertThat(loaded.predict(input).sameBits(model.predict(input))).isTrue();
    assertThat(loaded.compilation()).isEmpty();
    assertThat(loaded.reasonNotCompiled()).contains("Lion").contains("other.keras");
    assertThatThrownBy(() -> loaded.evaluate(input, Tensor.zeros(Shape.of(1, 2))))
        .hasMessageContaining("Lion");
  }

  private void rewriteConfig(Path target, String config) throws IOException {
    try (ZipFile zip = new ZipFile(file().toFile())) {
      byte[] weights = zip.getInputStream(zip.getEntry("model.weights.h5")).readAllBytes();
      AtomicFile.write(
          target,
          out -> {
            StoredZip copy = new StoredZip(out);
            copy.add(
                "config.json", member -> member.write(config.getBytes(StandardCharsets.UTF_8)));
            copy.add("model.weights.h5", member -> member.write(weights));
            copy.finish();
          });
    }
  }

  @Test
  void anEarlierNameOfAnArgumentIsUnderstood() throws IOException {
    Keras.save(new Sequential().add(Input.of(3)).add(new LeakyReLU(0.125)), file());
    Path other = folder.resolve("other.keras");
    rewriteConfig(other, config().replace("negative_slope", "alpha"));
    assertThat(Keras.load(other).layers().get(0).config()).isEqualTo(new LeakyReLU.Config(0.125));
  }

  @Test
  void limitsAreKept() {
    Keras.save(new Sequential().add(Input.of(30)).add(new Dense(20)).add(new PReLU()), file());
    LoadLimits all = LoadLimits.DEFAULT;
    assertRefused(limits(2, all.jsonDepth(), all.jsonBytes(), 3, 1000), "members");
    assertRefused(limits(3, 5, all.jsonBytes(), 3, 1000), "config.json");
    assertRefused(limits(3, all.jsonDepth(), 100, 3, 1000), "at most 100 bytes");
    assertRefused(limits(3, all.jsonDepth(), all.jsonBytes(), 3, 1000), "at most 3 layers");
    assertRefused(limits(3, all.jsonDepth(), all.jsonBytes(), 4, 639), "at most 639 weights");
    assertThat(Keras.load(file(), limits(3, all.jsonDepth(), all.jsonBytes(), 4, 640)).layers())
        .hasSize(2);
  }

  private static LoadOptions limits(int members, int depth, int bytes, int layers, long weights) {
    return LoadOptions.DEFAULT.withLimits(
        LoadLimits.DEFAULT
            .withMembers(members)
            .withJsonDepth(depth)
            .withJsonBytes(bytes)
            .withLayers(layers)
            .withWeightElements(weights));
  }

  private void assertRefused(LoadOptions limits, String why) {
    assertThatThrownBy(() -> Keras.load(file(), limits))
        .isInstanceOf(KerasFileException.class)
        .hasMessageContaining("model.keras")
        .hasMessageContaining(why);
  }

  @Test
  void aLayerInTwoModelsCannotBeSaved() throws IOException {
    var dense = new Dense(3);
    Model inside = new Sequential().add(Input.of(3)).add(dense);
    var x = Input.of(3);
    Model model = Model.of(x, dense.apply(inside.apply(x)));
    Files.writeString(file(), "before");
    assertThatThrownBy(() -> Keras.save(model, file()))
        .isInstanceOf(KerasFileException.class)
        .hasMessageContaining("model.keras")
        .hasMessageContaining(dense.name());
    assertThat(file()).hasContent("before");
  }

  @Test
  void aModelWithoutInputCannotBeSaved() {
    assertThatThrownBy(() -> Keras.save(new Sequential().add(new Dense(2)), file()))
        .isInstanceOf(KerasFileException.class)
        .hasMessageContaining("not been built");
  }

  @Test
  void everyKnownLayerHasAFormInFiles() {
    assertThat(Layers.known())
        .allSatisfy(
            type -> {
              var written = new com.google.gson.JsonObject();
              new ConfigWriter(layer -> written).add(type.defaults(), written);
              var reader = new ConfigReader(new Json(written, "config"));
              assertThat((Record) reader.record(type.defaults(), type.required()))
                  .isEqualTo(type.defaults());
              reader.refuseOthers();
            });
  }
}
