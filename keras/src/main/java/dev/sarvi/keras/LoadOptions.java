package dev.sarvi.keras;

import dev.sarvi.layer.Layer;
import dev.sarvi.layer.LayerType;
import dev.sarvi.layer.Options;
import dev.sarvi.layer.activation.ActivationFunction;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * How a file is opened: how much it may ask for, and what stands for the classes and functions in
 * it that are not Keras's. A value: each {@code with...} gives a changed copy. Nothing is ever
 * looked up by reflection: a name in a file finds what is given here, or is refused.
 *
 * <pre>{@code
 * LoadOptions options =
 *     LoadOptions.DEFAULT
 *         .withLayerNamed("scale", given -> new ReLU(new ReLU.Config(), given))
 *         .withActivation("my_relu", ActivationFunction.named("relu"));
 * }</pre>
 */
public final class LoadOptions {
  /** The default limits, and Keras's own classes only. */
  public static final LoadOptions DEFAULT = new LoadOptions();

  private LoadLimits limits = LoadLimits.DEFAULT;
  private LoadProgress progress = LoadProgress.NONE;
  private Map<String, LayerType<?>> types = Map.of();
  private Map<String, Function<Options, Layer>> layers = Map.of();
  private Map<String, ActivationFunction> activations = Map.of();
  private boolean weights = true;

  private LoadOptions() {}

  private LoadOptions with(Consumer<LoadOptions> change) {
    LoadOptions copy = new LoadOptions();
    copy.limits = limits;
    copy.progress = progress;
    copy.types = types;
    copy.layers = layers;
    copy.activations = activations;
    copy.weights = weights;
    change.accept(copy);
    return copy;
  }

  private static <T> Map<String, T> with(Map<String, T> map, String name, T value) {
    Map<String, T> copy = new HashMap<>(map);
    copy.put(name, value);
    return Map.copyOf(copy);
  }

  /** With other limits. */
  public LoadOptions withLimits(LoadLimits limits) {
    return with(copy -> copy.limits = limits);
  }

  /** With somebody who is told how far the weights are read. */
  public LoadOptions withProgress(LoadProgress progress) {
    return with(copy -> copy.progress = progress);
  }

  /**
   * With a kind of layer of the caller's. Its config is read into the record's components as for
   * Keras's own layers.
   *
   * @param name as the file has it: the registered name {@code "package>Name"}, or the class name
   */
  public LoadOptions withLayer(String name, LayerType<?> type) {
    return with(copy -> copy.types = with(types, name, type));
  }

  /**
   * With a kind of layer of the caller's, under the name it is registered by.
   *
   * @throws IllegalArgumentException if it is not registered by a name
   */
  public LoadOptions withLayer(LayerType<?> type) {
    String name =
        type.registered()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "Expected a registered layer, package>Name. Received: " + type));
    return withLayer(name, type);
  }

  /**
   * With a layer of the caller's in place of the one of that name, whatever its class is: for a
   * {@code Lambda}, or a layer that is not known. Its config in the file is not looked at.
   *
   * @param layerName the layer's own name in the file
   * @param create makes the layer, which must take these options: they hold its name
   */
  public LoadOptions withLayerNamed(String layerName, Function<Options, Layer> create) {
    return with(copy -> copy.layers = with(layers, layerName, create));
  }

  /**
   * With an activation function for a name that is not Keras's.
   *
   * @param name as the file has it: the registered name {@code "package>name"}, or the name alone
   */
  public LoadOptions withActivation(String name, ActivationFunction function) {
    return with(copy -> copy.activations = with(activations, name, function));
  }

  /** Without the weights' values, which are only looked for. */
  LoadOptions withoutWeights() {
    return with(copy -> copy.weights = false);
  }

  boolean weights() {
    return weights;
  }

  /** How much a file may ask for. */
  public LoadLimits limits() {
    return limits;
  }

  LoadProgress progress() {
    return progress;
  }

  /** What is given for a class. */
  Optional<LayerType<?>> type(String name) {
    return Optional.ofNullable(types.get(name));
  }

  /** What is given for a layer. */
  Optional<Function<Options, Layer>> layer(String layerName) {
    return Optional.ofNullable(layers.get(layerName));
  }

  /** What is given for a function. */
  Optional<ActivationFunction> activation(String name) {
    return Optional.ofNullable(activations.get(name));
  }
}
