package dev.sarvi.keras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sarvi.layer.activation.ReLU;
import dev.sarvi.model.Model;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Functions between layers of tf.keras, as the corpus does not have them. */
class TensorFlowFunctionsTest {
  private static final Tensor X = Tensor.of(Shape.of(2, 3), 1, -2, 3, 4, -5, 6);

  private static String model(String className, String config, String call) {
    return """
    {"class_name": "Functional", "keras_version": "2.15.0", "config": {"name": "m", "layers": [
      {"class_name": "InputLayer", "name": "x", "inbound_nodes": [],
       "config": {"batch_input_shape": [null, 3], "dtype": "float32", "name": "x"}},
      {"class_name": "%s", "name": "f", "config": {"name": "f", %s}, "inbound_nodes": [%s]}],
     "input_layers": [["x", 0, 0]], "output_layers": [["f", 0, 0]]}}
    """
        .formatted(className, config, call);
  }

  private static String function(String name, String keywords) {
    return model(
        "TFOpLambda", "\"function\": \"" + name + "\"", "[\"x\", 0, 0, {" + keywords + "}]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "math.cumsum; \"axis\": 1; math.cumsum",
        "no.such; ; no.such",
        "math.add; ; math.add",
        "nn.silu; \"beta\": 2.0; beta",
        "linalg.matmul; \"b\": [\"x\", 0, 0], \"adjoint_b\": true; adjoint_b",
        "split; \"num_or_size_splits\": [\"a\", 1]; f",
        "split; \"num_or_size_splits\": [1e99999, 1, 1]; f",
        "pad; \"constant_values\": 1e99999; f",
        "math.add; \"y\": [\"x\", 1e99999, 0]; f"
      })
  void whatIsNotKnownIsRefusedByName(String name, String keywords, String shown) {
    String json = function(name, keywords == null ? "" : keywords);
    assertThatThrownBy(() -> Keras.modelFromJson(json))
        .isInstanceOf(KerasFileException.class)
        .hasMessageContaining("\"f\"")
        .hasMessageContaining(shown);
  }

  @Test
  void theRefusalSaysWhatIsKnown() {
    assertThatThrownBy(() -> Keras.modelFromJson(function("math.cumsum", "")))
        .hasMessageContaining("GetItem, Glu")
        .hasMessageContaining("LoadOptions.withLayerNamed");
  }

  @Test
  void aLayerOfTheCallerStandsInForAFunction() {
    LoadOptions options =
        LoadOptions.DEFAULT.withLayerNamed("f", given -> new ReLU(new ReLU.Config(), given));
    String json = function("math.cumsum", "").replace("\"function\": \"math.cumsum\"", "\"a\": 1");
    assertThat(Keras.modelFromJson(json, options).layers().get(1)).isInstanceOf(ReLU.class);
  }

  private static void isSecondColumn(Tensor y) {
    assertThat(y.shape()).isEqualTo(Shape.of(2, 1));
    assertThat(y.floats()).containsExactly(-2, -5);
  }

  @Test
  void ellipsesAndNewAxes() {
    String spec = "{\"slice_spec\": [{\"class_name\": \"__ellipsis__\"}, null, 1]}";
    Model sliced =
        Keras.modelFromJson(
            model(
                "SlicingOpLambda",
                "\"function\": \"__operators__.getitem\"",
                "[\"x\", 0, 0, " + spec + "]"));
    assertThat(sliced.predict(X)).satisfies(TensorFlowFunctionsTest::isSecondColumn);
    String node =
        """
        "node_def": {"op": "StridedSlice", "attr": {"ellipsis_mask": {"i": "1"},
         "new_axis_mask": {"i": "2"}, "shrink_axis_mask": {"i": "4"}}},
        "constants": {"1": [0, 0, 1], "2": [0, 0, 2], "3": [1, 1, 1]}
        """;
    Model strided = Keras.modelFromJson(model("TensorFlowOpLayer", node, "[\"x\", 0, 0]"));
    assertThat(strided.predict(X)).satisfies(TensorFlowFunctionsTest::isSecondColumn);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{\"op\": \"Cumsum\", \"attr\": {}}; {\"1\": 1}",
        "{\"op\": \"Mul\", \"attr\": {}}; {}",
        "{\"op\": \"Mul\", \"attr\": {}}; {\"1\": 1, \"2\": 2}",
        "{\"op\": \"StridedSlice\", \"attr\": {}}; {\"1\": 1, \"2\": 2, \"3\": 3}",
        "{\"op\": \"Relu\"}; {}",
        "{\"op\": 3}; {}",
        "{\"op\": \"\", \"attr\": {}}; {}"
      })
  void damagedNodesAreRefused(String node, String constants) {
    String config = "\"node_def\": " + node + ", \"constants\": " + constants;
    String json = model("TensorFlowOpLayer", config, "[\"x\", 0, 0]");
    assertThatThrownBy(() -> Keras.modelFromJson(json))
        .isInstanceOf(KerasFileException.class)
        .hasMessageContaining("\"f\" (TensorFlowOpLayer)");
  }
}
