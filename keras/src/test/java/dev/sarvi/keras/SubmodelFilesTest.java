package dev.sarvi.keras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.sarvi.layer.Options;
import dev.sarvi.layer.SymbolicTensor;
import dev.sarvi.layer.core.Dense;
import dev.sarvi.layer.core.Input;
import dev.sarvi.layer.merging.Add;
import dev.sarvi.layer.merging.Subtract;
import dev.sarvi.model.Model;
import dev.sarvi.model.Ports;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models with keys, and parts of models, that were made in Java: saved, and opened again. */
class SubmodelFilesTest {
  @TempDir Path folder;

  private static SymbolicTensor input(String name) {
    return Input.of(Shape.of(2), Options.named(name));
  }

  private Model reopened(Model model) {
    Path file = folder.resolve("model.keras");
    Keras.save(model, file);
    return Keras.load(file);
  }

  private static Model keyed() {
    SymbolicTensor a = input("a");
    SymbolicTensor b = input("b");
    return Model.of(
        Ports.byKey(Map.of("b", b, "a", a)),
        Ports.byKey(Map.of("z", new Subtract().apply(b, a), "dense", new Dense(3).apply(a))),
        Options.DEFAULT);
  }

  @Test
  void keysAreInTheFile() {
    Model model = keyed();
    JsonObject config = JsonParser.parseString(Keras.toJson(model)).getAsJsonObject();
    JsonObject arguments = config.getAsJsonObject("config");
    assertThat(arguments.getAsJsonObject("input_layers").keySet()).containsExactly("a", "b");
    assertThat(arguments.getAsJsonObject("output_layers").keySet()).containsExactly("dense", "z");
    Model again = reopened(model);
    assertThat(again.inputKeys()).containsExactly("a", "b");
    Map<String, Tensor> data =
        Map.of("a", Tensor.of(Shape.of(1, 2), 1f, 2f), "b", Tensor.of(Shape.of(1, 2), 10f, 20f));
    assertThat(again.predict(data, 1).get("z").floats()).containsExactly(9, 18);
    assertThat(again.predict(data, 1).get("dense").sameBits(model.predict(data, 1).get("dense")))
        .isTrue();
  }

  @Test
  void keyedModelIsCalledByKeyInsideAnother() {
    Model inner = keyed();
    SymbolicTensor x = input("x");
    SymbolicTensor y = input("y");
    List<SymbolicTensor> inside = inner.applyAll(List.of(x, y)).outputs();
    Model model = Model.of(List.of(x, y), List.of(inside.get(1)), Options.DEFAULT);
    assertThat(Keras.toJson(model)).contains("\"inbound_nodes\":[{\"args\":[{\"a\":{");
    List<Tensor> data = List.of(Tensor.zeros(Shape.of(1, 2)), Tensor.of(Shape.of(1, 2), 3f, 4f));
    assertThat(reopened(model).predict(data, 1).get(0).floats()).containsExactly(3, 4);
  }

  @Test
  void partOfAModelIsSavedAlone() {
    SymbolicTensor x = input("x");
    Dense first = new Dense(new Dense.Config(3), Options.named("first"));
    SymbolicTensor y = new Dense(2).apply(first.apply(x));
    Model whole = Model.of(x, y);
    Tensor data = Tensor.of(Shape.of(1, 2), 3f, 4f);
    Tensor inside = Model.of(x, whole.layer("first").output()).predict(data);
    Model rest = reopened(Model.of(first.output(), y));
    assertThat(rest.predict(inside).sameBits(whole.predict(data))).isTrue();
  }

  /** Keras's files name layers within each model, so that one cannot stand in two. */
  @Test
  void layerInTwoModelsCannotBeSaved() {
    SymbolicTensor x = input("x");
    Dense shared = new Dense(2);
    Model inner = Model.of(x, shared.apply(x));
    SymbolicTensor y = input("y");
    Model outer = Model.of(y, new Add().apply(inner.apply(y), shared.apply(y)));
    assertThatThrownBy(() -> Keras.toJson(outer))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("stands in two models");
  }
}
