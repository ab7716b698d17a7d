package dev.sarvi.keras;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import dev.sarvi.layer.Layer;
import dev.sarvi.layer.Node;
import dev.sarvi.layer.Operation;
import dev.sarvi.layer.SymbolicTensor;
import dev.sarvi.layer.core.InputLayer;
import dev.sarvi.layer.operation.TensorOperation;
import dev.sarvi.layer.recurrent.BaseRNN;
import dev.sarvi.layer.recurrent.Bidirectional;
import dev.sarvi.model.Model;
import dev.sarvi.model.Sequential;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes a functional model: its layers, and for each its calls in this model. */
final class FunctionalWriter {
  private final LayerWriter writer;
  private final Model model;
  private final Set<Node> calls = Collections.newSetFromMap(new IdentityHashMap<>());

  FunctionalWriter(LayerWriter writer, Model model) {
    this.writer = writer;
    this.model = model;
    findCalls();
  }

  private void findCalls() {
    model.inputs().forEach(input -> calls.add(input.node()));
    Deque<SymbolicTensor> rest = new ArrayDeque<>(model.outputs());
    while (!rest.isEmpty()) {
      Node node = rest.pop().node();
      if (calls.add(node)) {
        node.dependencies().forEach(rest::push);
      }
    }
  }

  JsonObject write() {
    JsonArray layers = new JsonArray();
    Set<String> names = model.layers().stream().map(Layer::name).collect(Collectors.toSet());
    OperationWriter operations = writer.operations(names);
    for (Operation operation : model.operations()) {
      JsonObject json =
          operation instanceof Layer layer
              ? writer.write(layer)
              : operations.write((TensorOperation) operation);
      json.addProperty("name", operation.name());
      json.add("inbound_nodes", inboundNodes(operation, operations));
      layers.add(json);
    }
    JsonObject config = new JsonObject();
    config.addProperty("name", model.name());
    config.addProperty("trainable", model.trainable());
    config.add("layers", layers);
    config.add("input_layers", references("input_layers", model.inputs(), model.inputKeys(), 0));
    config.add(
        "output_layers", references("output_layers", model.outputs(), model.outputKeys(), 1));
    JsonObject json = ConfigWriter.object("keras.src.models.functional", "Functional", config);
    json.addProperty("registered_name", "Functional");
    JsonObject build = new JsonObject();
    build.add("input_shape", JsonNull.INSTANCE);
    json.add("build_config", build);
    return json;
  }

  private JsonArray inboundNodes(Operation layer, OperationWriter operations) {
    JsonArray nodes = new JsonArray();
    for (Node node : layer.nodes()) {
      if (calls.contains(node) && !(layer instanceof InputLayer)) {
        nodes.add(layer instanceof Layer ? arguments(node) : operations.call(node, this::tensor));
      }
    }
    return nodes;
  }

  private JsonObject arguments(Node node) {
    JsonObject keywords = new JsonObject();
    if (node.operation() instanceof Model || !node.masks().isEmpty()) {
      addMasks(node, keywords);
    }
    List<JsonElement> tensors = new ArrayList<>();
    node.inputs().forEach(input -> tensors.add(tensor(input)));
    JsonArray arguments = new JsonArray();
    if (takesStates(node.operation()) && tensors.size() > 1) {
      arguments.add(tensors.get(0));
      keywords.add(
          InboundNode.INITIAL_STATE, listed(tensors.subList(1, tensors.size()), List.of()));
    } else if (AttentionForm.takesEachByItself(node.operation())) {
      tensors.forEach(arguments::add);
    } else {
      List<String> keys = node.operation() instanceof Model inner ? inner.inputKeys() : List.of();
      boolean alone = tensors.size() == 1 && keys.isEmpty();
      arguments.add(alone ? tensors.get(0) : listed(tensors, keys));
    }
    AttentionForm.addKeywords(node.operation(), arguments, keywords);
    return call(arguments, keywords);
  }

