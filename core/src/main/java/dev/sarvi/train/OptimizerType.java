package dev.sarvi.train;

import java.util.function.BiFunction;

/**
 * What a file needs to know of a kind of optimizer.
 *
 * @param type its class; the simple name is Keras's class name
 * @param defaults its config with Keras's defaults
 * @param options what every optimizer takes, with this one's defaults
 * @param create makes an optimizer of a config
 */
public record OptimizerType<C extends Record>(
    Class<? extends Optimizer> type,
    C defaults,
    OptimizerOptions options,
    BiFunction<C, OptimizerOptions, Optimizer> create) {

  /** Keras's class name. */
  public String className() {
    return type.getSimpleName();
  }

  /** Makes an optimizer; the config must be of this type's class. */
  @SuppressWarnings("unchecked") // cast() checks it
  public Optimizer create(Record config, OptimizerOptions options) {
    return create.apply((C) defaults.getClass().cast(config), options);
  }
}
