package dev.sarvi.keras;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.sarvi.layer.Layer;
import dev.sarvi.layer.Layers;
import dev.sarvi.layer.Mode;
import dev.sarvi.layer.Pass;
import dev.sarvi.layer.Variable;
import dev.sarvi.layer.WeightGradients;
import dev.sarvi.layer.activation.ThresholdedReLU;
import dev.sarvi.layer.core.InputLayer;
import dev.sarvi.tensor.DType;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each layer, forward and backward, against what real Keras computed. */
class LayerGoldensTest {
  static Stream<Golden> layers() {
    return Stream.of("layers", "spatial", "elementary", "masks", "recurrent", "attention")
        .flatMap(kind -> of("goldens/" + kind + "/"));
  }

  private static Stream<Golden> of(String folder) {
    Map<String, Tensor> values = Npz.read(Goldens.file(folder + "values.npz"));
    JsonArray cases = Goldens.json(folder + "index.json").getAsJsonObject().getAsJsonArray("cases");
    return cases.asList().stream().map(one -> new Golden(one.getAsJsonObject(), values));
  }

  /** One case, and all the numbers of its file. */
  record Golden(JsonObject json, Map<String, Tensor> values) {
    String className() {
      return json.getAsJsonObject("layer").get("class_name").getAsString();
    }

    boolean has(String name) {
      return json.getAsJsonObject("arrays").has(name);
    }

    DType dtype() {
      return DType.of(json.get("dtype").getAsString());
    }

    Tensor array(String name) {
      JsonArray place = json.getAsJsonObject("arrays").getAsJsonArray(name);
      List<Integer> dims =
          place.get(1).getAsJsonArray().asList().stream().map(JsonElement::getAsInt).toList();
      Shape shape = Shape.of(dims);
      int from = place.get(0).getAsInt();
      Object all = values.get(dtype().toString()).array();
      return all instanceof float[] floats
          ? Tensor.of(shape, Arrays.copyOfRange(floats, from, from + shape.size()))
          : Tensor.of(shape, Arrays.copyOfRange((double[]) all, from, from + shape.size()));
    }

    /** The only one of its kind, or all of them. */
    List<Tensor> oneOrAll(String kind) {
      return has(kind) ? List.of(array(kind)) : arrays(kind);
    }

    List<Tensor> arrays(String kind) {
      List<Tensor> found = new ArrayList<>();
      while (has(kind + "_" + found.size())) {
        found.add(array(kind + "_" + found.size()));
      }
      return found;
    }

    /** Keras normalizes float64 partly in float32: NumPy's float64 is 2e-7 from it. */
    double tolerance() {
      return toString().equals("BatchNormalization-float64") ? 1e-6 : Goldens.tolerance(dtype());
    }

    @Override
    public String toString() {
      return json.get("id").getAsString();
    }
  }

  @ParameterizedTest
  @MethodSource("layers")
  void computesWhatKerasComputes(Golden golden) {
    compare(
        golden,
        (actual, expected, what) ->
            Goldens.assertClose(actual, expected, golden.tolerance(), what));
  }

  /** What is done with a result and what Keras computed instead. */
  interface Comparison {
    void of(Tensor actual, Tensor expected, String what);
  }

  /** Runs the layer, forward and backward, and compares all that Keras recorded. */
  static void compare(Golden golden, Comparison comparison) {
    Json json = new Json(golden.json().get("layer"), "golden");
    Layer layer = new LayerReader("golden", LoadOptions.DEFAULT).read(json);
    List<Tensor> inputs = new ArrayList<>(golden.arrays("input"));
    List<Tensor> masks =
        golden.has("mask")
            ? new ArrayList<>(Collections.nCopies(inputs.size(), null))
            : new ArrayList<>();
    if (golden.has("mask")) {
      masks.set(0, golden.array("mask"));
    }
    layer.build(inputs.stream().map(Tensor::shape).toList());
    List<Variable> weights = inKerasOrder(layer);
    List<Tensor> values = golden.arrays("weight");
    assertThat(weights).hasSameSizeAs(values);
    for (int i = 0; i < weights.size(); i++) {
      weights.get(i).assign(values.get(i));
    }
    boolean training = golden.json().get("training").getAsBoolean();
    Pass pass = layer.call(inputs, masks, training ? Mode.training(1, 0) : Mode.INFERENCE);
    List<Tensor> outputs = golden.oneOrAll("output");
    assertThat(pass.outputs()).hasSameSizeAs(outputs);
    for (int i = 0; i < outputs.size(); i++) {
      assertThat(pass.outputs().get(i).dtype()).isEqualTo(golden.dtype());
      comparison.of(pass.outputs().get(i), outputs.get(i), "output " + i);
    }
    compareGradients(golden, pass, weights, comparison);
    compareStatistics(golden, pass, weights, comparison);
  }

  /** Keras 3 has no ThresholdedReLU, and an input computes nothing. */
  @Test
  void everyKnownLayerHasGoldens() {
    List<String> classes = layers().map(Golden::className).toList();
    assertThat(Layers.known())
        .filteredOn(type -> !type.type().equals(ThresholdedReLU.class))
        .filteredOn(type -> !type.type().equals(InputLayer.class))
        .allMatch(type -> classes.contains(type.className()));
  }

  @ParameterizedTest
  @MethodSource("layers")
  void isTheSameWhenWrittenAndReadAgain(Golden golden) {
    LayerReader reader = new LayerReader("golden", LoadOptions.DEFAULT);
    Layer layer = reader.read(new Json(golden.json().get("layer"), "golden"));
    Layer again = reader.read(new Json(new LayerWriter().write(layer), "written"));
    // as printed: a layer that serves as activation has an identity, and the one read again another
    assertThat(again.config()).hasToString(layer.config().toString());
    assertThat(again.name()).isEqualTo(layer.name());
    assertThat(again.trainable()).isEqualTo(layer.trainable());
    assertThat(again.dtype()).isEqualTo(layer.dtype());
  }

  private static void compareGradients(
      Golden golden, Pass pass, List<Variable> weights, Comparison comparison) {
    WeightGradients gradients = new WeightGradients(weights);
    List<Tensor> back = pass.pullback().apply(golden.oneOrAll("upstream"), gradients);
    List<Tensor> expected = golden.arrays("input_gradient");
    for (int i = 0; i < expected.size(); i++) {
      comparison.of(back.get(i), expected.get(i), "input_gradient_" + i);
    }
    for (int i = 0; i < weights.size(); i++) {
      String name = "weight_gradient_" + i;
      if (golden.has(name)) {
        comparison.of(gradients.of(weights.get(i)), golden.array(name), name);
      }
    }
  }

  private static void compareStatistics(
      Golden golden, Pass pass, List<Variable> weights, Comparison comparison) {
    pass.committed();
    for (int i = 0; i < weights.size(); i++) {
      String name = "updated_weight_" + i;
      if (golden.has(name)) {
        comparison.of(weights.get(i).value(), golden.array(name), name);
      }
    }
  }

  private static List<Variable> inKerasOrder(Layer layer) {
    List<Variable> all = layer.variables();
    return Stream.concat(
            all.stream().filter(weight -> weight.spec().trainable()),
            all.stream().filter(weight -> !weight.spec().trainable()))
        .toList();
  }
}
