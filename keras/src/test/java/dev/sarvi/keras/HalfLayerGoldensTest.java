package dev.sarvi.keras;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.sarvi.layer.Layer;
import dev.sarvi.layer.Mode;
import dev.sarvi.layer.Pass;
import dev.sarvi.layer.Variable;
import dev.sarvi.layer.WeightGradients;
import dev.sarvi.tensor.DType;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each layer under each 16-bit policy against what real Keras computed. Keras rounds after each
 * operation and Sarvi once, so that they differ by some steps of the type, more where a sum
 * cancels.
 */
class HalfLayerGoldensTest {
  private static final Tensor VALUES =
      Npz.read(Goldens.file("goldens/half_layers/values.npz")).get("values");

  /**
   * Steps of the compute type, at 1 or at the number itself where that is larger. One is enough for
   * 129 of the 156 cases, two for 151; the most, five, has the gradient of a convolution's bias,
   * which Keras adds up in 16 bits.
   */
  private static final double STEPS = 6;

  static Stream<Golden> layers() {
    JsonArray cases =
        Goldens.json("goldens/half_layers/index.json").getAsJsonObject().getAsJsonArray("cases");
    return cases.asList().stream().map(one -> new Golden(one.getAsJsonObject()));
  }

  /** One case. */
  record Golden(JsonObject json) {
    List<Tensor> arrays(String kind) {
      JsonObject places = json.getAsJsonObject("arrays");
      List<Tensor> found = new ArrayList<>();
      for (String name : places.keySet()) {
        if (name.matches(kind + "(_[0-9]+)?")) {
          JsonArray place = places.getAsJsonArray(name);
          int from = place.get(0).getAsInt();
          Shape shape =
              Shape.of(
                  place.get(1).getAsJsonArray().asList().stream()
                      .map(JsonElement::getAsInt)
                      .toList());
          float[] values = VALUES.floats();
          found.add(Tensor.of(shape, Arrays.copyOfRange(values, from, from + shape.size())));
        }
      }
      return found;
    }

    @Override
    public String toString() {
      return json.get("id").getAsString();
    }
  }

  @ParameterizedTest
  @MethodSource("layers")
  void isWithinAFewStepsOfKeras(Golden golden) {
    Json json = new Json(golden.json().get("layer"), "golden");
    Layer layer = new LayerReader("golden", LoadOptions.DEFAULT).read(json);
    assertThat(layer.dtypePolicy()).hasToString(golden.json().get("policy").getAsString());
    DType type = layer.computeDType();
    List<Tensor> inputs = golden.arrays("input").stream().map(x -> x.cast(type)).toList();
    layer.build(inputs.stream().map(Tensor::shape).toList());
    layer.setWeights(golden.arrays("weight"));
    boolean training = golden.json().get("training").getAsBoolean();
    Pass pass = layer.call(inputs, training ? Mode.training(1, 0) : Mode.INFERENCE);
    assertClose(pass.outputs(), golden.arrays("output"), type, type, "output");
    List<Variable> weights = layer.variables();
    WeightGradients gradients = new WeightGradients(weights);
    List<Tensor> upstream = golden.arrays("upstream").stream().map(g -> g.cast(type)).toList();
    List<Tensor> back = pass.pullback().apply(upstream, gradients);
    assertClose(back, golden.arrays("input_gradient"), type, type, "input gradient");
    List<Tensor> ofWeights = layer.trainableVariables().stream().map(gradients::of).toList();
    List<Tensor> expected = golden.arrays("weight_gradient");
    assertClose(ofWeights, expected, layer.variableDType(), type, "weight gradient");
    pass.committed();
    List<Tensor> states =
        weights.stream().filter(w -> !w.spec().trainable()).map(Variable::value).toList();
    List<Tensor> updated = golden.arrays("updated_weight");
    assertClose(training ? states : List.of(), updated, layer.variableDType(), type, "statistic");
  }

  private static void assertClose(
      List<Tensor> actual, List<Tensor> expected, DType dtype, DType computed, String what) {
    assertThat(actual).as(what).hasSameSizeAs(expected);
    double step = computed == DType.FLOAT16 ? 0x1p-10 : 0x1p-7;
    for (int i = 0; i < actual.size(); i++) {
      assertThat(actual.get(i).dtype()).isEqualTo(dtype);
      Goldens.assertClose(actual.get(i), expected.get(i), STEPS * step, what);
    }
  }
}
