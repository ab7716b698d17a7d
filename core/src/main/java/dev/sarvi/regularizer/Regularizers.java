package dev.sarvi.regularizer;

import dev.sarvi.config.Registry;
import java.util.List;

/** The list of known regularizers: what files and layers may name. */
public final class Regularizers {
  private static final Registry<Regularizer> KNOWN =
      new Registry<Regularizer>(
              "regularizer", List.of(new L1(), new L2(), new L1L2(), new OrthogonalRegularizer()))
          .alias("l1_l2", "L1L2");

  private Regularizers() {}

  /** One of each class, with Keras's defaults. */
  public static List<Regularizer> known() {
    return KNOWN.known();
  }

  /**
   * The regularizer of a Keras name, {@code L1L2} or {@code l1_l2}, with its defaults.
   *
   * @throws IllegalArgumentException for an unknown name
   */
  public static Regularizer named(String name) {
    return KNOWN.named(name);
  }
}
