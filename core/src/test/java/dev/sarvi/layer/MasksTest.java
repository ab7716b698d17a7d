package dev.sarvi.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sarvi.layer.activation.Softmax;
import dev.sarvi.layer.core.Dense;
import dev.sarvi.layer.core.Embedding;
import dev.sarvi.layer.core.Input;
import dev.sarvi.layer.normalization.BatchNormalization;
import dev.sarvi.model.Model;
import dev.sarvi.model.Sequential;
import dev.sarvi.tensor.DType;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import dev.sarvi.train.BinaryAccuracy;
import dev.sarvi.train.Data;
import dev.sarvi.train.MeanSquaredError;
import dev.sarvi.train.SGD;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** What goldens of real Keras do not show: refusals, other types, and where Sarvi differs. */
class MasksTest {
  private static final Tensor ROW = Tensor.of(Shape.of(1, 3), 1f, 2f, 3f);

  @Test
  void softmaxRefusesMasksInKerasWords() {
    Softmax softmax = new Softmax();
    assertThatThrownBy(() -> softmax.call(ROW, Tensor.zeros(Shape.of(2, 3), DType.BOOL)))
        .hasMessageContaining(
            "The `mask` must be broadcastable to `inputs`. Each mask dimension must be 1 or match"
                + " the corresponding input dimension. Received: inputs.shape=(1, 3),"
                + " mask.shape=(2, 3)");
    assertThatThrownBy(() -> softmax.call(ROW, Tensor.zeros(Shape.of(1, 1, 3), DType.BOOL)))
        .hasMessageContaining(
            "The `mask` must be broadcastable to `inputs` and must not have more dimensions."
                + " Received: inputs.shape=(1, 3), mask.shape=(1, 1, 3)");
    SymbolicTensor x = Input.of(3);
    assertThatThrownBy(() -> softmax.applyMasked(x, Input.of(2)))
        .hasMessageContaining("mask.shape=(None, 2)");
    assertThat(softmax.nodes()).isEmpty();
  }

  @Test
  void masksMayBeOfAnyType() {
    for (DType type : List.of(DType.BOOL, DType.INT32, DType.UINT8, DType.FLOAT16)) {
      Tensor mask = Tensor.of(Shape.of(3), 1f, 0f, 1f).cast(type);
      Tensor y = new Softmax().call(ROW, mask);
      assertThat(y.at(1)).isZero();
      assertThat(y.at(0) + y.at(2)).isEqualTo(1, Offset.offset(1e-6));
    }
  }

  @Test
  void whatTakesNoMaskRefusesOne() {
    SymbolicTensor x = Input.of(3);
    assertThatThrownBy(() -> new Dense(2).applyMasked(x, Input.of(3)))
        .hasMessageContaining("takes no mask");
    assertThatThrownBy(() -> new BatchNormalization().call(ROW, ROW))
        .hasMessageContaining(
            "The mask provided should be one dimension less than the inputs."
                + " Received: mask.shape=(1, 3), inputs.shape=(1, 3)");
  }

  @Test
  void embeddingsRefuseWhatIsOutOfRange() {
    Embedding embedding = new Embedding(5, 2);
    for (double number : new double[] {5, -6, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> embedding.call(Tensor.of(Shape.of(1, 2), new double[] {4, number})))
          .hasMessageContaining("expected numbers from -5 to 4. Received: " + number)
          .hasMessageContaining("at position 1 of an input of shape (1, 2)");
    }
    assertThatThrownBy(() -> new Embedding(0, 2))
        .hasMessage("`input_dim` must be a positive integer. Received: input_dim=0");
    Embedding half =
        new Embedding(new Embedding.Config(4099, 1), Options.DEFAULT.withDType("float16"));
    Tensor last = half.call(Tensor.ofInts(Shape.of(1), 4098));
    assertThat(last.dtype()).isEqualTo(DType.FLOAT16);
    assertThat(last.at(0)).isEqualTo(half.ownVariables().get(0).value().at(4098));
  }

  @Test
  void aWeightForEachSampleIsAWeightOfItsPlacesThatCount() {
    Model model =
        new Sequential()
            .add(Input.of(Shape.of(2), DType.INT32))
            .add(new Embedding(new Embedding.Config(3, 1).withMaskZero(true)));
    model.compile(new SGD(0.1), new MeanSquaredError(), new BinaryAccuracy("hits", 0.5));
    model.setWeights(List.of(Tensor.of(Shape.of(3, 1), 9f, 2f, 1f)));
    Tensor words = Tensor.ofInts(Shape.of(2, 2), 1, 0, 2, 2);
    Data data = Data.of(words, Tensor.of(Shape.of(2, 2, 1), 0f, 5f, 1f, 3f));
    Map<String, Double> plain = model.evaluate(data, 2);
    assertThat(plain.get("loss")).isEqualTo((4 + 0 + 4) / 3.0, within());
    assertThat(plain.get("hits")).isEqualTo(1 / 3.0, within());
    Data weighted = data.weighted(Tensor.of(Shape.of(2), 3f, 1f));
    assertThat(model.evaluate(weighted, 2).get("loss")).isEqualTo((3 * 4 + 0 + 4) / 3.0, within());
    Data nothing = Data.of(Tensor.ofInts(Shape.of(1, 2), 0, 0), Tensor.zeros(Shape.of(1, 2, 1)));
    assertThat(model.evaluate(nothing, 2)).containsEntry("loss", 0.0).containsEntry("hits", 0.0);
  }

  @Test
  void modelsPassOnTheMasksThatTheyAreGiven() {
    SymbolicTensor x = Input.of(2, 3);
    Model model = Model.of(x, new Dense(2).apply(x));
    Tensor mask = Tensor.of(Shape.of(1, 2), 1f, 0f).cast(DType.BOOL);
    Tensor input = Tensor.zeros(Shape.of(1, 2, 3));
    Pass pass = model.call(List.of(input), List.of(mask), Mode.INFERENCE);
    assertThat(pass.mask(0).sameBits(mask)).isTrue();
    Pass without = model.call(List.of(input), Arrays.asList((Tensor) null), Mode.INFERENCE);
    assertThat(without.mask(0)).isNull();
  }

  private static Offset<Double> within() {
    return Offset.offset(1e-6);
  }
}
