package dev.sarvi.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sarvi.Sarvi;
import dev.sarvi.kernel.TensorMath;
import dev.sarvi.layer.core.Dense;
import dev.sarvi.layer.core.Input;
import dev.sarvi.layer.recurrent.BaseRNN;
import dev.sarvi.layer.recurrent.Bidirectional;
import dev.sarvi.layer.recurrent.GRU;
import dev.sarvi.layer.recurrent.GRUCell;
import dev.sarvi.layer.recurrent.LSTM;
import dev.sarvi.layer.recurrent.LSTMCell;
import dev.sarvi.layer.recurrent.SimpleRNN;
import dev.sarvi.model.Model;
import dev.sarvi.model.Sequential;
import dev.sarvi.tensor.DType;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import dev.sarvi.train.Fit;
import dev.sarvi.train.MeanSquaredError;
import dev.sarvi.train.SGD;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** What goldens of real Keras do not show of recurrent layers. */
class RecurrentTest {
  private static final Options WIDE = Options.DEFAULT.withDType(DType.FLOAT64);

  @Test
  void gradientsThroughMaskedStepsAgreeWithDifferences() {
    Tensor mask = Tensor.of(Shape.of(2, 5), 1f, 0f, 1f, 1f, 0f, 0f, 1f, 0f, 1f, 1f);
    GRUCell.Config before = new GRUCell.Config(3).withResetAfter(false);
    for (BaseRNN layer :
        List.of(
            new SimpleRNN(new SimpleRNN.Config(3).withReturnSequences(true), WIDE),
            new LSTM(new LSTM.Config(3).withGoBackwards(true), WIDE),
            new GRU(new GRU.Config(3).withZeroOutputForMask(true), WIDE),
            new GRU(new GRU.Config(before).withReturnSequences(true), WIDE))) {
      Tensor x = random(Shape.of(2, 5, 2), 1);
      Pass pass = layer.call(List.of(x), List.of(mask), Mode.INFERENCE);
      Tensor above = random(pass.output().shape(), 2);
      WeightGradients weights = new WeightGradients(layer.trainableVariables());
      Tensor gradient = pass.back(above, weights).get(0);
      for (int i = 0; i < x.size(); i++) {
        assertThat(gradient.at(i)).isCloseTo(slope(layer, x, i, mask, above), near(1e-7));
      }
      Variable recurrent = layer.variables().get(1);
      Tensor start = recurrent.value();
      for (int i = 0; i < start.size(); i += 2) {
        recurrent.assign(moved(start, i, 1e-6));
        double up = loss(layer, x, mask, above);
        recurrent.assign(moved(start, i, -1e-6));
        double down = loss(layer, x, mask, above);
        recurrent.assign(start);
        assertThat(weights.of(recurrent).at(i)).isCloseTo((up - down) / 2e-6, near(1e-7));
      }
    }
  }

  private static double slope(Layer layer, Tensor x, int i, Tensor mask, Tensor above) {
    double up = loss(layer, moved(x, i, 1e-6), mask, above);
    return (up - loss(layer, moved(x, i, -1e-6), mask, above)) / 2e-6;
  }

  private static double loss(Layer layer, Tensor x, Tensor mask, Tensor above) {
    Tensor y = layer.call(List.of(x), List.of(mask), Mode.INFERENCE).output();
    return TensorMath.total(TensorMath.product(y, above));
  }

  @Test
  void statefulLayersGoOnFromBatchToBatch() {
    Tensor whole = random(Shape.of(2, 6, 3), 5).cast(DType.FLOAT32);
    LSTM plain = new LSTM(new LSTM.Config(4).withReturnSequences(true));
    Tensor expected = plain.call(whole);
    LSTM stateful = new LSTM(new LSTM.Config(4).withReturnSequences(true).withStateful(true));
    Model model =
        new Sequential().add(Input.ofBatch(Shape.of(2, 3, 3), Options.DEFAULT)).add(stateful);
    stateful.setWeights(plain.variables().stream().map(Variable::value).toList());
    Tensor first = model.predict(part(whole, 0));
    Tensor second = model.predict(part(whole, 3));
    assertThat(first.sameBits(part(expected, 0))).isTrue();
    assertThat(second.sameBits(part(expected, 3))).isTrue();
    stateful.resetState();
    assertThat(model.predict(part(whole, 0)).sameBits(first)).isTrue();
    assertThat(stateful.variables()).hasSize(3); // states are no weights
    assertThatThrownBy(() -> stateful.call(Tensor.zeros(Shape.of(3, 3, 3))))
        .hasMessageContaining("If an RNN is stateful, the batch size of the input sequences must");
    assertThatThrownBy(() -> new LSTM(new LSTM.Config(1).withStateful(true)).apply(Input.of(3, 3)))
        .hasMessageContaining("When using `stateful=True` in a RNN, the batch size must be static");
  }

