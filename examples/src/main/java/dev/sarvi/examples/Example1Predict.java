package dev.sarvi.examples;

import dev.sarvi.keras.Keras;
import dev.sarvi.keras.Npz;
import dev.sarvi.model.Model;
import dev.sarvi.tensor.Tensor;
import java.nio.file.Path;
import java.util.Map;

/** Opens a model that real Keras saved and reads handwritten digits with it. */
public final class Example1Predict {
  private Example1Predict() {}

  /** Runs in a folder that holds {@code digits.keras} and {@code digits.npz}. */
  public static void main(String[] args) {
    Model model = Keras.load(Path.of("digits.keras"));
    System.out.println(model.summary());

    Map<String, Tensor> digits = Npz.read(Path.of("digits.npz"));
    Tensor images = digits.get("x").rows(1437, 1797).map(pixel -> pixel / 16);
    Tensor labels = digits.get("y").rows(1437, 1797);
    Tensor probabilities = model.predict(images);

    int right = 0;
    for (int i = 0; i < 360; i++) {
      right += mostLikely(probabilities, i) == (int) labels.get(i) ? 1 : 0;
    }
    System.out.println(right + " of 360 digits read correctly");
  }

  private static int mostLikely(Tensor probabilities, int row) {
    int best = 0;
    for (int digit = 1; digit < 10; digit++) {
      best = probabilities.get(row, digit) > probabilities.get(row, best) ? digit : best;
    }
    return best;
  }
}
