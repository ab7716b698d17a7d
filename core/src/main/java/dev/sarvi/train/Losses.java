package dev.sarvi.train;

import dev.sarvi.config.Registry;
import java.util.List;

/** The list of known losses: what files and {@code compile} may name. */
public final class Losses {
  private static final Registry<Loss> KNOWN =
      new Registry<Loss>(
              "loss",
              List.of(
                  new MeanSquaredError(),
                  new BinaryCrossentropy(),
                  new CategoricalCrossentropy(),
                  new SparseCategoricalCrossentropy()))
          .alias("mse", "mean_squared_error")
          .alias("MSE", "mean_squared_error")
          .alias("bce", "binary_crossentropy")
          .alias("BCE", "binary_crossentropy");

  private Losses() {}

  /** One of each class, with Keras's defaults. */
  public static List<Loss> known() {
    return KNOWN.known();
  }

  /**
   * The loss of a Keras name, {@code MeanSquaredError}, {@code mean_squared_error} or {@code mse},
   * with its defaults.
   *
   * @throws IllegalArgumentException for an unknown name
   */
  public static Loss named(String name) {
    return KNOWN.named(name);
  }
}
