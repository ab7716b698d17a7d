package dev.sarvi.initializer;

import dev.sarvi.config.Registry;
import java.util.List;

/** The list of known initializers: what files and layers may name. */
public final class Initializers {
  private static final Registry<Initializer> KNOWN =
      new Registry<Initializer>(
              "initializer",
              List.of(
                  new Zeros(),
                  new Ones(),
                  new Constant(),
                  new Identity(),
                  new RandomNormal(),
                  new RandomUniform(),
                  new TruncatedNormal(),
                  new VarianceScaling(),
                  new GlorotUniform(),
                  new GlorotNormal(),
                  new HeUniform(),
                  new HeNormal(),
                  new LecunUniform(),
                  new LecunNormal(),
                  new Orthogonal()))
          .alias("zero", "zeros")
          .alias("one", "ones")
          .alias("IdentityInitializer", "Identity")
          .alias("OrthogonalInitializer", "Orthogonal")
          .alias("normal", "random_normal")
          .alias("uniform", "random_uniform");

  private Initializers() {}

  /** One of each class, with Keras's defaults. */
  public static List<Initializer> known() {
    return KNOWN.known();
  }

  /**
   * The initializer of a Keras name, {@code GlorotUniform} or {@code glorot_uniform}, with its
   * defaults.
   *
   * @throws IllegalArgumentException for an unknown name
   */
  public static Initializer named(String name) {
    return KNOWN.named(name);
  }
}