  private void addMasks(Node node, JsonObject keywords) {
    if (AttentionForm.takesEachByItself(node.operation())) {
      AttentionForm.addMasks(masks(node.masks()), keywords);
    } else {
      boolean one = takesStates(node.operation()) && !node.masks().isEmpty();
      keywords.add("mask", masks(one ? node.masks().subList(0, 1) : node.masks()));
    }
  }

  /** Whether all inputs but the first are states at the start. */
  private static boolean takesStates(Operation operation) {
    return operation instanceof BaseRNN || operation instanceof Bidirectional;
  }

  private JsonElement masks(List<SymbolicTensor> masks) {
    JsonArray all = new JsonArray();
    masks.forEach(mask -> all.add(mask == null ? JsonNull.INSTANCE : tensor(mask)));
    return switch (masks.size()) {
      case 0 -> JsonNull.INSTANCE;
      case 1 -> all.get(0);
      default -> all;
    };
  }

  static JsonObject call(JsonArray arguments, JsonObject keywords) {
    JsonObject json = new JsonObject();
    json.add("args", arguments);
    json.add("kwargs", keywords);
    return json;
  }

  private JsonObject tensor(SymbolicTensor tensor) {
    JsonObject config = new JsonObject();
    config.add("shape", ConfigWriter.shape(tensor.shape()));
    config.addProperty("dtype", tensor.dtype().toString());
    config.add("keras_history", reference(tensor, 0));
    JsonObject json = new JsonObject();
    json.addProperty("class_name", InboundNode.TENSOR);
    json.add("config", config);
    return json;
  }

  /** In the structure that was read, such as an object by names; or one alone, or a list. */
  private JsonElement references(
      String key, List<SymbolicTensor> tensors, List<String> keys, int firstOfFunctional) {
    List<JsonElement> references = new ArrayList<>();
    tensors.forEach(tensor -> references.add(reference(tensor, firstOfFunctional)));
    JsonElement config = FileWords.of(model, "config");
    if (config.isJsonObject() && config.getAsJsonObject().has(key)) {
      Iterator<JsonElement> next = references.iterator();
      return structured(new Json(config.getAsJsonObject().get(key), key), next);
    } else if (references.size() == 1 && keys.isEmpty()) {
      return references.get(0);
    }
    return listed(references, keys);
  }

  /** A list, or an object by these keys. */
  private static JsonElement listed(List<JsonElement> elements, List<String> keys) {
    JsonArray list = new JsonArray();
    JsonObject byKey = new JsonObject();
    for (int i = 0; i < elements.size(); i++) {
      list.add(elements.get(i));
      if (!keys.isEmpty()) {
        byKey.add(keys.get(i), elements.get(i));
      }
    }
    return keys.isEmpty() ? list : byKey;
  }

  /** The structure with these references in it, in the order in which they are read. */
  private static JsonElement structured(Json structure, Iterator<JsonElement> references) {
    if (TensorReference.stands(structure)) {
      return references.next();
    } else if (structure.isObject()) {
      Map<String, JsonElement> byName = new HashMap<>();
      for (String name : structure.keys().stream().sorted().toList()) {
        byName.put(name, structured(structure.get(name), references));
      }
      JsonObject object = new JsonObject();
      structure.keys().forEach(name -> object.add(name, byName.get(name)));
      return object;
    }
    JsonArray list = new JsonArray();
    structure.list().forEach(inside -> list.add(structured(inside, references)));
    return list;
  }

  private JsonArray reference(SymbolicTensor tensor, int firstOfFunctional) {
    Operation layer = tensor.node().operation();
    int index = 0;
    for (Node node : layer.nodes()) {
      if (node == tensor.node()) {
        break;
      }
      index += calls.contains(node) ? 1 : 0;
    }
    boolean functional = layer instanceof Model && !(layer instanceof Sequential);
    JsonArray reference = new JsonArray();
    reference.add(layer.name());
    reference.add(functional ? index + firstOfFunctional : index);
    reference.add(tensor.index());
    return reference;
  }
}
