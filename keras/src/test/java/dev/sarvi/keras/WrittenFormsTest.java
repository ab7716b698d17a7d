package dev.sarvi.keras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.sarvi.hdf5.ByteSource;
import dev.sarvi.hdf5.GroupBuilder;
import dev.sarvi.hdf5.Hdf5;
import dev.sarvi.hdf5.Hdf5Attribute;
import dev.sarvi.hdf5.Hdf5Dataset;
import dev.sarvi.hdf5.Hdf5Group;
import dev.sarvi.hdf5.Hdf5Node;
import dev.sarvi.layer.Options;
import dev.sarvi.layer.SymbolicTensor;
import dev.sarvi.layer.Variable;
import dev.sarvi.layer.activation.ReLU;
import dev.sarvi.layer.activation.Softmax;
import dev.sarvi.layer.core.Dense;
import dev.sarvi.layer.core.Input;
import dev.sarvi.layer.operation.Ops;
import dev.sarvi.model.Model;
import dev.sarvi.model.Sequential;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import dev.sarvi.train.MeanSquaredError;
import dev.sarvi.train.SGD;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is saved in other forms than {@code .keras}, compared with what Keras saves. */
class WrittenFormsTest {
  @TempDir Path folder;

  static Stream<String> models() {
    return h5Forms().keySet().stream();
  }

  private static JsonObject h5Forms() {
    return Goldens.json("models/h5-forms.json").getAsJsonObject();
  }

  private static Model model(String id) {
    return Keras.load(Goldens.file("models/" + id + ".keras"));
  }

  private Hdf5Group saved(Model model) throws IOException {
    Path file = folder.resolve("model.h5");
    Keras.save(model, file);
    return Hdf5.read(ByteSource.of(Files.readAllBytes(file)));
  }

  @ParameterizedTest
  @MethodSource("models")
  void h5HoldsWhatKerasWrites(String id) throws IOException {
    JsonObject keras = h5Forms().getAsJsonObject(id);
    Hdf5Group root = saved(model(id));
    assertSame(json(root, "model_config"), keras.get("model_config"));
    Map<String, JsonElement> weights = new LinkedHashMap<>();
    Hdf5Group layers = root.group("model_weights");
    for (String name : strings(layers, LegacyWeights.LAYER_NAMES)) {
      weights.put(name, weights(layers.group(name)));
    }
    assertThat(weights).isEqualTo(keras.getAsJsonObject("weights").asMap());
    assertThat(strings(layers.group("top_level_model_weights"), LegacyWeights.WEIGHT_NAMES))
        .isEmpty();
    assertThat(root.attribute("training_config").isPresent())
        .isEqualTo(keras.has("training_config"));
    if (keras.has("training_config")) {
      assertThat(json(root, "training_config")).isEqualTo(keras.get("training_config"));
    }
    if (keras.has("optimizer")) {
      assertThat(weights(root.group("optimizer_weights"))).isEqualTo(keras.get("optimizer"));
    }
  }

  /** Keras forgets a Sequential's own type when it reads one; those of its layers count. */
  private static void assertSame(JsonElement actual, JsonElement expected) {
    for (JsonElement model : List.of(actual, expected)) {
      model.getAsJsonObject().getAsJsonObject("config").remove("dtype");
    }
    assertThat(ModelGoldensTest.stripped(actual)).isEqualTo(ModelGoldensTest.stripped(expected));
  }

  private static JsonElement json(Hdf5Group root, String attribute) {
    return JsonParser.parseString(root.attribute(attribute).orElseThrow().readString());
  }

  private static List<String> strings(Hdf5Node node, String attribute) {
    return node.attribute(attribute).orElseThrow().readStrings();
  }

  private static JsonArray weights(Hdf5Group group) {
    JsonArray all = new JsonArray();
    for (String name : strings(group, LegacyWeights.WEIGHT_NAMES)) {
      Hdf5Dataset dataset = group.dataset(name);
      CRC32 checksum = new CRC32();
      checksum.update(dataset.readBytes());
      JsonArray shape = new JsonArray();
      for (long dim : dataset.shape()) {
        shape.add(dim);
      }
      JsonArray one = new JsonArray();
      one.add(shape);
      one.add(checksum.getValue());
      all.add(one);
    }
    return all;
  }

