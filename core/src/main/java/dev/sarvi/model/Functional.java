package dev.sarvi.model;

import dev.sarvi.layer.Operation;
import dev.sarvi.layer.Options;
import dev.sarvi.layer.SymbolicTensor;
import dev.sarvi.tensor.Shape;
import java.util.List;
import java.util.Optional;

/** A model of any graph of layers. */
final class Functional extends Model {
  private final Graph graph;
  private final Ports inputs;
  private final Ports outputs;

  Functional(Ports inputs, Ports outputs, Options options) {
    super(options);
    this.inputs = inputs;
    this.outputs = outputs;
    this.graph = new Graph(inputs.tensors(), outputs.tensors());
    build(inputs.tensors().stream().map(SymbolicTensor::shape).toList());
  }

  @Override
  public List<String> inputKeys() {
    return inputs.keys();
  }

  @Override
  public List<String> outputKeys() {
    return outputs.keys();
  }

  @Override
  public List<Operation> operations() {
    return graph.operations();
  }

  @Override
  Optional<Graph> known() {
    return Optional.of(graph);
  }

  @Override
  Graph graphOn(List<Shape> inputs) {
    return graph;
  }
}