  private static Tensor part(Tensor x, int from) {
    Shape shape = x.shape().with(1, 3);
    Tensor part = Tensor.zeros(shape, x.dtype());
    int step = shape.dim(2);
    for (int sample = 0; sample < shape.dim(0); sample++) {
      System.arraycopy(
          x.array(),
          (sample * x.shape().dim(1) + from) * step,
          part.array(),
          sample * 3 * step,
          3 * step);
    }
    return part;
  }

  @Test
  void dropoutIsTheSameForOneStepOfTrainingAndNoneInPrediction() {
    LSTMCell.Config cell = new LSTMCell.Config(8).withDropout(0.5).withRecurrentDropout(0.5);
    LSTM layer = new LSTM(new LSTM.Config(cell));
    Tensor x = random(Shape.of(4, 3, 8), 3).cast(DType.FLOAT32);
    Tensor one = layer.call(List.of(x), Mode.training(1, 0)).output();
    assertThat(layer.call(List.of(x), Mode.training(1, 0)).output().sameBits(one)).isTrue();
    assertThat(layer.call(List.of(x), Mode.training(1, 1)).output().sameBits(one)).isFalse();
    assertThat(layer.call(x).sameBits(one)).isFalse();
    LSTM other = new LSTM(new LSTM.Config(8));
    other.build(List.of(x.shape()));
    other.setWeights(layer.variables().stream().map(Variable::value).toList());
    assertThat(other.call(x).sameBits(layer.call(x))).isTrue();
  }

  @Test
  void refusesInKerasWords() {
    assertThatThrownBy(() -> new LSTM(0))
        .hasMessage(
            "Received an invalid value for argument `units`, expected a positive integer, got 0.");
    assertThatThrownBy(() -> new GRU(2).apply(Input.of(3)))
        .hasMessageContaining("expected ndim=3, found ndim=2. Full shape received: (None, 3)");
    assertThatThrownBy(() -> new GRU(2).apply(Input.of(3, 4), Input.of(3)))
        .hasMessageContaining(
            "expected initial states of shapes [(None, 2)]. Received: initial_state=[(None, 3)]");
    assertThatThrownBy(() -> new Bidirectional(new GRU(2), "max"))
        .hasMessageContaining("Invalid merge mode. Received: max. Merge mode should be one of");
    GRU backwards = new GRU(new GRU.Config(2).withGoBackwards(true));
    assertThatThrownBy(() -> new Bidirectional(backwards))
        .hasMessageContaining("should have different `go_backwards` value");
    GRU layer = new GRU(2);
    Tensor x = Tensor.zeros(Shape.of(2, 3, 4));
    assertThatThrownBy(
            () -> layer.call(List.of(x), List.of(Tensor.zeros(Shape.of(2, 4))), Mode.INFERENCE))
        .hasMessageContaining("expected a mask of shape (2, 3). Received: mask.shape=(2, 4)");
  }

  @Test
  void learnsToTellWhichStepWasLarger() {
    Sarvi.setRandomSeed(3);
    Tensor x = random(Shape.of(64, 4, 1), 8).cast(DType.FLOAT32);
    float[] sums = new float[64];
    for (int i = 0; i < x.size(); i++) {
      sums[i / 4] += (float) x.at(i) / 4;
    }
    Model model =
        new Sequential().add(Input.of(4, 1)).add(new Bidirectional(new LSTM(4))).add(new Dense(1));
    model.compile(new SGD(0.1), new MeanSquaredError());
    Tensor y = Tensor.of(Shape.of(64, 1), sums);
    double before = model.evaluate(x, y).get("loss");
    model.fit(x, y, Fit.epochs(20).batchSize(8).seed(1));
    assertThat(model.evaluate(x, y).get("loss")).isLessThan(before / 10);
  }

  private static Offset<Double> near(double difference) {
    return Offset.offset(difference);
  }

  private static Tensor moved(Tensor tensor, int i, double step) {
    double[] values = Arrays.copyOf(tensor.doubles(), tensor.size());
    values[i] += step;
    return Tensor.of(tensor.shape(), values);
  }

  private static Tensor random(Shape shape, long seed) {
    return Tensor.of(shape, new Random(seed).doubles(shape.size(), -1, 1).toArray());
  }
}