  @Test
  void axesThatKerasWouldForgetKeepTheirForm() throws IOException {
    Sequential model = new Sequential().add(Input.of(3, 2));
    model.add(new Softmax(1)).add(new Softmax(-1));
    JsonArray layers =
        json(saved(model), "model_config")
            .getAsJsonObject()
            .getAsJsonObject("config")
            .getAsJsonArray("layers");
    assertThat(layers.get(1).getAsJsonObject().has("module")).isTrue();
    assertThat(layers.get(2).getAsJsonObject().has("module")).isFalse();
  }

  @ParameterizedTest
  @MethodSource("models")
  void compilationsAreKeptAsTheyWere(String id) throws IOException {
    Path file = Goldens.file("models/" + id + ".keras");
    JsonObject before = ModelGoldensTest.config(file).getAsJsonObject();
    JsonObject after = JsonParser.parseString(Keras.toJson(Keras.load(file))).getAsJsonObject();
    JsonElement read = before.get("compile_config");
    assertThat(after.get("compile_config")).isEqualTo(read);
  }

  @Test
  void numbersAreSpelledAsTheyWereRead() throws IOException {
    Path file = folder.resolve("model.keras");
    String config =
        "{\"module\":\"keras\",\"class_name\":\"Sequential\",\"config\":{\"layers\":[{\"module\":"
            + "\"keras.layers\",\"class_name\":\"InputLayer\",\"config\":{\"batch_shape\":[null,2]"
            + "}},{\"module\":\"keras.layers\",\"class_name\":\"ReLU\",\"config\":{\"max_value\":6,"
            + "\"negative_slope\":1e-1,\"threshold\":0.0}}]},\"compile_config\":{\"optimizer\":"
            + "{\"class_name\":\"Lion\",\"config\":{\"x\":1}},\"loss\":\"mse\"}}";
    var root = new GroupBuilder();
    root.group("vars");
    AtomicFile.write(
        file,
        out -> {
          StoredZip zip = new StoredZip(out);
          zip.add("config.json", member -> member.write(config.getBytes(StandardCharsets.UTF_8)));
          zip.add("model.weights.h5", member -> Hdf5.write(root, member));
          zip.finish();
        });
    Model model = Keras.load(file);
    assertThat(Keras.toJson(model))
        .contains("\"max_value\":6,\"negative_slope\":1e-1,\"threshold\":0.0")
        .contains("{\"class_name\":\"Lion\",\"config\":{\"x\":1}}");
    model.compile(new SGD(), new MeanSquaredError());
    assertThat(Keras.toJson(model)).contains("SGD").doesNotContain("Lion");
  }

  @Test
  void weightsAloneAreSavedAndLoaded() {
    Path file = folder.resolve("model.weights.h5");
    Model model = model("trained");
    Keras.saveWeights(model, file);
    Model other = model("trained");
    other.layers().forEach(layer -> layer.variables().forEach(v -> v.assign(zeros(v))));
    Keras.loadWeights(other, file);
    assertThat(values(other)).isEqualTo(values(model));
    assertThat(other.compilation().orElseThrow().optimizer().iterations())
        .isEqualTo(model.compilation().orElseThrow().optimizer().iterations())
        .isPositive();
    Model different = new Sequential().add(Input.of(3)).add(new Dense(2));
    assertThatThrownBy(() -> Keras.loadWeights(different, file))
        .isInstanceOf(KerasFileException.class)
        .hasMessageContaining("model.weights.h5")
        .hasMessageContaining("dense");
  }

  private static Tensor zeros(Variable variable) {
    return Tensor.zeros(variable.shape(), variable.dtype());
  }

  private static List<String> values(Model model) {
    List<String> values = new ArrayList<>();
    model.variables().forEach(v -> values.add(Arrays.toString(v.value().floats())));
    return values;
  }

