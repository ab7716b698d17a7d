package dev.sarvi.model;

import dev.sarvi.layer.Node;
import dev.sarvi.layer.Options;
import dev.sarvi.layer.SymbolicTensor;
import dev.sarvi.layer.core.Input;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A part of a graph that begins in its midst. The tensors it begins with become inputs, and the
 * calls that follow are made once more on these, by the same layers: weights are shared.
 */
final class Excerpt {
  private final Map<SymbolicTensor, SymbolicTensor> copies = new HashMap<>();
  private final List<SymbolicTensor> inputs;
  private final List<SymbolicTensor> outputs;

  private Excerpt(List<SymbolicTensor> from, List<SymbolicTensor> to) {
    for (SymbolicTensor tensor : from) {
      copies.put(tensor, isInput(tensor) ? tensor : inputLike(tensor));
    }
    for (Node call : new GraphOrder(from, to).calls()) {
      List<SymbolicTensor> masks = copied(call.masks());
      List<SymbolicTensor> made = call.operation().applyAll(copied(call.inputs()), masks).outputs();
      for (SymbolicTensor output : call.outputs()) {
        copies.putIfAbsent(output, made.get(output.index()));
      }
    }
    inputs = copied(from);
    outputs = copied(to);
  }

  /** These ports, where all inputs are; else those of an excerpt. */
  static Ports[] of(Ports inputs, Ports outputs) {
    if (inputs.tensors().stream().allMatch(Excerpt::isInput)) {
      return new Ports[] {inputs, outputs};
    }
    Excerpt excerpt = new Excerpt(inputs.tensors(), outputs.tensors());
    return new Ports[] {inputs.with(excerpt.inputs), outputs.with(excerpt.outputs)};
  }

  private static boolean isInput(SymbolicTensor tensor) {
    return tensor.node().inputs().isEmpty();
  }

  private static SymbolicTensor inputLike(SymbolicTensor tensor) {
    return Input.ofBatch(tensor.shape(), tensor.dtype(), Options.DEFAULT);
  }

  private List<SymbolicTensor> copied(List<SymbolicTensor> tensors) {
    return tensors.stream().map(this::copied).toList(); // may hold null: a mask that is not given
  }

  private SymbolicTensor copied(SymbolicTensor tensor) {
    if (tensor != null && !copies.containsKey(tensor)) {
      throw new IllegalArgumentException(
          "The outputs depend on " + tensor + ", which is not among the model's inputs");
    }
    return tensor == null ? null : copies.get(tensor);
  }
}
