package dev.sarvi.model;

import dev.sarvi.layer.Layer;
import dev.sarvi.layer.Operation;
import dev.sarvi.layer.Options;
import dev.sarvi.layer.SymbolicTensor;
import dev.sarvi.layer.core.Input;
import dev.sarvi.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A model of layers one after the other. It is built when its input shape is known: from an {@link
 * Input} added first, from the first layer's options, or from the first data.
 */
public final class Sequential extends Model {
  private final List<Layer> layers = new ArrayList<>();
  private SymbolicTensor input;
  private SymbolicTensor output;
  private volatile Graph graph; // of input and output; made when it is asked for

  /** An empty model. */
  public Sequential() {
    this(Options.DEFAULT);
  }

  /** An empty model. */
  public Sequential(Options options) {
    super(options);
  }

  /** Begins with an input; only before any layer. */
  public Sequential add(SymbolicTensor input) {
    if (!layers.isEmpty() || this.input != null) {
      throw new IllegalStateException("The input of " + described() + " must be added first");
    }
    this.input = input;
    output = input;
    return this;
  }

  /** Adds a layer at the end. */
  public Sequential add(Layer layer) {
    if (layers.contains(layer)) {
      throw new IllegalArgumentException(
          "All layers added to a Sequential model should have unique names. Name \""
              + layer.name()
              + "\" is already the name of a layer in this model.");
    }
    if (input == null) {
      layer.options().fullInputShape().ifPresent(shape -> add(inputOf(shape, layer)));
    }
    if (input != null) {
      output = layer.apply(output);
      graph = null;
    }
    layers.add(layer);
    return this;
  }

  /** The layers in order, without the input. */
  @Override
  public List<Operation> operations() {
    return List.copyOf(layers);
  }

  @Override
  Optional<Graph> known() {
    Graph now = graph;
    if (now == null && input != null) {
      now = new Graph(List.of(input), List.of(output)); // twice in a race, with the same result
      graph = now;
    }
    return Optional.ofNullable(now);
  }

  @Override
  Graph graphOn(List<Shape> inputs) {
    if (input == null) {
      if (inputs.size() != 1) {
        throw new IllegalArgumentException(
            described() + " expects 1 input. Received: " + inputs.size() + " inputs: " + inputs);
      }
      compose(inputOf(inputs.get(0), layers.get(0)));
    }
    return graph();
  }

  /** As Keras makes it: of the type in which the first layer computes. */
  private static SymbolicTensor inputOf(Shape batch, Layer first) {
    return Input.ofBatch(batch, first.computeDType(), Options.DEFAULT);
  }

  private void compose(SymbolicTensor start) {
    SymbolicTensor end = start;
    for (Layer layer : layers) {
      end = layer.apply(end);
    }
    input = start;
    output = end;
  }
}
