package dev.sarvi.layer;

import dev.sarvi.tensor.DType;
import dev.sarvi.tensor.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** One call on symbolic tensors. A layer that is called twice (shared) has two nodes. */
public final class Node {
  private final Operation operation;
  private final List<SymbolicTensor> inputs;
  private final List<SymbolicTensor> masks;
  private final List<SymbolicTensor> dependencies;
  private final List<SymbolicTensor> outputs;

  Node(
      Operation operation,
      List<SymbolicTensor> inputs,
      List<SymbolicTensor> masks,
      List<Shape> outputShapes,
      List<DType> types) {
    this.operation = operation;
    this.inputs = List.copyOf(inputs);
    this.masks = Collections.unmodifiableList(new ArrayList<>(masks));
    this.dependencies =
        Stream.concat(inputs.stream(), masks.stream().filter(Objects::nonNull)).toList();
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

  /**
   * The masks that it is given, which take the place of those that its inputs carry: empty if none,
   * else one for each input, null where its own one stays.
   */
  public List<SymbolicTensor> masks() {
    return masks;
  }

  /** All that it needs: the inputs, then the masks that it is given. */
  public List<SymbolicTensor> dependencies() {
    return dependencies;
  }

  /** What it gives. */
  public List<SymbolicTensor> outputs() {
    return outputs;
  }
}
