package dev.sarvi.keras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.sarvi.layer.Layer;
import dev.sarvi.layer.Options;
import dev.sarvi.layer.activation.PReLU;
import dev.sarvi.tensor.DType;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import dev.sarvi.train.Adam;
import dev.sarvi.train.LossScaleOptimizer;
import dev.sarvi.train.Optimizer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Loss scaling, step by step as in Keras: what is left out, and when the scale moves. */
class LossScalingGoldensTest {
  private static final JsonObject GOLDEN =
      Goldens.json("goldens/training/loss_scaling.json").getAsJsonObject();

  private static LossScaleOptimizer optimizer() {
    JsonObject config = GOLDEN.getAsJsonObject("config");
    return new LossScaleOptimizer(
        new Adam(config.get("learning_rate").getAsDouble()),
        new LossScaleOptimizer.Config(
            config.get("initial_scale").getAsDouble(),
            config.get("dynamic_growth_steps").getAsInt()),
        null);
  }

  private static Layer layer() {
    Tensor start = tensor(GOLDEN.getAsJsonArray("start"));
    Layer layer = new PReLU(new PReLU.Config(), Options.DEFAULT.withWeights(start));
    layer.build(List.of(start.shape().batched(Shape.UNKNOWN)));
    return layer;
  }

  /** JSON has no numbers that are not finite: words stand for them. */
  private static Tensor tensor(JsonArray values) {
    float[] floats = new float[values.size()];
    for (int i = 0; i < floats.length; i++) {
      String word = values.get(i).getAsString();
      floats[i] = Float.parseFloat(word.replace("inf", "Infinity").replace("nan", "NaN"));
    }
    return Tensor.of(Shape.of(floats.length), floats);
  }

  private static void apply(Optimizer optimizer, Layer layer, JsonElement step) {
    Tensor gradient = tensor(step.getAsJsonObject().getAsJsonArray("gradient"));
    optimizer.apply(layer.trainableVariables(), List.of(gradient));
  }

  @Test
  void everyStepIsKeras() {
    Layer layer = layer();
    LossScaleOptimizer optimizer = optimizer();
    for (JsonElement element : GOLDEN.getAsJsonArray("steps")) {
      JsonObject step = element.getAsJsonObject();
      apply(optimizer, layer, step);
      Tensor expected = tensor(step.getAsJsonArray("variable"));
      Tensor actual = layer.trainableVariables().get(0).value();
      for (int i = 0; i < expected.size(); i++) {
        assertThat(actual.at(i)).as(step.toString()).isCloseTo(expected.at(i), within(2e-6));
      }
      assertThat(optimizer.lossScale()).isEqualTo(step.get("scale").getAsDouble());
      assertThat(optimizer.iterations()).isEqualTo(step.get("iterations").getAsLong());
      assertThat(optimizer.state().slots().get(0).at(0)).isEqualTo(step.get("counter").getAsInt());
    }
  }

  @Test
  void goesOnWhereItStopped() {
    Layer whole = layer();
    Layer parted = layer();
    LossScaleOptimizer first = optimizer();
    LossScaleOptimizer second = optimizer();
    JsonArray steps = GOLDEN.getAsJsonArray("steps");
    LossScaleOptimizer uninterrupted = optimizer();
    for (int i = 0; i < steps.size(); i++) {
      apply(uninterrupted, whole, steps.get(i));
      if (i == steps.size() / 2) {
        second.build(parted.trainableVariables());
        second.restore(first.state());
      }
      apply(i < steps.size() / 2 ? first : second, parted, steps.get(i));
    }
    assertThat(second.lossScale()).isEqualTo(uninterrupted.lossScale());
    assertThat(
            parted.trainableVariables().get(0).value().sameBits(whole.variables().get(0).value()))
        .isTrue();
    assertThat(whole.variables().get(0).dtype()).isEqualTo(DType.FLOAT32);
  }
}
