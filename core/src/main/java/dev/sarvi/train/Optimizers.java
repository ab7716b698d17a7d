package dev.sarvi.train;

import dev.sarvi.config.Registry;
import java.util.List;
import java.util.Locale;

/** The list of known optimizers: what files and {@code compile} may name. */
public final class Optimizers {
  private static final Registry<OptimizerType<?>> KNOWN =
      new Registry<OptimizerType<?>>(
              "optimizer", List.of(SGD.TYPE, Adam.TYPE, RMSprop.TYPE), OptimizerType::className)
          .alias("rmsprop", "RMSprop");

  private Optimizers() {}

  /** All of them. */
  public static List<OptimizerType<?>> known() {
    return KNOWN.known();
  }

  /**
   * The kind of optimizer with this Keras class name, in any case.
   *
   * @throws IllegalArgumentException for an unknown name
   */
  public static OptimizerType<?> type(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return KNOWN.known().stream()
        .filter(type -> type.className().toLowerCase(Locale.ROOT).equals(lower))
        .findFirst()
        .orElseGet(() -> KNOWN.named(name));
  }

  /**
   * A new optimizer with Keras's defaults: {@code sgd}, {@code adam}, {@code rmsprop}.
   *
   * @throws IllegalArgumentException for an unknown name
   */
  public static Optimizer named(String name) {
    OptimizerType<?> type = type(name);
    return type.create(type.defaults(), type.options());
  }
}