  @Test
  void namesBeyond64KilobytesAreCut() throws IOException {
    Sequential model = new Sequential();
    model.add(Input.of(1));
    List<String> names = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      names.add("a_layer_with_a_long_name_so_that_all_names_fill_more_than_64_kilobytes_" + i);
      var options = Options.DEFAULT.withName(names.get(i));
      model.add(new ReLU(new ReLU.Config(), options));
    }
    Hdf5Group layers = saved(model).group("model_weights");
    assertThat(layers.attribute(LegacyWeights.LAYER_NAMES)).isEmpty();
    List<String> found = new ArrayList<>();
    for (int i = 0; layers.attribute("layer_names" + i).isPresent(); i++) {
      Hdf5Attribute part = layers.attribute("layer_names" + i).orElseThrow();
      found.addAll(part.readStrings());
      assertThat(part.readBytes()).hasSizeLessThanOrEqualTo(64_512);
    }
    assertThat(found).isEqualTo(names);
  }

  /** Keras cannot open its own {@code .h5} file of a model that was compiled with "mse". */
  @Test
  void shortNamesOfLossesAreWrittenInFull() throws IOException {
    Model model = Keras.load(Goldens.file("models/trained.keras"));
    JsonObject compilation =
        ModelConfig.of(model, SaveOptions.DEFAULT).getAsJsonObject("compile_config");
    compilation.add(
        "loss", JsonParser.parseString("{\"a\":\"mse\",\"b\":[\"mse\",\"huber\",null]}"));
    assertThat(LegacyConfig.ofCompilation(compilation).get("loss"))
        .hasToString(
            "{\"a\":\"mean_squared_error\",\"b\":[\"mean_squared_error\",\"huber\",null]}");
  }

  /** In the form without modules, in which Keras writes them, Keras cannot find them again. */
  @Test
  void operationsKeepTheirModuleInH5() throws IOException {
    SymbolicTensor x = Input.of(3);
    Model model = Model.of(x, Ops.add(new Dense(2).apply(x), 1));
    Hdf5Group root = saved(model);
    JsonArray layers =
        json(root, "model_config")
            .getAsJsonObject()
            .getAsJsonObject("config")
            .getAsJsonArray("layers");
    assertThat(layers.get(1).getAsJsonObject().has("module")).isFalse();
    assertThat(layers.get(2).getAsJsonObject().get("module").getAsString())
        .isEqualTo("keras.src.ops.numpy");
    Tensor input = Tensor.of(Shape.of(1, 3), 1f, -2f, 3f);
    Model again = Keras.load(folder.resolve("model.h5"));
    assertThat(again.predict(input).sameBits(model.predict(input))).isTrue();
  }

  @Test
  void bfloat16WeightsAreRefusedInH5() {
    Options half = Options.DEFAULT.withDType("bfloat16");
    Model model = new Sequential().add(Input.of(2)).add(new Dense(new Dense.Config(1), half));
    Path file = folder.resolve("model.h5");
    assertThatThrownBy(() -> Keras.save(model, file))
        .isInstanceOf(KerasFileException.class)
        .hasMessageContaining("Keras reads no bfloat16 weights, such as")
        .hasMessageEndingWith("/kernel, from this form; save as .keras");
    assertThat(file).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"model", "model.weights.h5", "model.pt", "model.h5.zip"})
  void otherSuffixesAreRefused(String name) {
    Model model = new Sequential().add(Input.of(3)).add(new Dense(2));
    assertThatThrownBy(() -> Keras.save(model, folder.resolve(name)))
        .isInstanceOf(KerasFileException.class)
        .hasMessageContaining(name)
        .hasMessageContaining(".keras");
    assertThat(folder).isEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(strings = {"model.keras", "model.h5", "MODEL.HDF5", "model.weights.h5"})
  void whatIsThereStaysIfItShall(String name) throws IOException {
    Path file = folder.resolve(name);
    Model model = model("trained");
    SaveOptions once = SaveOptions.DEFAULT.withOverwrite(false);
    boolean weights = name.contains("weights");
    Runnable save =
        () -> {
          if (weights) {
            Keras.saveWeights(model, file, once);
          } else {
            Keras.save(model, file, once);
          }
        };
    save.run();
    byte[] before = Files.readAllBytes(file);
    assertThatThrownBy(save::run)
        .isInstanceOf(KerasFileException.class)
        .hasMessageContaining(name)
        .hasMessageContaining("overwrite");
    assertThat(file).hasBinaryContent(before);
  }

  @Test
  void theOptimizerIsLeftOutOnRequest() throws IOException {
    Path file = folder.resolve("model.keras");
    Keras.save(model("trained"), file, SaveOptions.DEFAULT.withOptimizer(false));
    assertThat(Keras.load(file).compilation()).isEmpty();
  }
}
