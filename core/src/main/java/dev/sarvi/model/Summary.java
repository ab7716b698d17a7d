package dev.sarvi.model;

import dev.sarvi.layer.Layer;
import dev.sarvi.layer.Node;
import dev.sarvi.layer.Operation;
import dev.sarvi.layer.SymbolicTensor;
import dev.sarvi.layer.Variable;
import dev.sarvi.tensor.Shape;
import dev.sarvi.train.Optimizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What {@code summary()} prints, as Keras prints it. */
final class Summary {
  private static final int ITERATION_AND_RATE = 2;

  private final Model model;
  private final Optional<Graph> graph;
  private final boolean connected;

  private Summary(Model model, Optional<Graph> graph) {
    this.model = model;
    this.graph = graph;
    this.connected = !(model instanceof Sequential) && graph.filter(Summary::isChain).isEmpty();
  }

  /**
   * The summary of a model.
   *
   * @param graph its calls; empty for a model that was not built
   */
  static String of(Model model, Optional<Graph> graph) {
    Summary summary = new Summary(model, graph);
    return "Model: \"" + model.name() + "\"\n" + summary.table() + summary.totals();
  }

  /** Whether each call has the one before it as its only input, and no layer is called twice. */
  private static boolean isChain(Graph graph) {
    if (graph.inputs().size() != 1) {
      return false;
    }
    Node last = graph.inputs().get(0).node();
    HashSet<Operation> called = new HashSet<>();
    for (Node call : graph.calls()) {
      boolean follows = call.dependencies().size() == 1 && call.inputs().get(0).node() == last;
      if (!follows || !called.add(call.operation())) {
        return false;
      }
      last = call;
    }
    return true;
  }

  private String table() {
    List<String> header = List.of("Layer (type)", "Output Shape", "Param #", "Connected to");
    int[] widths =
        connected
            ? TextTable.widths(new int[] {32, 28, 19, 29}, 108)
            : TextTable.widths(new int[] {39, 31, 18}, 88);
    TextTable table =
        new TextTable(widths, List.of(false, false, true, false), header.subList(0, widths.length));
    for (Operation operation : model.operations()) {
      List<String> cells = new ArrayList<>();
      cells.add(operation.name() + " (" + operation.className() + ")");
      cells.add(outputShape(operation));
      cells.add(parameters(operation));
      cells.add(connections(operation));
      table.add(cells.subList(0, widths.length));
    }
    return table.end();
  }

  private static String outputShape(Operation operation) {
    List<Node> nodes = operation.nodes();
    if (nodes.isEmpty()) {
      return "?";
    }
    List<String> shapes =
        nodes.get(nodes.size() - 1).outputs().stream()
            .map(output -> printed(output.shape()))
            .toList();
    return shapes.size() == 1 ? shapes.get(0) : shapes.toString();
  }

  /** As the summary prints it: without Python's comma after a single dimension. */
  private static String printed(Shape shape) {
    return Arrays.stream(shape.dims())
        .mapToObj(dim -> dim == Shape.UNKNOWN ? "None" : String.valueOf(dim))
        .collect(Collectors.joining(", ", "(", ")"));
  }

  private static String parameters(Operation operation) {
    if (!(operation instanceof Layer layer)) {
      return "0";
    }
    return layer.isBuilt() ? grouped(count(layer.variables())) : "0 (unbuilt)";
  }

  private String connections(Operation operation) {
    String connections =
        graph.stream()
            .flatMap(known -> known.calls().stream())
            .filter(call -> call.operation() == operation)
            .flatMap(call -> call.dependencies().stream())
            .map(Summary::reference)
            .collect(Collectors.joining(", "));
    return connections.isEmpty() ? "-" : connections;
  }

  private static String reference(SymbolicTensor tensor) {
    Operation from = tensor.node().operation();
    return from.name() + "[" + from.nodes().indexOf(tensor.node()) + "][" + tensor.index() + "]";
  }

  private String totals() {
    List<Variable> trained = model.trainableVariables();
    List<Variable> other =
        model.variables().stream().filter(variable -> !variable.isTrainable()).toList();
    long count = count(trained) + count(other);
    long bytes = bytes(trained) + bytes(other);
    String optimizer = "";
    Optional<Optimizer> built =
        model.compilation().map(c -> c.optimizer()).filter(Optimizer::isBuilt);
    if (built.isPresent()) {
      long ofOptimizer = ITERATION_AND_RATE;
      long itsBytes = ITERATION_AND_RATE * Float.BYTES;
      for (var slot : built.get().state().slots()) {
        ofOptimizer += slot.size();
        itsBytes += (long) slot.size() * slot.dtype().bytes();
      }
      optimizer = line("Optimizer", ofOptimizer, itsBytes);
      count += ofOptimizer;
      bytes += itsBytes;
    }
    return line("Total", count, bytes)
        + line("Trainable", count(trained), bytes(trained))
        + line("Non-trainable", count(other), bytes(other))
        + optimizer;
  }

  private static String line(String what, long count, long bytes) {
    return " " + what + " params: " + grouped(count) + " (" + readable(bytes) + ")\n";
  }

  private static long count(List<Variable> variables) {
    return variables.stream().mapToLong(variable -> variable.shape().size()).sum();
  }

  private static long bytes(List<Variable> variables) {
    return variables.stream()
        .mapToLong(variable -> (long) variable.shape().size() * variable.dtype().bytes())
        .sum();
  }

  private static String grouped(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static String readable(long bytes) {
    double size = bytes;
    for (String unit : List.of("B", "KB", "MB", "GB", "TB")) {
      if (size < 1024) {
        return String.format(Locale.ROOT, "%.2f %s", size, unit);
      }
      size /= 1024;
    }
    return String.format(Locale.ROOT, "%.2f PB", size);
  }
}
