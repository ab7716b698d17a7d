package dev.sarvi.layer;

import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * What a file needs to know of a kind of layer.
 *
 * @param type its class; the simple name is Keras's class name, unless it is registered
 * @param registered {@code package>Name} for a class that is not Keras's, as its custom objects
 *     have it
 * @param defaults a config that holds the defaults, and anything at all for the required components
 * @param required the components that have no default
 * @param create makes the layer of a config
 */
public record LayerType<C extends Record>(
    Class<? extends Layer> type,
    Optional<String> registered,
    C defaults,
    Set<String> required,
    BiFunction<C, Options, Layer> create) {

  /** A kind of Keras's own layers. */
  public LayerType(
      Class<? extends Layer> type,
      C defaults,
      Set<String> required,
      BiFunction<C, Options, Layer> create) {
    this(type, Optional.empty(), defaults, required, create);
  }

  /** A kind of layer whose config has a default for everything. */
  public static <C extends Record> LayerType<C> of(
      Class<? extends Layer> type, C defaults, BiFunction<C, Options, Layer> create) {
    return new LayerType<>(type, defaults, Set.of(), create);
  }

  /** Keras's class name. */
  public String className() {
    return registered.map(LayerType::className).orElse(type.getSimpleName());
  }

  /** The class's name in a registered one, {@code package>Name}. */
  public static String className(String registered) {
    return registered.substring(registered.indexOf('>') + 1);
  }

  /** Makes a layer with default options; the config must be of this type's class. */
  public Layer create(Record config) {
    return create(config, Options.DEFAULT);
  }

  /** Makes a layer; the config must be of this type's class. */
  @SuppressWarnings("unchecked") // cast() checks it
  public Layer create(Record config, Options options) {
    return create.apply((C) defaults.getClass().cast(config), options);
  }
}
