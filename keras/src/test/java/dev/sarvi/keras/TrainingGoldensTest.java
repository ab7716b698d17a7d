package dev.sarvi.keras;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.sarvi.layer.Variable;
import dev.sarvi.model.Model;
import dev.sarvi.tensor.Tensor;
import dev.sarvi.train.Fit;
import dev.sarvi.train.History;
import dev.sarvi.train.Optimizer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Three epochs from where real Keras started lead to where real Keras came. */
class TrainingGoldensTest {
  private static final double TOLERANCE = 1e-4;

  @TempDir Path folder;

  static Stream<Golden> trainings() {
    return Stream.of("goldens/training/", "goldens/masks/training/")
        .flatMap(
            folder ->
                Goldens.json(folder + "index.json")
                    .getAsJsonObject()
                    .getAsJsonArray("cases")
                    .asList()
                    .stream()
                    .map(one -> new Golden(folder, one.getAsJsonObject())));
  }

  /** One case. */
  record Golden(String folder, JsonObject json) {
    Model model() {
      return Keras.load(Goldens.file(folder + this + ".keras"));
    }

    Map<String, Tensor> arrays() {
      return Npz.read(Goldens.file(folder + this + ".npz"));
    }

    Fit fit() {
      JsonObject fit = json.getAsJsonObject("fit");
      return Fit.epochs(fit.get("epochs").getAsInt())
          .batchSize(fit.get("batch_size").getAsInt())
          .shuffle(fit.get("shuffle").getAsBoolean())
          .validationSplit(fit.get("validation_split").getAsDouble());
    }

    /** Where layers have 16 bits, the differences of each step add up: Keras rounds more often. */
    double tolerance() {
      return toString().endsWith("bfloat16") ? 0.05 : toString().endsWith("16") ? 0.01 : TOLERANCE;
    }

    private Offset<Double> within(double value) {
      return Offset.offset(tolerance() * Math.max(1, Math.abs(value)));
    }

    @Override
    public String toString() {
      return json.get("id").getAsString();
    }
  }

  @ParameterizedTest
  @MethodSource("trainings")
  void landsWhereKerasLands(Golden golden) {
    Model model = golden.model();
    assertThat(model.reasonNotCompiled()).isEmpty();
    Map<String, Tensor> arrays = golden.arrays();
    History history = model.fit(arrays.get("x"), arrays.get("y"), golden.fit());
    JsonObject expected = golden.json().getAsJsonObject("history");
    assertThat(history.asMap().keySet()).containsExactlyInAnyOrderElementsOf(expected.keySet());
    for (String key : expected.keySet()) {
      List<JsonElement> values = expected.getAsJsonArray(key).asList();
      for (int epoch = 0; epoch < values.size(); epoch++) {
        assertThat(history.asMap().get(key).get(epoch))
            .as("%s in epoch %d", key, epoch)
            .isCloseTo(
                values.get(epoch).getAsDouble(), golden.within(values.get(epoch).getAsDouble()));
      }
    }
    List<Variable> weights = model.variables();
    for (int i = 0; i < weights.size(); i++) {
      Tensor value = arrays.get("weight_" + i);
      Goldens.assertClose(weights.get(i).value(), value, golden.tolerance(), weights.get(i).path());
    }
    assertThat(arrays).doesNotContainKey("weight_" + weights.size());
  }

  @ParameterizedTest
  @MethodSource("trainings")
  void trainingGoesOnAsIfTheFileWereNotThere(Golden golden) {
    Map<String, Tensor> arrays = golden.arrays();
    Fit once = Fit.epochs(1).batchSize(8).shuffle(false);
    Model model = golden.model();
    model.fit(arrays.get("x"), arrays.get("y"), once);
    Path file = folder.resolve("between.keras");
    Keras.save(model, file);
    Model again = Keras.load(file);
    assertThat(again.reasonNotCompiled()).isEmpty();
    Optimizer optimizer = again.compilation().orElseThrow().optimizer();
    assertThat(optimizer.iterations()).isPositive();
    model.fit(arrays.get("x"), arrays.get("y"), once);
    again.fit(arrays.get("x"), arrays.get("y"), once);
    for (int i = 0; i < model.variables().size(); i++) {
      assertThat(again.variables().get(i).value().sameBits(model.variables().get(i).value()))
          .as(model.variables().get(i).path())
          .isTrue();
    }
  }
}
