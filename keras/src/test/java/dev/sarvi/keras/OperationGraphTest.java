package dev.sarvi.keras;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sarvi.layer.SymbolicTensor;
import dev.sarvi.layer.core.Dense;
import dev.sarvi.layer.core.Input;
import dev.sarvi.layer.operation.Index;
import dev.sarvi.layer.operation.Ops;
import dev.sarvi.model.Model;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import dev.sarvi.train.Fit;
import dev.sarvi.train.MeanSquaredError;
import dev.sarvi.train.SGD;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Graphs that are written in Java with operations between their layers. */
class OperationGraphTest {
  private static final Tensor X =
      Tensor.of(Shape.of(3, 4), 1, -2, 3, 4, 0, 5, -6, .5f, 7, 8, -9, 1);

  @TempDir Path folder;

  @Test
  void computesTrainsAndIsTheSameWhenSavedAndOpened() {
    SymbolicTensor x = Input.of(4);
    SymbolicTensor gate = Ops.greater(x, 0.5);
    SymbolicTensor shifted = Ops.subtract(2, Ops.multiply(new Dense(4).apply(x), x));
    List<SymbolicTensor> halves = Ops.split(Ops.where(gate, shifted, -1), 2, -1);
    SymbolicTensor picked = Ops.getItem(x, Index.all(), Index.range(1, 3));
    SymbolicTensor y = Ops.concatenate(1, halves.get(1), picked, halves.get(0));
    Model model = Model.of(x, Ops.divide(y, Ops.add(Ops.max(Ops.absolute(y), true, -1), 1)));
    model.compile(new SGD(0.05), new MeanSquaredError());
    Tensor target = Tensor.zeros(Shape.of(3, 6));
    var history = model.fit(X, target, Fit.epochs(20).seed(1)).get("loss");
    assertThat(history.get(19)).isLessThan(history.get(0));
    Keras.save(model, folder.resolve("ops.keras"));
    Model again = Keras.load(folder.resolve("ops.keras"));
    assertThat(again.predict(X).sameBits(model.predict(X))).isTrue();
    assertThat(Keras.toJson(again)).isEqualTo(Keras.toJson(model));
  }

  @Test
  void aPartOfAModelSharesItsWeights() {
    SymbolicTensor x = Input.of(4);
    Dense first = new Dense(3);
    Model whole = Model.of(x, new Dense(2).apply(Ops.square(first.apply(x))));
    Model part = Model.of(whole.inputs().get(0), whole.layer(first.name()).output());
    assertThat(part.variables()).isEqualTo(first.variables());
    assertThat(part.predict(X).sameBits(first.call(X))).isTrue();
  }

  @Test
  void tenThousandOperationsOneAfterTheOther() {
    SymbolicTensor x = Input.of(4);
    SymbolicTensor y = x;
    for (int i = 0; i < 10_000; i++) {
      y = Ops.add(y, 1);
    }
    Model model = Model.of(x, y);
    assertThat(model.predict(X).get(0, 0)).isEqualTo(10_001);
    Keras.save(model, folder.resolve("long.keras"));
    assertThat(Keras.load(folder.resolve("long.keras")).predict(X).sameBits(model.predict(X)))
        .isTrue();
  }

  @Test
  void outputsNeedNotHaveTheBatch() {
    SymbolicTensor x = Input.of(4);
    Model first = Model.of(x, Ops.getItem(x, Index.at(0)));
    assertThat(first.call(X).shape()).isEqualTo(Shape.of(4));
    double sum = IntStream.range(0, 12).mapToDouble(X::at).sum();
    assertThat(Model.of(x, Ops.sum(x, false)).call(X).at(0)).isEqualTo(sum);
  }
}
