package dev.sarvi.layer.activation;

import dev.sarvi.layer.Layer;
import dev.sarvi.layer.Mode;
import dev.sarvi.layer.Pass;
import dev.sarvi.layer.Tracer;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.List;

/**
 * What a layer's {@code activation=} takes: a function by its Keras name, or a layer, which then is
 * a part of that layer and may have weights. See <a
 * href="https://keras.io/api/layers/activations/">Keras: activations</a>.
 */
public sealed interface ActivationFunction permits NamedActivation, LayerActivation {
  /** No activation: {@code y = x}. */
  ActivationFunction LINEAR = named("linear");

  /**
   * The function of a Keras name, with Keras's defaults; {@link Activations} has those with other
   * arguments.
   *
   * @throws IllegalArgumentException "Could not interpret activation function identifier: ..." for
   *     any other name
   */
  static ActivationFunction named(String name) {
    return Activations.named(name).withDefaults();
  }

  /** A layer as activation. */
  static ActivationFunction of(Layer layer) {
    return new LayerActivation(layer);
  }

  /**
   * The shape of the output: the input's, but of glu.
   *
   * @throws IllegalArgumentException if there is none for such an input
   */
  Shape outputShape(Shape input);

  /** Applies it. */
  Pass apply(Tensor input, Mode mode);

  /** The same in prediction, for a plan. */
  Tracer.Value steps(Tracer.Value input, Tracer tracer);

  /** The layer, if it is one. */
  default List<Layer> layers() {
    return List.of();
  }

  /** Builds the layer, if it is one. */
  default void build(Shape input) {
    layers().forEach(layer -> layer.build(List.of(input)));
  }
}
