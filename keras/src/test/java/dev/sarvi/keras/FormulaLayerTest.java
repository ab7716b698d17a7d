package dev.sarvi.keras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sarvi.formula.Formula;
import dev.sarvi.initializer.Constant;
import dev.sarvi.initializer.Initializer;
import dev.sarvi.initializer.Ones;
import dev.sarvi.layer.Layer;
import dev.sarvi.layer.LayerType;
import dev.sarvi.layer.activation.FormulaLayer;
import dev.sarvi.layer.core.Dense;
import dev.sarvi.layer.core.Input;
import dev.sarvi.model.Model;
import dev.sarvi.model.Sequential;
import dev.sarvi.regularizer.L2;
import dev.sarvi.regularizer.Regularizer;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A user's own activations, from a formula to a file and back. */
class FormulaLayerTest {
  private static final Formula A = Formula.input("a");
  private static final Formula BETA = Formula.input("beta");

  record Snake(double a) {}

  record LearnedSwish(
      Initializer betaInitializer, Regularizer betaRegularizer, List<Integer> sharedAxes) {}

  private static final LayerType<Snake> SNAKE =
      FormulaLayer.type(
          "examples>Snake",
          new Snake(1),
          Formula.X.plus(Formula.sin(A.times(Formula.X)).squared().dividedBy(A)));

  private static final LayerType<LearnedSwish> SWISH =
      FormulaLayer.type(
          "examples>Swish",
          new LearnedSwish(new Ones(), null, null),
          Formula.X.times(Formula.sigmoid(BETA.times(Formula.X))));

  private static final LoadOptions KNOWN = LoadOptions.DEFAULT.withLayer(SNAKE).withLayer(SWISH);

  @TempDir Path folder;

  private static Model model() {
    return new Sequential()
        .add(Input.of(3, 4))
        .add(new Dense(5))
        .add(SNAKE.create(new Snake(0.5)))
        .add(SWISH.create(new LearnedSwish(new Constant(2), new L2(0.1), List.of(1))));
  }

  @Test
  void computesAndIsNamedAsKerasWould() {
    Layer snake = SNAKE.create(new Snake(0.5));
    Tensor y = snake.call(Tensor.of(Shape.of(1, 2), new float[] {-1, 2}));
    assertThat(y.at(0)).isEqualTo((float) (-1 + Math.pow(Math.sin(-0.5), 2) / 0.5));
    assertThat(snake.name()).startsWith("snake");
    assertThat(snake).hasToString("Snake \"" + snake.name() + "\" Snake[a=0.5]");
  }

  @Test
  void isReadAndWritten() {
    Path file = folder.resolve("own.keras");
    Model model = model();
    Keras.save(model, file);
    Model again = Keras.load(file, KNOWN);
    Tensor x = Tensor.of(Shape.of(1, 3, 4), 0, 1, 2, 3, -1, -2, -3, -4, .5, .25, -.5, 8f);
    assertThat(again.predict(x).floats()).isEqualTo(model.predict(x).floats());
    for (int i = 1; i < 3; i++) {
      assertThat(again.layers().get(i).config()).isEqualTo(model.layers().get(i).config());
    }
    assertThat(again.layers().get(2).variables().get(0).shape()).isEqualTo(Shape.of(1, 5));
  }

  @Test
  void fileNamesItAsARegisteredClass() {
    assertThat(Keras.toJson(model()))
        .contains("\"class_name\":\"Snake\"", "\"registered_name\":\"examples>Snake\"")
        .contains("\"a\":0.5");
  }

  @Test
  void unknownWhereItIsNotGiven() {
    Path file = folder.resolve("own.keras");
    Keras.save(model(), file);
    assertThatThrownBy(() -> Keras.load(file))
        .isInstanceOf(KerasFileException.class)
        .hasMessageContaining("examples>Snake");
  }

  @Test
  void configThatLacksAnInputIsRefused() {
    assertThatThrownBy(() -> FormulaLayer.type("examples>Snake", new Snake(1), BETA))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Expected a number beta or an initializer beta_initializer");
    assertThatThrownBy(() -> FormulaLayer.type("Snake", new Snake(1), A))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Received: Snake");
  }
}
