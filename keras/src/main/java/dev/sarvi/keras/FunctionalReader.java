package dev.sarvi.keras;

import dev.sarvi.layer.Node;
import dev.sarvi.layer.Operation;
import dev.sarvi.layer.Options;
import dev.sarvi.layer.SymbolicTensor;
import dev.sarvi.layer.core.InputLayer;
import dev.sarvi.model.Model;
import dev.sarvi.model.Ports;
import dev.sarvi.model.Sequential;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes a functional model: reads all its layers, then makes their calls, each when what it is
 * called on is there. A graph with a cycle, or with a reference to nothing, ends in an exception.
 */
final class FunctionalReader {
  private final LayerReader reader;
  private final String place;
  private final Json config;
  private final Map<String, Operation> layers = new LinkedHashMap<>();
  private final Map<CallReference, Node> made = new HashMap<>();
  private final Map<CallReference, List<Call>> waiting = new LinkedHashMap<>();

  FunctionalReader(LayerReader reader, KerasObject object) {
    this.reader = reader;
    this.place = object.json().place();
    this.config = object.config().at(place);
  }

  /** The so-and-so-many-th call of a layer. */
  private record CallReference(String layer, int node) {}

  /** A call that is still to be made, and how much of what it is called on is missing. */
  private static final class Call {
    final CallReference itself;
    final InboundNode arguments;
    int missing;

    Call(CallReference itself, InboundNode arguments) {
      this.itself = itself;
      this.arguments = arguments;
    }
  }

  Model read() {
    ConfigReader arguments = new ConfigReader(config);
    Options options =
        LayerReader.options(arguments).withDType(LayerReader.policy(arguments.take("dtype")));
    Deque<Call> ready = new ArrayDeque<>();
    for (Json layer : arguments.take("layers").list()) {
      add(layer, ready);
    }
    Json inputs = arguments.take("input_layers");
    Json outputs = arguments.take("output_layers");
    arguments.refuseOthers();
    makeCalls(ready);
    List<SymbolicTensor> from = TensorReference.flat(inputs).stream().map(this::resolve).toList();
    List<SymbolicTensor> to =
        TensorReference.flat(outputs).stream().map(this::fromOutside).map(this::resolve).toList();
    return LayerReader.composing(
        place,
        () -> Model.of(new Ports(from, keys(inputs)), new Ports(to, keys(outputs)), options));
  }

  /** By which tensors are called; none where they are in an order, or deeper inside. */
  private static List<String> keys(Json references) {
    boolean byKey =
        references.isObject()
            && references.keys().stream().map(references::get).allMatch(TensorReference::stands);
    return byKey ? references.keys().stream().sorted().toList() : List.of();
  }

  private void add(Json json, Deque<Call> ready) {
    OperationReader operation = reader.operation(json).orElse(null);
    Operation layer = operation == null ? reader.read(json) : operation.read();
    String layerPlace = place + ", layer \"" + layer.name() + "\"";
    if (layers.put(layer.name(), layer) != null) {
      throw KerasFileException.unexpected(
          layerPlace, "a name that is used once", "another such layer");
    }
    if (layer instanceof InputLayer) {
      made.put(new CallReference(layer.name(), 0), layer.nodes().get(0));
      return;
    }
    int index = 0;
    for (Json node : json.get("inbound_nodes").at(layerPlace + ", inbound_nodes").list()) {
      CallReference itself = new CallReference(layer.name(), index++);
      Call call =
          new Call(
              itself,
              operation == null
                  ? InboundNode.of(node)
                  : new InboundNode(operation.tensors(node), List.of()));
      List<CallReference> needs = new ArrayList<>();
      for (TensorReference input : call.arguments.dependencies()) {
        needs.add(new CallReference(input.layer(), input.node()));
      }
      if (itself.node() > 0) {
        needs.add(new CallReference(itself.layer(), itself.node() - 1));
      }
      for (CallReference need : needs) {
        if (!made.containsKey(need)) {
          call.missing++;
          waiting.computeIfAbsent(need, any -> new ArrayList<>()).add(call);
        }
      }
      if (call.missing == 0) {
        ready.add(call);
      }
    }
  }

  private void makeCalls(Deque<Call> ready) {
    for (CallReference input : List.copyOf(made.keySet())) {
      release(input, ready);
    }
    while (!ready.isEmpty()) {
      Call call = ready.remove();
      List<SymbolicTensor> inputs = call.arguments.tensors().stream().map(this::resolve).toList();
      List<SymbolicTensor> masks = call.arguments.masks().stream().map(this::resolve).toList();
      Operation layer = layers.get(call.itself.layer());
      String layerPlace = place + ", layer \"" + layer.name() + "\"";
      made.put(call.itself, LayerReader.composing(layerPlace, () -> layer.applyAll(inputs, masks)));
      release(call.itself, ready);
    }
    if (!waiting.isEmpty()) {
      Map.Entry<CallReference, List<Call>> stuck = waiting.entrySet().iterator().next();
      throw KerasFileException.unexpected(
          place + ", layer \"" + stuck.getValue().get(0).itself.layer() + "\"",
          "inputs that do not depend on itself",
          "call "
              + stuck.getKey().node()
              + " of \""
              + stuck.getKey().layer()
              + "\", which cannot be made");
    }
  }

  private void release(CallReference call, Deque<Call> ready) {
    List<Call> next = waiting.remove(call);
    for (Call one : next == null ? List.<Call>of() : next) {
      if (--one.missing == 0) {
        ready.add(one);
      }
    }
  }

  private SymbolicTensor resolve(TensorReference tensor) {
    if (tensor == null) {
      return null;
    }
    Node node = made.get(new CallReference(tensor.layer(), tensor.node()));
    if (node == null || tensor.index() < 0 || tensor.index() >= node.outputs().size()) {
      throw KerasFileException.unexpected(place, "an output of one of the model's layers", tensor);
    }
    return node.outputs().get(tensor.index());
  }

  /** Among a model's outputs, Keras counts the calls of a functional model inside from 1. */
  private TensorReference fromOutside(TensorReference output) {
    boolean functional =
        layers.get(output.layer()) instanceof Model model && !(model instanceof Sequential);
    return functional
        ? new TensorReference(output.layer(), output.node() - 1, output.index())
        : output;
  }
}
