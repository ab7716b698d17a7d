package dev.sarvi.keras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.sarvi.initializer.Zeros;
import dev.sarvi.layer.Layer;
import dev.sarvi.layer.Mode;
import dev.sarvi.layer.Options;
import dev.sarvi.layer.Pass;
import dev.sarvi.layer.WeightSpec;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import dev.sarvi.train.Adam;
import dev.sarvi.train.BinaryCrossentropy;
import dev.sarvi.train.CategoricalCrossentropy;
import dev.sarvi.train.Loss;
import dev.sarvi.train.LossValue;
import dev.sarvi.train.MeanSquaredError;
import dev.sarvi.train.Optimizer;
import dev.sarvi.train.OptimizerOptions;
import dev.sarvi.train.RMSprop;
import dev.sarvi.train.SGD;
import dev.sarvi.train.SparseCategoricalCrossentropy;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Losses and optimizers alone, against what Keras recorded; in float32, as there. */
class TrainingValuesTest {
  private static JsonElement golden(String name) {
    return Goldens.json("goldens/training/" + name);
  }

  static Stream<JsonObject> losses() {
    return stream(golden("losses.json").getAsJsonArray());
  }

  static Stream<JsonObject> optimizers() {
    return stream(golden("optimizers.json").getAsJsonObject().getAsJsonArray("cases"));
  }

  private static Stream<JsonObject> stream(JsonArray array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonElement::getAsJsonObject);
  }

  @ParameterizedTest
  @MethodSource("losses")
  void lossesAndTheirGradients(JsonObject golden) {
    Loss loss = loss(golden.getAsJsonObject("loss"));
    Tensor gradient = tensor(golden.get("gradient"));
    LossValue value = loss.of(tensor(golden.get("y_true")), tensor(golden.get("y_pred")), null);
    double expected = golden.get("value").getAsDouble();
    assertThat(value.value()).isCloseTo(expected, within(1e-6 * Math.max(1, expected)));
    assertClose(value.pullback().apply(1), gradient, 1e-6);
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void optimizersStepByStep(JsonObject golden) {
    JsonObject all = golden("optimizers.json").getAsJsonObject();
    Weights weights = new Weights(tensors(all.get("start")));
    Optimizer optimizer = optimizer(golden.getAsJsonObject("optimizer"));
    JsonArray gradients = all.getAsJsonArray("gradients");
    for (int step = 0; step < gradients.size(); step++) {
      optimizer.apply(weights.ownVariables(), tensors(gradients.get(step)));
      List<Tensor> after = tensors(golden.getAsJsonArray("after").get(step));
      for (int i = 0; i < after.size(); i++) {
        assertClose(weights.ownVariables().get(i).value(), after.get(i), 2e-6);
      }
    }
  }

  private static void assertClose(Tensor actual, Tensor expected, double tolerance) {
    assertThat(actual.shape()).isEqualTo(expected.shape());
    for (int i = 0; i < expected.size(); i++) {
      double bound = tolerance * Math.max(1, Math.abs(expected.at(i)));
      assertThat(actual.at(i)).as("element " + i).isCloseTo(expected.at(i), within(bound));
    }
  }

  private static Loss loss(JsonObject saved) {
    JsonObject config = saved.getAsJsonObject("config");
    String name = config.get("name").getAsString();
    String reduction = config.get("reduction").getAsString();
    boolean logits = config.has("from_logits") && config.get("from_logits").getAsBoolean();
    double smoothing =
        config.has("label_smoothing") ? config.get("label_smoothing").getAsDouble() : 0;
    return switch (saved.get("class_name").getAsString()) {
      case "MeanSquaredError" -> new MeanSquaredError(name, reduction);
      case "BinaryCrossentropy" -> new BinaryCrossentropy(name, reduction, logits, smoothing, -1);
      case "CategoricalCrossentropy" ->
          new CategoricalCrossentropy(name, reduction, logits, smoothing, -1);
      default -> new SparseCategoricalCrossentropy(name, reduction, logits, null);
    };
  }

  private static Optimizer optimizer(JsonObject saved) {
    JsonObject config = saved.getAsJsonObject("config");
    OptimizerOptions options =
        OptimizerOptions.of(number(config, "learning_rate"))
            .withWeightDecay(number(config, "weight_decay"))
            .withClipnorm(number(config, "clipnorm"))
            .withGlobalClipnorm(number(config, "global_clipnorm"))
            .withClipvalue(number(config, "clipvalue"));
    return switch (saved.get("class_name").getAsString()) {
      case "SGD" ->
          new SGD(new SGD.Config(number(config, "momentum"), flag(config, "nesterov")), options);
      case "Adam" ->
          new Adam(
              new Adam.Config(
                  number(config, "beta_1"),
                  number(config, "beta_2"),
                  number(config, "epsilon"),
                  flag(config, "amsgrad")),
              options);
      default ->
          new RMSprop(
              new RMSprop.Config(
                  number(config, "rho"),
                  number(config, "momentum"),
                  number(config, "epsilon"),
                  flag(config, "centered")),
              options);
    };
  }

  private static Double number(JsonObject config, String key) {
    return config.get(key).isJsonNull() ? null : (Double) config.get(key).getAsDouble();
  }

  private static boolean flag(JsonObject config, String key) {
    return config.get(key).getAsBoolean();
  }

  private static List<Tensor> tensors(JsonElement json) {
    List<Tensor> tensors = new ArrayList<>();
    json.getAsJsonArray().forEach(one -> tensors.add(tensor(one)));
    return tensors;
  }

  private static Tensor tensor(JsonElement json) {
    List<Integer> dims = new ArrayList<>();
    for (JsonElement at = json; at.isJsonArray(); at = at.getAsJsonArray().get(0)) {
      dims.add(at.getAsJsonArray().size());
    }
    String flat = json.toString().replaceAll("[\\[\\]]", "");
    return Tensor.of(Shape.of(dims), new Gson().fromJson("[" + flat + "]", float[].class));
  }

  /** A layer that only holds weights. */
  private static final class Weights extends Layer {
    record Config() {}

    private final List<Tensor> start;

    Weights(List<Tensor> start) {
      super(new Config(), Options.DEFAULT.withWeights(start.toArray(Tensor[]::new)));
      this.start = start;
      build(List.of());
    }

    @Override
    protected List<WeightSpec> weights(List<Shape> inputs) {
      return start.stream()
          .map(w -> WeightSpec.trainable("w", w.shape(), new Zeros(), null, null))
          .toList();
    }

    @Override
    public List<Shape> outputShapes(List<Shape> inputs) {
      return List.of();
    }

    @Override
    protected Pass forward(List<Tensor> inputs, Mode mode) {
      throw new UnsupportedOperationException();
    }
  }
}
