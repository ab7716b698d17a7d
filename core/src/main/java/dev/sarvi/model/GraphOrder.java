package dev.sarvi.model;

import dev.sarvi.layer.Node;
import dev.sarvi.layer.Operation;
import dev.sarvi.layer.SymbolicTensor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Puts the calls of a graph in an order to run them, and its operations in Keras's order: by depth
 * (the longest way to an output), deepest first, and among equals by when a walk back from the
 * outputs meets them first. Keras numbers the weights in its files by that order, so it has to be
 * the same. Without recursion: a model may have ten thousand layers.
 */
final class GraphOrder {
  private final Set<SymbolicTensor> inputs;
  private final List<Node> inOrder = new ArrayList<>();
  private final Map<Operation, Integer> firstMet = new LinkedHashMap<>();
  private final Map<Operation, Integer> depths = new HashMap<>();

  GraphOrder(List<SymbolicTensor> inputs, List<SymbolicTensor> outputs) {
    this.inputs = new HashSet<>(inputs);
    Set<Node> finished = new HashSet<>();
    outputs.forEach(output -> walk(output, finished));
    measureDepths();
    for (SymbolicTensor input : inputs) {
      if (!firstMet.containsKey(input.node().operation())) {
        firstMet.put(input.node().operation(), -1);
        depths.put(input.node().operation(), 0);
      }
    }
  }

  List<Node> calls() {
    return inOrder.stream().filter(node -> !isInput(node)).toList();
  }

  List<Operation> operations() {
    Comparator<Operation> byDepth = Comparator.comparing(depths::get, Comparator.reverseOrder());
    return firstMet.keySet().stream().sorted(byDepth.thenComparing(firstMet::get)).toList();
  }

  /** A node on the way, and which of its inputs comes next. */
  private static final class Visit {
    final Node node;
    int next;

    Visit(Node node) {
      this.node = node;
    }
  }

  private void walk(SymbolicTensor output, Set<Node> finished) {
    Deque<Visit> path = new ArrayDeque<>();
    enter(output.node(), path, finished);
    while (!path.isEmpty()) {
      Visit visit = path.peek();
      if (!isInput(visit.node) && visit.next < visit.node.dependencies().size()) {
        enter(visit.node.dependencies().get(visit.next++).node(), path, finished);
      } else {
        path.pop();
        if (finished.add(visit.node)) {
          inOrder.add(visit.node);
        }
      }
    }
  }

  private void enter(Node node, Deque<Visit> path, Set<Node> finished) {
    if (!finished.contains(node)) {
      if (node.inputs().isEmpty() && !isInput(node)) {
        throw new IllegalArgumentException(
            "The outputs depend on input \""
                + node.operation().name()
                + "\", which is not among the model's inputs");
      }
      firstMet.putIfAbsent(node.operation(), firstMet.size());
      path.push(new Visit(node));
    }
  }

  private boolean isInput(Node node) {
    return node.outputs().stream().anyMatch(inputs::contains);
  }

  private void measureDepths() {
    Map<Node, Integer> nodeDepths = new HashMap<>();
    for (int i = inOrder.size() - 1; i >= 0; i--) {
      Node node = inOrder.get(i);
      int depth =
          Math.max(nodeDepths.getOrDefault(node, 0), depths.getOrDefault(node.operation(), 0));
      depths.put(node.operation(), depth);
      nodeDepths.put(node, depth);
      if (!isInput(node)) {
        node.dependencies().forEach(input -> nodeDepths.merge(input.node(), depth + 1, Math::max));
      }
    }
  }
}
