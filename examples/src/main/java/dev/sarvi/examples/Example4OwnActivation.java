package dev.sarvi.examples;

import dev.sarvi.Sarvi;
import dev.sarvi.constraint.Constraint;
import dev.sarvi.formula.Formula;
import dev.sarvi.initializer.Initializer;
import dev.sarvi.initializer.Ones;
import dev.sarvi.keras.Keras;
import dev.sarvi.keras.LoadOptions;
import dev.sarvi.keras.Npy;
import dev.sarvi.layer.LayerType;
import dev.sarvi.layer.activation.Elementwise;
import dev.sarvi.layer.activation.FormulaLayer;
import dev.sarvi.layer.core.Dense;
import dev.sarvi.layer.core.Input;
import dev.sarvi.model.Model;
import dev.sarvi.model.Sequential;
import dev.sarvi.regularizer.Regularizer;
import dev.sarvi.tensor.DType;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import dev.sarvi.train.Adam;
import dev.sarvi.train.Fit;
import dev.sarvi.train.MeanSquaredError;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/**
 * Activations of one's own: Snake, with a number, and Swish, with a factor that is learned. Real
 * Keras opens what is saved: see interop/check_own_activations.py.
 */
public final class Example4OwnActivation {
  private static final Formula A = Formula.input("a");
  private static final Formula BETA = Formula.input("beta");

  /** The arguments of Snake: {@code x + sin²(a·x) / a}. */
  public record Snake(double a) {}

  /** The arguments of Swish: {@code x·sigmoid(beta·x)}, with beta learned. */
  public record Swish(
      Initializer betaInitializer,
      Regularizer betaRegularizer,
      Constraint betaConstraint,
      List<Integer> sharedAxes) {}

  private static final LayerType<Snake> SNAKE =
      FormulaLayer.type(
          "examples>Snake",
          new Snake(1),
          Formula.X.plus(Formula.sin(A.times(Formula.X)).squared().dividedBy(A)));

  private static final LayerType<Swish> SWISH =
      FormulaLayer.type(
          "examples>Swish",
          new Swish(new Ones(), null, null, null),
          Formula.X.times(Formula.sigmoid(BETA.times(Formula.X))));

  private Example4OwnActivation() {}

  /** Learns a sine, saves it as own.keras, with points and predictions, and opens it again. */
  public static void main(String[] args) {
    Sarvi.setRandomSeed(1);
    Model model =
        new Sequential()
            .add(Input.of(1))
            .add(new Dense(32))
            .add(SNAKE.create(new Snake(2)))
            .add(new Dense(16))
            .add(SWISH.create(SWISH.defaults()))
            .add(new Dense(1));
    double[] points = new Random(1).doubles(512, -6, 6).toArray();
    Tensor x = Tensor.of(Shape.of(512, 1), points).cast(DType.FLOAT32);
    Tensor y = x.map(StrictMath::sin);
    model.compile(new Adam(0.01), new MeanSquaredError());
    model.fit(x, y, Fit.epochs(60).batchSize(32).seed(1));
    System.out.println("error: " + model.evaluate(x, y));
    Elementwise swish = (Elementwise) model.layers().get(3);
    System.out.println(swish.function());
    System.out.println("learned: " + swish.ownVariables().get(0).value());

    Path file = Path.of("own.keras");
    Keras.save(model, file);
    Model again = Keras.load(file, LoadOptions.DEFAULT.withLayer(SNAKE).withLayer(SWISH));
    Npy.write(x, Path.of("own-x.npy"));
    Npy.write(again.predict(x), Path.of("own-y.npy"));
  }
}
