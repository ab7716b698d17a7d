package dev.sarvi.keras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sarvi.hdf5.Elements;
import dev.sarvi.hdf5.GroupBuilder;
import dev.sarvi.hdf5.Hdf5;
import dev.sarvi.layer.Layer;
import dev.sarvi.layer.Options;
import dev.sarvi.layer.activation.ReLU;
import dev.sarvi.layer.core.Dense;
import dev.sarvi.layer.core.Input;
import dev.sarvi.layer.merging.Add;
import dev.sarvi.model.Model;
import dev.sarvi.model.Sequential;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Forms that the corpus does not have: what writers did only for a while, or only now and then. */
class HistoricFormsTest {
  private static final Tensor INPUT = Tensor.of(Shape.of(1, 4), -3f, -0.5f, 0.25f, 2f);

  @TempDir Path folder;

  private static Model sequential(String layer) {
    String first =
        layer.replaceFirst("\\{", "{\"batch_input_shape\": [null, 4], \"name\": \"one\", ");
    return Keras.modelFromJson(
        "{\"class_name\": \"Sequential\", \"keras_version\": \"2.1.0\", \"config\": ["
            + first.replaceFirst("^(\\w+)(.*)$", "{\"class_name\": \"$1\", \"config\": $2}")
            + "]}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "LeakyReLU{\"alpha\": {\"type\": \"ndarray\", \"value\": 0.5}}|-1.5|-0.25|0.25|2",
        "LeakyReLU{\"alpha\": -0.5}|1.5|0.25|0.25|2",
        "ThresholdedReLU{\"theta\": -1.0}|0|-0.5|0.25|2",
        "ReLU{\"threshold\": -1.0}|0|-0.5|0.25|2",
        "ReLU{\"max_value\": 1.0}|0|0|0.25|1",
        "Activation{\"activation\": \"hard_sigmoid\"}|0|0.4|0.55|0.9",
        "Activation{\"activation\": {\"class_name\": \"LeakyReLU\", \"config\": {\"alpha\":"
            + " 2.0}}}|-6|-1|0.25|2",
        "Reshape{\"target_shape\": {\"class_name\": \"__tuple__\", \"items\": [4]}}|-3|-0.5|0.25|2",
        "ReLU{\"dtype\": {\"class_name\": \"Policy\", \"config\": {\"name\":"
            + " \"float32\"}}}|0|0|0.25|2",
      })
  void layersAreUnderstood(String layer, float a, float b, float c, float d) {
    Tensor output = sequential(layer).predict(INPUT);
    float[] expected = {a, b, c, d};
    for (int i = 0; i < expected.length; i++) {
      assertThat(output.at(i)).as("%s at %d", layer, i).isCloseTo(expected[i], within());
    }
  }

  private static Offset<Double> within() {
    return Offset.offset(1e-6);
  }

  @Test
  void whatKerasThreeRefusesIsRefusedInItsFiles() {
    String model =
        "{\"module\": \"keras\", \"class_name\": \"Sequential\", \"config\": {\"name\": \"s\","
            + " \"layers\": [{\"class_name\": \"InputLayer\", \"config\": {\"batch_shape\":"
            + " [null, 4]}}, {\"class_name\": \"LeakyReLU\", \"config\": {\"negative_slope\":"
            + " -1}}]}}";
    assertThatThrownBy(() -> Keras.modelFromJson(model))
        .isInstanceOf(KerasFileException.class)
        .hasMessageContaining("negative_slope=-1");
  }

  private static String functional(String layers, String output) {
    return "{\"class_name\": \"Model\", \"keras_version\": \"2.4.0\", \"config\": {\"name\": \"m\","
        + " \"layers\": [{\"class_name\": \"InputLayer\", \"name\": \"a/x\", \"inbound_nodes\": [],"
        + " \"config\": {\"name\": \"a/x\", \"batch_input_shape\": [null, 4]}}, "
        + layers
        + "], \"input_layers\": [[\"a/x\", 0, 0]], \"output_layers\": [[\""
        + output
        + "\", 0, 0]]}}";
  }

  @Test
  void slashesInNamesAndTensorsInKeywordsAreUnderstood() {
    Model model =
        Keras.modelFromJson(
            functional(
                "{\"class_name\": \"ReLU\", \"name\": \"a/relu\", \"config\": {\"name\":"
                    + " \"a/relu\"}, \"inbound_nodes\": [[[\"a/x\", 0, 0, {}]]]},"
                    + " {\"class_name\": \"Softmax\", \"name\": \"b\", \"config\": {\"name\":"
                    + " \"b\", \"axis\": -1}, \"inbound_nodes\": [[[\"a/relu\", 0, 0, {\"mask\":"
                    + " [\"a/x\", 0, 0]}]]]}",
                "b"));
    assertThat(model.layers().stream().map(Layer::name)).containsExactly("a_x", "a_relu", "b");
    // only the last element's mask is more than a half
    assertThat(model.predict(INPUT).floats()).containsExactly(0f, 0f, 0f, 1f);
  }

  @Test
  void callsWithThreeElementsAreUnderstood() {
    Model model =
        Keras.modelFromJson(
            functional(
                    "{\"class_name\": \"Merge\", \"name\": \"sum\", \"config\": {\"name\": \"sum\","
                        + " \"mode\": \"sum\"}, \"inbound_nodes\": [[[\"a/x\", 0, 0], [\"a/x\", 0,"
                        + " 0]]]}",
                    "sum")
                .replace("2.4.0", "1.2.2"));
    assertThat(model.layers().get(1)).isInstanceOf(Add.class);
    assertThat(model.predict(INPUT).floats()).containsExactly(-6f, -1f, 0.5f, 4f);
  }

  @Test
  void argumentsOfKerasOneAreUnderstood() {
    Model model =
        Keras.modelFromJson(
            "{\"class_name\": \"Sequential\", \"keras_version\": \"1.0.0\", \"config\":"
                + " [{\"class_name\": \"Convolution2D\", \"config\": {\"name\": \"c\","
                + " \"batch_input_shape\": [null, 5, 5, 2], \"input_dtype\": \"float32\","
                + " \"nb_filter\": 3, \"nb_row\": 2, \"nb_col\": 1, \"border_mode\": \"same\","
                + " \"subsample\": [1, 1], \"dim_ordering\": \"tf\", \"init\": \"glorot_uniform\","
                + " \"bias\": true, \"b_constraint\": null, \"activation\": \"linear\","
                + " \"W_regularizer\": {\"name\": \"WeightRegularizer\", \"l1\": 0.0, \"l2\":"
                + " 0.5}}}, {\"class_name\": \"ZeroPadding2D\", \"config\": {\"name\": \"z\","
                + " \"padding\": [1, 2], \"dim_ordering\": \"tf\"}}]}");
    assertThat(model.variables().get(0).shape()).isEqualTo(Shape.of(2, 1, 2, 3));
    assertThat(model.outputs().get(0).shape()).isEqualTo(Shape.of(Shape.UNKNOWN, 7, 9, 3));
  }

  /** Weights alone, as Keras 2 wrote them, where the list of the names is cut in pieces. */
  private Path weights(List<String> names, boolean cut) throws IOException {
    GroupBuilder root = new GroupBuilder();
    int half = names.size() / 2;
    if (cut) {
      root.attribute("layer_names0", names.subList(0, half));
      root.attribute("layer_names1", names.subList(half, names.size()));
    } else {
      root.attribute("layer_names", names);
    }
    for (int i = 0; i < names.size(); i++) {
      GroupBuilder group = root.group(names.get(i));
      String weight = names.get(i) + "/kernel:0";
      if (cut) {
        group.attribute("weight_names0", List.of(weight));
      } else {
        group.attribute("weight_names", List.of(weight));
      }
      group.dataset(weight, Elements.of(new float[] {i + 1, i + 1, i + 1, i + 1}), 2, 2);
    }
    Path file = folder.resolve("weights.h5");
    try (OutputStream out = Files.newOutputStream(file)) {
      Hdf5.write(root, out);
    }
    return file;
  }

  private static Dense dense(String name) {
    return new Dense(new Dense.Config(2).withUseBias(false), Options.named(name));
  }

  private static List<Double> firsts(Model model) {
    return model.variables().stream().map(variable -> variable.value().at(0)).toList();
  }

  @Test
  void weightsGoByOrderOrByName() throws IOException {
    Model model = new Sequential().add(Input.of(2)).add(dense("b")).add(new ReLU()).add(dense("a"));
    Keras.loadWeights(model, weights(List.of("a", "b"), true));
    assertThat(firsts(model)).containsExactly(1.0, 2.0);
    Keras.loadWeightsByName(model, weights(List.of("a", "c", "b"), false));
    assertThat(firsts(model)).containsExactly(3.0, 1.0);
    Path three = weights(List.of("a", "c", "b"), false);
    assertThatThrownBy(() -> Keras.loadWeights(model, three))
        .isInstanceOf(KerasFileException.class)
        .hasMessageContaining("2 layers")
        .hasMessageContaining("3 layers");
    Model other = new Sequential().add(Input.of(3)).add(dense("a"));
    assertThatThrownBy(() -> Keras.loadWeightsByName(other, three))
        .isInstanceOf(KerasFileException.class)
        .hasMessageContaining("weights.h5")
        .hasMessageContaining("shape (3, 2)")
        .hasMessageContaining("shape (2, 2)");
    assertThat(firsts(model)).containsExactly(3.0, 1.0);
  }

  /** (filters, channels, rows, columns), and turned by half a turn. */
  @Test
  void kernelsOfTheanoAreTurnedRound() throws IOException {
    GroupBuilder root = new GroupBuilder().attribute("backend", "theano");
    root.attribute("layer_names", List.of("c"));
    GroupBuilder group = root.group("c").attribute("weight_names", List.of("c_W", "c_b"));
    float[] stored = new float[3 * 2 * 2 * 5];
    for (int i = 0; i < stored.length; i++) {
      stored[i] = i;
    }
    group.dataset("c_W", Elements.of(stored), 3, 2, 2, 5);
    group.dataset("c_b", Elements.of(new float[] {7, 8, 9}), 3);
    Path file = folder.resolve("theano.h5");
    try (OutputStream out = Files.newOutputStream(file)) {
      Hdf5.write(root, out);
    }
    Model model =
        Keras.modelFromJson(
            "{\"class_name\": \"Sequential\", \"keras_version\": \"1.2.2\", \"config\":"
                + " [{\"class_name\": \"Convolution2D\", \"config\": {\"name\": \"c\","
                + " \"batch_input_shape\": [null, 6, 6, 2], \"nb_filter\": 3, \"nb_row\": 2,"
                + " \"nb_col\": 5, \"dim_ordering\": \"tf\"}}]}");
    Keras.loadWeights(model, file);
    Tensor kernel = model.variables().get(0).value();
    for (int row = 0; row < 2; row++) {
      for (int column = 0; column < 5; column++) {
        for (int channel = 0; channel < 2; channel++) {
          for (int filter = 0; filter < 3; filter++) {
            int to = ((row * 5 + column) * 2 + channel) * 3 + filter;
            int from = ((filter * 2 + channel) * 2 + 1 - row) * 5 + 4 - column;
            assertThat(kernel.at(to)).isEqualTo(stored[from]);
          }
        }
      }
    }
  }

  @Test
  void tenThousandLayersAreLoadedAndRun() {
    Sequential model = new Sequential();
    model.add(Input.of(4));
    for (int i = 0; i < 10_000; i++) {
      model.add(new ReLU());
    }
    for (String name : new String[] {"deep.keras", "deep.h5"}) {
      Path file = folder.resolve(name);
      Keras.save(model, file);
      assertThat(Keras.load(file).predict(INPUT).floats()).containsExactly(0f, 0f, 0.25f, 2f);
    }
  }

  @Test
  void progressIsTold() {
    Path file = folder.resolve("m.keras");
    Keras.save(new Sequential().add(Input.of(4)).add(new Dense(3)), file);
    List<String> told = new ArrayList<>();
    Keras.load(file, LoadOptions.DEFAULT.withProgress((read, all) -> told.add(read + "/" + all)));
    assertThat(told).containsExactly("12/15", "15/15");
  }
}
