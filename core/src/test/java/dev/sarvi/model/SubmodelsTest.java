package dev.sarvi.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sarvi.layer.Layer;
import dev.sarvi.layer.Options;
import dev.sarvi.layer.SymbolicTensor;
import dev.sarvi.layer.Variable;
import dev.sarvi.layer.activation.PReLU;
import dev.sarvi.layer.core.Dense;
import dev.sarvi.layer.core.Input;
import dev.sarvi.layer.core.InputLayer;
import dev.sarvi.layer.merging.Concatenate;
import dev.sarvi.layer.merging.Subtract;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import dev.sarvi.train.Fit;
import dev.sarvi.train.MeanSquaredError;
import dev.sarvi.train.SGD;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Models made of parts of other models, and models whose inputs and outputs have keys. */
class SubmodelsTest {
  private static final Fit ONCE = Fit.epochs(1).shuffle(false);

  private static Dense dense(String name, int units) {
    return new Dense(new Dense.Config(units), Options.named(name));
  }

  private static Model base() {
    SymbolicTensor x = Input.of(4);
    SymbolicTensor hidden = dense("hidden", 5).apply(x);
    SymbolicTensor y = dense("last", 3).apply(new PReLU().apply(hidden));
    return Model.of(x, y);
  }

  private static Model difference() {
    SymbolicTensor a = Input.of(Shape.of(2), Options.named("a"));
    SymbolicTensor b = Input.of(Shape.of(2), Options.named("b"));
    SymbolicTensor difference = new Subtract().apply(b, a);
    return Model.of(
        Ports.byKey(Map.of("b", b, "a", a)),
        Ports.byKey(Map.of("z", difference, "both", new Concatenate().apply(a, b))),
        Options.DEFAULT);
  }

  private static Map<String, Tensor> pair() {
    return Map.of("a", Tensor.of(Shape.of(1, 2), 1f, 2f), "b", Tensor.of(Shape.of(1, 2), 10f, 20f));
  }

  @Test
  void featuresAreThoseInsideTheModel() {
    Model base = base();
    Layer hidden = base.layer("hidden");
    Model features = Model.of(base.inputs().get(0), hidden.output());
    Tensor x = Examples.features(3);
    assertThat(features.variables()).isEqualTo(hidden.variables());
    assertThat(features.predict(x).sameBits(hidden.call(x))).isTrue();
  }

  @Test
  void partFromTheMidstSharesItsLayers() {
    Model base = base();
    SymbolicTensor hidden = base.layer("hidden").output();
    Model rest = Model.of(hidden, base.outputs().get(0));
    assertThat(rest.layers().get(0)).isInstanceOf(InputLayer.class);
    assertThat(rest.layers()).doesNotContain(base.layer("hidden")).contains(base.layer("last"));
    Tensor x = Examples.features(3);
    Tensor inside = Model.of(base.inputs().get(0), hidden).predict(x);
    assertThat(rest.predict(inside).sameBits(base.predict(x))).isTrue();
  }

  @Test
  void theBaseStaysWhatItWas() {
    Model base = base();
    Tensor before = base.predict(Examples.features(3));
    List<Layer> layers = base.layers();
    Model.of(base.layer("hidden").output(), base.outputs().get(0));
    assertThat(base.layers()).isEqualTo(layers);
    assertThat(base.predict(Examples.features(3)).sameBits(before)).isTrue();
  }

  @Test
  void trainingAPartTrainsTheWhole() {
    Model base = base();
    Model features = Model.of(base.inputs().get(0), base.layer("hidden").output());
    Tensor x = Examples.features(3);
    Tensor before = base.predict(x);
    features.compile(new SGD(0.1), new MeanSquaredError());
    features.fit(x, Tensor.zeros(Shape.of(3, 5)), ONCE);
    assertThat(base.predict(x).sameBits(before)).isFalse();
  }

  @Test
  void frozenBaseStaysUnderANewHead() {
    Model base = base();
    base.setTrainable(false);
    SymbolicTensor x = Input.of(4);
    Model model = Model.of(x, dense("head", 1).apply(base.apply(x)));
    Tensor data = Examples.features(3);
    Tensor before = base.predict(data);
    Tensor head = model.variables().get(model.variables().size() - 2).value();
    model.compile(new SGD(0.1), new MeanSquaredError());
    model.fit(data, Tensor.zeros(Shape.of(3, 1)), ONCE);
    assertThat(base.predict(data).sameBits(before)).isTrue();
    assertThat(model.trainableVariables()).hasSize(2);
    assertThat(model.layer("head").variables().get(0).value().sameBits(head)).isFalse();
  }

  @Test
  void outputThatDependsOnSomethingElseIsRefused() {
    SymbolicTensor x = Input.of(2);
    SymbolicTensor y = Input.of(2);
    SymbolicTensor hidden = dense("hidden", 2).apply(x);
    SymbolicTensor z = new Subtract().apply(hidden, y);
    assertThatThrownBy(() -> Model.of(hidden, z))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not among the model's inputs");
  }

  @Test
  void inputsAndOutputsGoByKey() {
    Model model = difference();
    assertThat(model.inputNames()).containsExactly("a", "b");
    assertThat(model.outputNames()).containsExactly("both", "z");
    Map<String, Tensor> outputs = model.predict(pair(), 32);
    assertThat(outputs.keySet()).containsExactly("both", "z");
    assertThat(outputs.get("z").floats()).containsExactly(9, 18);
    assertThat(outputs.get("both").floats()).containsExactly(1, 2, 10, 20);
  }

  @Test
  void missingInputIsNamed() {
    assertThatThrownBy(() -> difference().predict(Map.of("a", Tensor.zeros(Shape.of(1, 2))), 32))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Expected inputs named [a, b]. Received: [a]");
  }

  @Test
  void withoutKeysLayersGiveTheNames() {
    Model model = Examples.twoOutputs();
    String input = model.inputs().get(0).node().operation().name();
    Map<String, Tensor> outputs = model.predict(Map.of(input, Examples.features(2)), 32);
    assertThat(outputs.keySet()).containsExactly("a", "b");
  }

  @Test
  void targetsGoByKeyAndHistoryNamesThem() {
    Model model = difference();
    SymbolicTensor a = Input.of(Shape.of(2), Options.named("a"));
    Model trained =
        Model.of(
            Ports.byKey(Map.of("a", a)),
            Ports.byKey(Map.of("y", dense("one", 1).apply(a), "x", dense("two", 1).apply(a))),
            Options.DEFAULT);
    trained.compile(new SGD(0.1), new MeanSquaredError());
    Tensor data = model.predict(pair(), 32).get("z");
    Map<String, Tensor> targets =
        Map.of("x", Tensor.zeros(Shape.of(1, 1)), "y", Tensor.zeros(Shape.of(1, 1)));
    Map<String, Double> losses = trained.evaluate(trained.data(Map.of("a", data), targets), 32);
    assertThat(losses.keySet()).containsExactlyInAnyOrder("loss", "x_loss", "y_loss");
    assertThat(trained.variables().stream().map(Variable::path)).contains("one/kernel");
  }
}
