package dev.sarvi.keras;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.sarvi.layer.Mode;
import dev.sarvi.model.Model;
import dev.sarvi.tensor.Tensor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Models that real Keras saved: opened, run, saved and opened again. */
class ModelGoldensTest {
  /** What may differ between what Keras wrote and what is written here: it says nothing. */
  private static final Set<String> UNIMPORTANT =
      Set.of(
          "build_config",
          "compile_config",
          "shared_object_id",
          "training",
          "registered_name",
          "module",
          "input_axes",
          "output_axes",
          "quantization_config",
          "synchronized",
          "renorm",
          "renorm_clipping",
          "renorm_momentum",
          "sparse",
          "ragged",
          "optional",
          "build_input_shape",
          "activity_regularizer");

  @TempDir Path folder;

  static Stream<JsonObject> models() {
    List<JsonObject> models = new ArrayList<>();
    Goldens.json("models/index.json")
        .getAsJsonArray()
        .forEach(m -> models.add(m.getAsJsonObject()));
    return models.stream();
  }

  private static Path file(JsonObject golden) {
    return Goldens.file("models/" + golden.get("id").getAsString() + ".keras");
  }

  private static List<Tensor> arrays(JsonObject golden, String kind) {
    Map<String, Tensor> all =
        Npz.read(Goldens.file("models/" + golden.get("id").getAsString() + ".npz"));
    List<Tensor> found = new ArrayList<>();
    while (all.containsKey(kind + "_" + found.size())) {
      found.add(all.get(kind + "_" + found.size()));
    }
    return found;
  }

  @ParameterizedTest
  @MethodSource("models")
  void computesWhatKerasComputes(JsonObject golden) {
    Model model = Keras.load(file(golden));
    List<Tensor> outputs = model.predict(arrays(golden, "input"), 32);
    List<Tensor> expected = arrays(golden, "output");
    assertThat(outputs).hasSameSizeAs(expected);
    for (int i = 0; i < outputs.size(); i++) {
      double tolerance = Goldens.tolerance(expected.get(i).dtype());
      Goldens.assertClose(outputs.get(i), expected.get(i), tolerance, golden.get("id") + " " + i);
    }
  }

  @ParameterizedTest
  @MethodSource("models")
  void namesAreKept(JsonObject golden) {
    Model model = Keras.load(file(golden));
    assertThat(model.inputs().stream().map(input -> input.node().operation().name()))
        .containsExactlyElementsOf(strings(golden.getAsJsonArray("inputs")));
    assertThat(model.outputs().stream().map(output -> output.node().operation().name()))
        .containsExactlyElementsOf(strings(golden.getAsJsonArray("outputs")));
  }

  @ParameterizedTest
  @MethodSource("models")
  void whatIsSavedIsTheSameModel(JsonObject golden) throws IOException {
    Model model = Keras.load(file(golden));
    Path copy = folder.resolve("copy.keras");
    Keras.save(model, copy);
    assertThat(stripped(config(copy))).isEqualTo(stripped(config(file(golden))));
    Model again = Keras.load(copy);
    for (int i = 0; i < model.variables().size(); i++) {
      assertThat(again.variables().get(i).path()).isEqualTo(model.variables().get(i).path());
      assertThat(again.variables().get(i).value().sameBits(model.variables().get(i).value()))
          .isTrue();
    }
    List<Tensor> before = model.call(arrays(golden, "input"), Mode.INFERENCE).outputs();
    List<Tensor> after = again.call(arrays(golden, "input"), Mode.INFERENCE).outputs();
    for (int i = 0; i < before.size(); i++) {
      assertThat(after.get(i).sameBits(before.get(i))).isTrue();
    }
  }

  static JsonElement config(Path file) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      byte[] text = zip.getInputStream(zip.getEntry("config.json")).readAllBytes();
      return JsonParser.parseString(new String(text, StandardCharsets.UTF_8)).getAsJsonObject();
    }
  }

  static JsonElement stripped(JsonElement json) {
    if (json instanceof JsonArray list) {
      JsonArray copy = new JsonArray();
      list.forEach(element -> copy.add(stripped(element)));
      return copy;
    }
    if (json instanceof JsonObject object) {
      for (String key : new HashSet<>(object.keySet())) {
        JsonElement value = stripped(object.get(key));
        boolean noMask = key.equals("mask") && !value.toString().contains("keras_history");
        if (UNIMPORTANT.contains(key) || noMask) {
          object.remove(key);
        } else {
          object.add(key, value);
        }
      }
    }
    return json;
  }

  private static List<String> strings(JsonArray array) {
    return array.asList().stream().map(JsonElement::getAsString).toList();
  }
}
