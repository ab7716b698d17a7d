package dev.sarvi.examples;

import dev.sarvi.Sarvi;
import dev.sarvi.keras.Keras;
import dev.sarvi.layer.activation.PReLU;
import dev.sarvi.layer.activation.Softmax;
import dev.sarvi.layer.core.Dense;
import dev.sarvi.layer.core.Input;
import dev.sarvi.model.Sequential;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import dev.sarvi.train.Accuracy;
import dev.sarvi.train.Adam;
import dev.sarvi.train.Fit;
import dev.sarvi.train.History;
import dev.sarvi.train.SparseCategoricalCrossentropy;
import java.nio.file.Path;
import java.util.Random;

/**
 * Builds a network, trains it to tell the inside of a ring from its outside, saves it for Keras.
 */
public final class Example2Train {
  private Example2Train() {}

  /** Writes {@code ring.keras} into the current folder. */
  public static void main(String[] args) {
    Sarvi.setRandomSeed(1);
    Tensor points = Tensor.zeros(Shape.of(2000, 2));
    Tensor isInside = Tensor.zeros(Shape.of(2000));
    Random random = new Random(7);
    for (int i = 0; i < 2000; i++) {
      float x = random.nextFloat() * 2 - 1;
      float y = random.nextFloat() * 2 - 1;
      points.floats()[2 * i] = x;
      points.floats()[2 * i + 1] = y;
      isInside.floats()[i] = x * x + y * y < 0.5f ? 1 : 0;
    }

    Sequential net = new Sequential();
    net.add(Input.of(2)).add(new Dense(16)).add(new PReLU());
    net.add(new Dense(16)).add(new PReLU()).add(new Dense(2)).add(new Softmax());
    net.compile(new Adam(0.01), new SparseCategoricalCrossentropy(), new Accuracy());
    History history = net.fit(points, isInside, Fit.epochs(15).validationSplit(0.2).seed(3));
    System.out.println("accuracy on new points: " + history.get("val_accuracy"));
    Keras.save(net, Path.of("ring.keras"));
  }
}
