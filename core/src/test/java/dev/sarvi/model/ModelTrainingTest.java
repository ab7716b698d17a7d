package dev.sarvi.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sarvi.kernel.TensorMath;
import dev.sarvi.layer.Options;
import dev.sarvi.layer.Variable;
import dev.sarvi.layer.activation.PReLU;
import dev.sarvi.layer.activation.Softmax;
import dev.sarvi.layer.core.Dense;
import dev.sarvi.layer.core.Input;
import dev.sarvi.tensor.DType;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import dev.sarvi.train.Accuracy;
import dev.sarvi.train.Adam;
import dev.sarvi.train.Compilation;
import dev.sarvi.train.Data;
import dev.sarvi.train.Fit;
import dev.sarvi.train.History;
import dev.sarvi.train.Loss;
import dev.sarvi.train.MeanSquaredError;
import dev.sarvi.train.Metrics;
import dev.sarvi.train.SGD;
import dev.sarvi.train.SparseCategoricalCrossentropy;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ModelTrainingTest {
  private static final Data DATA = Examples.data(131);

  private static Sequential compiled() {
    Sequential model = Examples.classifier(DType.FLOAT32);
    model.compile(new Adam(.01), new SparseCategoricalCrossentropy(), new Accuracy());
    return model;
  }

  private static void assertSameWeights(Model one, Model other) {
    for (int i = 0; i < one.variables().size(); i++) {
      assertThat(one.variables().get(i).value().sameBits(other.variables().get(i).value()))
          .as(one.variables().get(i).path())
          .isTrue();
    }
  }

  @Test
  void learns() {
    Sequential model = compiled();
    Map<String, Double> before = model.evaluate(DATA, 32);
    History history = model.fit(DATA, Fit.epochs(30).validationSplit(.2).seed(1));
    assertThat(history.asMap().keySet())
        .containsExactly("accuracy", "loss", "val_accuracy", "val_loss");
    assertThat(history.get("loss")).hasSize(30).first().isNotEqualTo(history.get("loss").get(29));
    assertThat(model.evaluate(DATA, 32).get("loss")).isLessThan(before.get("loss"));
    assertThat(model.evaluate(DATA, 32).get("accuracy")).isGreaterThan(.8);
  }

  @Test
  void aStepFollowsTheSlopeOfTheWholeLoss() {
    Sequential model = Examples.classifier(DType.FLOAT64);
    Loss loss = new SparseCategoricalCrossentropy();
    model.compile(new SGD(1), loss);
    Tensor offKinks = Tensor.scalar(DType.FLOAT64, .05);
    List<Tensor> start =
        model.variables().stream().map(w -> TensorMath.sum(w.value(), offKinks)).toList();
    Data batch = Examples.data(13);
    for (int v = 0; v < start.size(); v++) {
      Variable variable = model.variables().get(v);
      double[] slopes = new double[variable.shape().size()];
      for (int i = 0; i < slopes.length; i++) {
        slopes[i] =
            (moved(model, start, v, i, 1e-6, batch) - moved(model, start, v, i, -1e-6, batch))
                / 2e-6;
      }
      model.setWeights(start);
      model.compile(new SGD(1), loss);
      model.fit(batch, Fit.epochs(1).batchSize(13).seed(1));
      for (int i = 0; i < slopes.length; i++) {
        assertThat(start.get(v).at(i) - variable.value().at(i))
            .as(variable.path())
            .isCloseTo(slopes[i], within(1e-6));
      }
      model.setWeights(start);
    }
  }

  private static double moved(
      Model model, List<Tensor> start, int variable, int place, double by, Data batch) {
    model.setWeights(start);
    double[] values = start.get(variable).doubles().clone();
    values[place] += by;
    Variable changed = model.variables().get(variable);
    changed.assign(Tensor.of(changed.shape(), values));
    return model.evaluate(batch, 13).get("loss");
  }

  @Test
  void sameSeedSameBitsAndPausingChangesNothing() {
    Sequential whole = compiled();
    Sequential paused = compiled();
    whole.fit(DATA, Fit.epochs(3).seed(5));
    paused.fit(DATA, Fit.epochs(2).seed(5));
    paused.fit(DATA, Fit.epochs(3).initialEpoch(2).seed(5));
    assertSameWeights(whole, paused);
    Sequential other = compiled();
    other.fit(DATA, Fit.epochs(3).seed(6));
    assertThat(other.variables().get(0).value().sameBits(whole.variables().get(0).value()))
        .isFalse();
  }

  @Test
  void epochLossWeighsBatchesBySamples() {
    Sequential model = compiled();
    model.compile(new SGD(0), new SparseCategoricalCrossentropy(), new Accuracy());
    // The activities' penalty is a mean over the batch, so the whole is one too.
    Map<String, Double> whole = model.evaluate(DATA, 131);
    Map<String, Double> parts = model.evaluate(DATA, 50);
    History history = model.fit(DATA, Fit.epochs(1).batchSize(50));
    for (String key : List.of("loss", "accuracy")) {
      assertThat(parts.get(key)).isCloseTo(whole.get(key), within(1e-6));
      assertThat(history.get(key).get(0)).isCloseTo(whole.get(key), within(1e-6));
    }
  }

  @Test
  void splitTakesTheLastPart() {
    Sequential split = compiled();
    Sequential given = compiled();
    History history = split.fit(DATA, Fit.epochs(2).validationSplit(.25).seed(3));
    Tensor x = DATA.inputs().get(0);
    Tensor y = DATA.targets().get(0);
    History expected =
        given.fit(
            x.rows(0, 98),
            y.rows(0, 98),
            Fit.epochs(2).validation(x.rows(98, 131), y.rows(98, 131)).seed(3));
    assertThat(history.asMap()).isEqualTo(expected.asMap());
    assertSameWeights(split, given);
    assertThatThrownBy(() -> split.fit(Examples.data(1), Fit.epochs(1).validationSplit(.1)))
        .hasMessageContaining("contains 1 samples")
        .hasMessageContaining("`validation_split=0.1`");
  }

  @Test
  void frozenWeightsStayAndTheirPenaltiesDoNotCount() {
    Sequential model = compiled();
    double trained = model.evaluate(DATA, 131).get("loss");
    Variable kernel = model.variables().get(0);
    Tensor before = kernel.value();
    double penalty = kernel.spec().regularizer().penalty(before);
    model.layers().get(0).setTrainable(false);
    assertThat(model.evaluate(DATA, 131).get("loss")).isCloseTo(trained - penalty, within(1e-6));
    model.fit(DATA, Fit.epochs(1));
    assertThat(kernel.value()).isSameAs(before);
  }

  @Test
  void weightsOfSamplesAndClasses() {
    Tensor zeros = Tensor.zeros(Shape.of(131));
    Sequential byClass = compiled();
    Sequential bySample = compiled();
    Tensor labels = DATA.targets().get(0);
    for (int i = 0; i < 131; i++) {
      zeros.floats()[i] = labels.at(i) == 2 ? 5 : 1;
    }
    byClass.fit(DATA, Fit.epochs(1).seed(2).classWeight(Map.of(2, 5.0)));
    bySample.fit(DATA, Fit.epochs(1).seed(2).sampleWeight(zeros));
    assertSameWeights(byClass, bySample);
  }

  @Test
  void severalOutputsWithWeightedLosses() {
    Model model = Examples.twoOutputs();
    Tensor x = Examples.features(20);
    Data data = Data.of(List.of(x), List.of(Examples.labels(x), Tensor.zeros(Shape.of(20, 1))));
    model.compile(
        Compilation.byOutput(
            model.outputNames(),
            new Adam(),
            Map.of("a", new SparseCategoricalCrossentropy(), "b", new MeanSquaredError()),
            Map.of("b", .5),
            Map.of("a", List.of(new Accuracy()), "b", List.of(Metrics.named("mse")))));
    Map<String, Double> scores = model.evaluate(data, 32);
    assertThat(scores.keySet()).containsExactly("a_accuracy", "a_loss", "b_loss", "b_mse", "loss");
    assertThat(scores.get("loss"))
        .isCloseTo(scores.get("a_loss") + .5 * scores.get("b_loss"), within(1e-9));
    assertThat(scores.get("b_mse")).isCloseTo(scores.get("b_loss"), within(1e-6));
    History history = model.fit(data, Fit.epochs(2));
    assertThat(history.get("a_loss")).hasSize(2);
    assertThat(model.predict(List.of(x), 7)).hasSize(2);
    assertThatThrownBy(() -> model.predict(x)).hasMessageContaining("has 2 outputs");
    assertThatThrownBy(() -> model.evaluate(Data.of(x, x), 32))
        .hasMessageContaining("Expected 2 targets (y), one for each output [a, b]. Received: 1");
  }

  @Test
  void predictionDoesNotDependOnTheBatchSize() {
    Sequential model = Examples.classifier(DType.FLOAT32);
    Tensor x = DATA.inputs().get(0);
    Tensor all = model.predict(x);
    for (int batchSize : new int[] {1, 13, 131, 500}) {
      assertThat(model.predict(List.of(x), batchSize).get(0).sameBits(all)).isTrue();
    }
    assertThat(model.predict(Tensor.zeros(Shape.of(0, 4))).shape()).isEqualTo(Shape.of(0, 3));
  }

  @Test
  void builtFromTheFirstData() {
    Sequential model = new Sequential().add(new Dense(3)).add(new Softmax());
    model.compile(new Adam(), new SparseCategoricalCrossentropy());
    model.fit(DATA, Fit.epochs(1));
    assertThat(model.inputs().get(0).shape()).isEqualTo(Shape.of(-1, 4));
  }

  @Test
  void aLastAxisOfOneMayBeMissing() {
    Sequential model =
        new Sequential().add(Input.of(2, 1)).add(new PReLU(new PReLU.Config(), Options.DEFAULT));
    Tensor flat = Tensor.of(Shape.of(3, 2), 1f, 2f, 3f, 4f, 5f, 6f);
    assertThat(model.predict(flat).shape()).isEqualTo(Shape.of(3, 2, 1));
  }

  @Test
  void errorsSayWhatIsWrong() {
    Sequential model = Examples.classifier(DType.FLOAT32);
    assertThatThrownBy(() -> model.fit(DATA, Fit.epochs(1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("You must call `compile()`")
        .hasMessageContaining("classifier");
    Tensor x = DATA.inputs().get(0);
    assertThatThrownBy(() -> model.predict(Tensor.zeros(Shape.of(2, 5))))
        .hasMessageContaining("Expected shape (None, 4)")
        .hasMessageContaining("incompatible shape (2, 5)");
    assertThatThrownBy(() -> model.predict(List.of(x, x), 32))
        .hasMessageContaining("expects 1 input(s), but it received 2 input tensors");
    model.compile(new Adam(), new SparseCategoricalCrossentropy());
    assertThatThrownBy(() -> model.fit(x, DATA.targets().get(0).rows(0, 7), Fit.epochs(1)))
        .hasMessageContaining("Data cardinality is ambiguous")
        .hasMessageContaining("'x' sizes: [(131, 4)], 'y' sizes: [(7,)]");
    assertThatThrownBy(() -> model.fit(DATA.rows(0, 0), Fit.epochs(1)))
        .hasMessageContaining("at least one sample");
    assertThatThrownBy(() -> Fit.epochs(1).batchSize(0)).hasMessageContaining("batch_size=0");
    assertThatThrownBy(() -> Fit.epochs(1).validationSplit(1))
        .hasMessageContaining("validation_split=1.0");
  }

  @Test
  void aFailingStepChangesNothing() {
    Sequential model = compiled();
    model.fit(DATA, Fit.epochs(1));
    List<Tensor> before = model.variables().stream().map(Variable::value).toList();
    Tensor wrong = Tensor.full(Shape.of(131), DType.FLOAT32, 3);
    assertThatThrownBy(() -> model.fit(DATA.inputs().get(0), wrong, Fit.epochs(1)))
        .hasMessageContaining("Received: 3.0");
    assertThat(model.variables().stream().map(Variable::value).toList()).isEqualTo(before);
    assertThat(model.compilation().orElseThrow().optimizer().iterations()).isEqualTo(5);
  }
}
