package dev.sarvi.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sarvi.layer.Node;
import dev.sarvi.layer.Options;
import dev.sarvi.layer.SymbolicTensor;
import dev.sarvi.layer.activation.ELU;
import dev.sarvi.layer.activation.PReLU;
import dev.sarvi.layer.activation.ReLU;
import dev.sarvi.layer.activation.Softmax;
import dev.sarvi.layer.core.Dense;
import dev.sarvi.layer.core.Input;
import dev.sarvi.layer.merging.Add;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import dev.sarvi.train.Adam;
import dev.sarvi.train.Fit;
import dev.sarvi.train.SparseCategoricalCrossentropy;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Against what Keras prints (interop/make_summaries.py). */
class SummaryTest {
  private static String printedByKeras(String name) throws IOException {
    try (InputStream in = SummaryTest.class.getResourceAsStream("summaries.txt")) {
      String all = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return Arrays.stream(all.split("-\n"))
          .filter(summary -> summary.startsWith("Model: \"" + name + "\""))
          .findFirst()
          .orElseThrow();
    }
  }

  private static Dense dense(int units, String name) {
    return new Dense(new Dense.Config(units), Options.named(name));
  }

  private static Softmax softmax(String name) {
    return new Softmax(new Softmax.Config(), Options.named(name));
  }

  private static PReLU prelu(String name) {
    return new PReLU(new PReLU.Config(), Options.named(name));
  }

  private static SymbolicTensor input(int size, String name) {
    return Input.of(Shape.of(size), Options.named(name));
  }

  @Test
  void trainedWithAFrozenLayerAndALongName() throws IOException {
    Sequential model =
        new Sequential(Options.named("trained"))
            .add(Input.of(4))
            .add(dense(5, "dense"))
            .add(prelu("p_re_lu"))
            .add(dense(3, "dense_with_a_name_that_is_longer_than_its_column"))
            .add(softmax("softmax"));
    model.compile(new Adam(), new SparseCategoricalCrossentropy());
    model.fit(Tensor.zeros(Shape.of(4, 4)), Tensor.zeros(Shape.of(4)), Fit.epochs(1));
    model.layers().get(0).setTrainable(false);
    assertThat(model.summary()).isEqualTo(printedByKeras("trained"));
  }

  @Test
  void connectionsOfBranchesAndSharedLayers() throws IOException {
    SymbolicTensor one = input(4, "x");
    SymbolicTensor other = input(2, "the_other_input_of_the_model");
    Dense shared = dense(4, "shared");
    SymbolicTensor once = shared.apply(one);
    SymbolicTensor sum =
        new Add(new Add.Config(), Options.named("add")).apply(once, shared.apply(once));
    SymbolicTensor twice = prelu("p").apply(sum);
    SymbolicTensor wide = dense(70_000, "wide").apply(other);
    Model model = Model.of(List.of(one, other), List.of(twice, wide), Options.named("branches"));
    assertThat(model.summary()).isEqualTo(printedByKeras("branches"));
  }

  @Test
  void aChainHasNoConnections() throws IOException {
    SymbolicTensor x = input(4, "x");
    SymbolicTensor y = softmax("a_quite_long_name_breaks").apply(dense(3, "d").apply(x));
    Model model = Model.of(List.of(x), List.of(y), Options.named("chain"));
    assertThat(model.summary()).isEqualTo(printedByKeras("chain"));
  }

  @Test
  void severalOutputsOfALayer() throws IOException {
    SymbolicTensor x = input(4, "x");
    SymbolicTensor elu = new ELU(new ELU.Config(), Options.named("e")).apply(x);
    SymbolicTensor relu = new ReLU(new ReLU.Config(), Options.named("r")).apply(x);
    Model both = Model.of(List.of(x), List.of(elu, relu), Options.named("both"));
    Node call = both.applyAll(List.of(x));
    SymbolicTensor y = softmax("s").apply(call.outputs().get(1));
    Model model = Model.of(List.of(x), List.of(y, call.outputs().get(0)), Options.named("outputs"));
    assertThat(model.summary()).isEqualTo(printedByKeras("outputs"));
  }

  @Test
  void notBuilt() throws IOException {
    Sequential model = new Sequential(Options.named("unbuilt")).add(dense(3, "d"));
    assertThat(model.summary()).isEqualTo(printedByKeras("unbuilt"));
  }

  @Test
  void nested() throws IOException {
    Sequential inner = new Sequential(Options.named("inner")).add(Input.of(4)).add(dense(2, "e"));
    Sequential model =
        new Sequential(Options.named("nested")).add(Input.of(4)).add(inner).add(softmax("s"));
    assertThat(model.summary()).isEqualTo(printedByKeras("nested"));
  }
}
