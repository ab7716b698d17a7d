package dev.sarvi.keras;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.sarvi.layer.LayerType;
import dev.sarvi.layer.Layers;
import dev.sarvi.layer.Mode;
import dev.sarvi.layer.Pass;
import dev.sarvi.layer.Variable;
import dev.sarvi.layer.WeightGradients;
import dev.sarvi.model.Model;
import dev.sarvi.tensor.DType;
import dev.sarvi.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Masks on their way through models, against what real Keras did with them. */
class MaskGoldensTest {

  /** In float32, of gradients that are sums over the steps of a sequence and nearly cancel. */
  private static final double TOLERANCE = 5e-5;

  static Stream<Golden> models() {
    return Stream.of("masks", "recurrent", "attention")
        .flatMap(
            kind -> {
              Map<String, Tensor> values =
                  Npz.read(Goldens.file("goldens/" + kind + "/models.npz"));
              return index(kind).getAsJsonArray("cases").asList().stream()
                  .map(JsonElement::getAsJsonObject)
                  .map(one -> new Golden(one, values));
            });
  }

  private static JsonObject index(String kind) {
    return Goldens.json("goldens/" + kind + "/models.json").getAsJsonObject();
  }

  /** One model, and the numbers of all. */
  record Golden(JsonObject json, Map<String, Tensor> values) {
    Tensor array(String name) {
      return values.get(this + "/" + name);
    }

    List<Tensor> arrays(String kind) {
      List<Tensor> found = new ArrayList<>();
      while (array(kind + "_" + found.size()) != null) {
        found.add(array(kind + "_" + found.size()));
      }
      return found;
    }

    Model model() {
      return Keras.modelFromJson(json.get("model").toString());
    }

    @Override
    public String toString() {
      return json.get("id").getAsString();
    }
  }

  @ParameterizedTest
  @MethodSource("models")
  void masksGoWhereTheyGoInKeras(Golden golden) {
    compare(golden, golden.model());
  }

  private static void compare(Golden golden, Model model) {
    List<Variable> weights = model.variables();
    List<Tensor> values = golden.arrays("weight");
    assertThat(weights).hasSameSizeAs(values);
    for (int i = 0; i < weights.size(); i++) {
      weights.get(i).assign(values.get(i));
    }
    Pass pass = model.call(golden.arrays("input"), Mode.INFERENCE);
    Goldens.assertClose(pass.output(), golden.array("output"), TOLERANCE, "output");
    Tensor mask = golden.array("mask");
    if (mask == null) {
      assertThat(pass.mask(0)).isNull();
    } else {
      Goldens.assertClose(pass.mask(0).cast(DType.BOOL), mask, 0, "mask");
    }
    List<Variable> trained = model.trainableVariables();
    WeightGradients gradients = new WeightGradients(trained);
    pass.pullback().apply(List.of(golden.array("upstream")), gradients);
    List<Tensor> expected = golden.arrays("gradient");
    // Some are 0 but for rounding, such as that of the bias of keys.
    double largest = expected.stream().mapToDouble(Goldens::largest).max().orElse(0);
    for (int i = 0; i < expected.size(); i++) {
      Tensor gradient = gradients.of(trained.get(i));
      Goldens.assertClose(gradient, expected.get(i), TOLERANCE, largest, "gradient_" + i);
    }
  }

  @ParameterizedTest
  @MethodSource("models")
  void areTheSameWhenWrittenAndReadAgain(Golden golden) {
    compare(golden, Keras.modelFromJson(Keras.toJson(golden.model())));
  }

  @Test
  void layersThatSupportMaskingAreThoseOfKeras() {
    JsonObject supports = index("masks").getAsJsonObject("supports");
    int compared = 0;
    for (LayerType<?> type : Layers.known()) {
      if (supports.has(type.className())) {
        assertThat(type.create(type.defaults()).supportsMasking())
            .as(type.className())
            .isEqualTo(supports.get(type.className()).getAsBoolean());
        compared++;
      }
    }
    assertThat(compared).isGreaterThan(50);
  }
}
