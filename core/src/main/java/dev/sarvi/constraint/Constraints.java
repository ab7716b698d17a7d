package dev.sarvi.constraint;

import dev.sarvi.config.Registry;
import java.util.List;

/** The list of known constraints: what files and layers may name. */
public final class Constraints {
  private static final Registry<Constraint> KNOWN =
      new Registry<Constraint>(
          "constraint", List.of(new MaxNorm(), new NonNeg(), new UnitNorm(), new MinMaxNorm()));

  private Constraints() {}

  /** One of each class, with Keras's defaults. */
  public static List<Constraint> known() {
    return KNOWN.known();
  }

  /**
   * The constraint of a Keras name, {@code MaxNorm} or {@code max_norm}, with its defaults.
   *
   * @throws IllegalArgumentException for an unknown name
   */
  public static Constraint named(String name) {
    return KNOWN.named(name);
  }
}
