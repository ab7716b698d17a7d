package dev.sarvi.keras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.sarvi.layer.Layer;
import dev.sarvi.layer.Mode;
import dev.sarvi.layer.Pass;
import dev.sarvi.layer.WeightGradients;
import dev.sarvi.layer.operation.OperationType;
import dev.sarvi.layer.operation.Operations;
import dev.sarvi.model.Model;
import dev.sarvi.tensor.DType;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Operations in functional models, read, forward and backward, against what real Keras computed.
 */
class OperationGoldensTest {
  private static final float[] VALUES =
      Npz.read(Goldens.file("goldens/operations/values.npz")).get("float32").floats();

  @TempDir Path folder;

  static Stream<Golden> models() {
    JsonArray cases =
        Goldens.json("goldens/operations/index.json").getAsJsonObject().getAsJsonArray("cases");
    return cases.asList().stream().map(one -> new Golden(one.getAsJsonObject()));
  }

  /** One case. */
  record Golden(JsonObject json) {
    Model model() {
      return (Model) reader().read(new Json(json.get("model"), "golden"));
    }

    List<Tensor> arrays(String kind) {
      JsonObject arrays = json.getAsJsonObject("arrays");
      List<Tensor> found = new ArrayList<>();
      while (arrays.has(kind + "_" + found.size())) {
        JsonArray place = arrays.getAsJsonArray(kind + "_" + found.size());
        List<Integer> dims =
            place.get(1).getAsJsonArray().asList().stream().map(JsonElement::getAsInt).toList();
        Shape shape = Shape.of(dims);
        int from = place.get(0).getAsInt();
        found.add(Tensor.of(shape, Arrays.copyOfRange(VALUES, from, from + shape.size())));
      }
      return found;
    }

    @Override
    public String toString() {
      return json.get("id").getAsString();
    }
  }

  private static LayerReader reader() {
    return new LayerReader("golden", LoadOptions.DEFAULT);
  }

  @ParameterizedTest
  @MethodSource("models")
  void computesWhatKerasComputes(Golden golden) {
    compare(golden, golden.model());
  }

  @ParameterizedTest
  @MethodSource("models")
  void isTheSameWhenWrittenAndReadAgain(Golden golden) {
    JsonObject read = golden.json().getAsJsonObject("model");
    JsonObject written = new LayerWriter().write(golden.model());
    assertThat(FileWords.respelled(operations(written), operations(read)))
        .isEqualTo(operations(read));
    for (String key : List.of("input_layers", "output_layers")) {
      assertThat(written.getAsJsonObject("config").get(key))
          .isEqualTo(read.getAsJsonObject("config").get(key));
    }
    compare(golden, (Model) reader().read(new Json(written, "written")));
  }

  /** Shared layers, a Sequential inside, two inputs and outputs, and operations between layers. */
  @Test
  void theSampleAgreesBeforeAndAfterSaving() throws IOException {
    JsonObject index = Goldens.json("goldens/operations/index.json").getAsJsonObject();
    JsonObject arrays = new JsonObject();
    arrays.add("arrays", index.get("sample"));
    Golden sample = new Golden(arrays);
    Model model = Keras.load(Goldens.file("samples/fun-3.5.0.keras"));
    Keras.save(model, folder.resolve("again.keras"));
    for (Model each : List.of(model, Keras.load(folder.resolve("again.keras")))) {
      List<Tensor> outputs = each.predict(sample.arrays("input"), 32);
      for (int i = 0; i < outputs.size(); i++) {
        Goldens.assertClose(outputs.get(i), sample.arrays("output").get(i), 2e-6, "output_" + i);
      }
    }
    assertThat(model.summary()).contains("multiply (Multiply)", "re_lu_1[0][0]");
    assertThat(model.layers()).extracting(Layer::name).doesNotContain("multiply", "re_lu_1");
  }

  @Test
  void unknownOperationsAreRefusedByName() {
    JsonObject model = models().findFirst().orElseThrow().json().deepCopy();
    String unknown = model.toString().replace("\"Add\"", "\"Fmod\"");
    JsonObject json = JsonParser.parseString(unknown).getAsJsonObject();
    assertThatThrownBy(() -> new Golden(json).model())
        .isInstanceOf(KerasFileException.class)
        .hasMessageContaining("operation \"add\"")
        .hasMessageContaining("one of [Abs, Absolute, Add,")
        .hasMessageContaining("keras.src.ops.numpy.Fmod");
  }

  @Test
  void everyKnownOperationHasGoldens() {
    Set<String> tested = new HashSet<>();
    models()
        .flatMap(golden -> operations(golden.json().getAsJsonObject("model")).asList().stream())
        .forEach(
            operation -> tested.add(operation.getAsJsonObject().get("class_name").getAsString()));
    tested.add("Abs"); // keras.ops.abs makes an Absolute
    tested.add("Norm"); // Keras 3.15 cannot run its own on JAX
    tested.add("Sparsemax"); // wrong in Keras 3.15; tested as an activation
    tested.add("Mish"); // Keras cannot call it on a symbolic tensor on JAX
    assertThat(Operations.known().stream().map(OperationType::className).toList())
        .filteredOn(name -> !tested.contains(name))
        .isEmpty();
  }

  private static void compare(Golden golden, Model model) {
    Pass pass = model.call(golden.arrays("input"), Mode.INFERENCE);
    List<Tensor> outputs = golden.arrays("output");
    assertThat(pass.outputs()).hasSameSizeAs(outputs);
    for (int i = 0; i < outputs.size(); i++) {
      Goldens.assertClose(
          pass.outputs().get(i).cast(DType.FLOAT32), outputs.get(i), 2e-6, "output_" + i);
    }
    List<Tensor> back =
        pass.pullback().apply(golden.arrays("upstream"), new WeightGradients(List.of()));
    List<Tensor> expected = golden.arrays("input_gradient");
    for (int i = 0; i < expected.size(); i++) {
      Goldens.assertClose(back.get(i), expected.get(i), 4e-6, "input_gradient_" + i);
    }
  }

  /** The operations of a model, without the names that are left out for Keras 3.5. */
  private static JsonArray operations(JsonObject model) {
    JsonArray operations = new JsonArray();
    for (JsonElement one : model.getAsJsonObject("config").getAsJsonArray("layers")) {
      JsonObject operation = one.getAsJsonObject().deepCopy();
      if (!operation.get("class_name").getAsString().equals("InputLayer")) {
        operation.getAsJsonObject("config").remove("name");
        operation.getAsJsonObject("config").remove("dtype");
        if (operation.get("name").getAsString().equals("get_item")) {
          indexInList(operation);
        }
        operations.add(operation);
      }
    }
    return operations;
  }

  /** {@code x[0]} is {@code x[(0,)]}. */
  private static void indexInList(JsonObject operation) {
    JsonArray arguments =
        operation.getAsJsonArray("inbound_nodes").get(0).getAsJsonObject().getAsJsonArray("args");
    if (!arguments.get(1).isJsonArray()) {
      JsonArray list = new JsonArray();
      list.add(arguments.get(1));
      arguments.set(1, list);
    }
  }
}
