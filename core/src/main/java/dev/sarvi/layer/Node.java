package dev.sarvi.layer;

import dev.sarvi.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/** One call of a layer on symbolic tensors. A layer that is called twice (shared) has two nodes. */
public final class Node {
  private final Layer layer;
  private final List<SymbolicTensor> inputs;
  private final List<SymbolicTensor> outputs;

  Node(Layer layer, List<SymbolicTensor> inputs, List<Shape> outputShapes) {
    this.layer = layer;
    this.inputs = List.copyOf(inputs);
    List<SymbolicTensor> made = new ArrayList<>();
    for (Shape shape : outputShapes) {
      made.add(new SymbolicTensor(shape, layer.dtype(), this, made.size()));
    }
    this.outputs = List.copyOf(made);
  }

  /** Whose call. */
  public Layer layer() {
    return layer;
  }

  /** What it is called on; empty for an input. */
  public List<SymbolicTensor> inputs() {
    return inputs;
  }

  /** What it gives. */
  public List<SymbolicTensor> outputs() {
    return outputs;
  }
}
