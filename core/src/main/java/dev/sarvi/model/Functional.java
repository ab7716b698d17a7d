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

  Functional(List<SymbolicTensor> inputs, List<SymbolicTensor> outputs, Options options) {
    super(options);
    this.graph = new Graph(inputs, outputs);
    build(inputs.stream().map(SymbolicTensor::shape).toList());
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
