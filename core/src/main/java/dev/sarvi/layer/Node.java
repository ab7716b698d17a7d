package dev.sarvi.layer;

import dev.sarvi.tensor.DType;
import dev.sarvi.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/** One call on symbolic tensors. A layer that is called twice (shared) has two nodes. */
public final class Node {
  private final Operation operation;
  private final List<SymbolicTensor> inputs;
  private final List<SymbolicTensor> outputs;

  Node(
      Operation operation,
      List<SymbolicTensor> inputs,
      List<Shape> outputShapes,
      List<DType> types) {
    this.operation = operation;
    this.inputs = List.copyOf(inputs);
    List<SymbolicTensor> made = new ArrayList<>();
    for (Shape shape : outputShapes) {
      made.add(new SymbolicTensor(shape, types.get(made.size()), this, made.size()));
    }
    this.outputs = List.copyOf(made);
  }

  /** What is called. */
  public Operation operation() {
    return operation;
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
