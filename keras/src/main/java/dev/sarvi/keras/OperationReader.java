package dev.sarvi.keras;

import com.google.gson.JsonObject;
import dev.sarvi.layer.Layers;
import dev.sarvi.layer.operation.Constant;
import dev.sarvi.layer.operation.Operands;
import dev.sarvi.layer.operation.OperationType;
import dev.sarvi.layer.operation.Operations;
import dev.sarvi.layer.operation.TensorOperation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes an operation of its serialized form. Its constants, and arguments such as an index, stand
 * among the arguments of its call.
 */
final class OperationReader {
  private final OperationType<?> type;
  private final KerasObject object;
  private final String name;

  OperationReader(KerasObject object) {
    this.object = object;
    this.type = Operations.named(object.className()).orElseThrow(this::unknown);
    this.name = object.json().get("name").string();
  }

  /**
   * What an operation is called on.
   *
   * @param arguments those that are neither tensors nor constants, by parameter
   */
  private record Call(
      List<TensorReference> tensors, Operands constants, Map<String, Json> arguments) {}

  /**
   * Whether a serialized thing is an operation and not a layer. Keras's own {@code .h5} does not
   * say where a class is from, so there the name has to.
   */
  static boolean isOperation(KerasObject object) {
    return object.module() == null
        ? Layers.named(object.className()).isEmpty()
            && Operations.named(object.className()).isPresent()
        : OperationForm.isModule(object.module());
  }

  /** The classes of the operations that there are. */
  static List<String> known() {
    return Operations.known().stream().map(OperationType::className).toList();
  }

  private KerasFileException unknown() {
    return KerasFileException.unexpected(
        object.json().place(),
        "an operation that is supported, one of " + known(),
        object.module() + "." + object.className());
  }

  /** The operation; all its calls have the same constants. */
  TensorOperation read() {
    List<Json> nodes = object.json().get("inbound_nodes").list();
    TensorOperation first = null;
    for (Json node : nodes) {
      Call call = call(node);
      TensorOperation operation = create(call);
      if (first == null) {
        first = operation;
      } else if (!first.config().equals(operation.config())
          || !first.operands().equals(operation.operands())) {
        throw node.unexpected("the constants of the operation's first call");
      }
    }
    if (first != null) {
      FileWords.remember(first, object.json());
    }
    return first == null ? create(new Call(List.of(), Operands.TENSORS, Map.of())) : first;
  }

  /** The tensors that a call is made on. */
  List<TensorReference> tensors(Json node) {
    return call(node).tensors();
  }

  private Call call(Json node) {
    Map<String, Json> given = new LinkedHashMap<>();
    List<Json> positional = node.get("args").list();
    if (type.isVariadic()) {
      List<Json> operands =
          type.isList() && !positional.isEmpty() ? positional.get(0).list() : positional;
      operands.forEach(operand -> given.put(String.valueOf(given.size()), operand));
    } else {
      for (int i = 0; i < positional.size(); i++) {
        if (i >= type.parameters().size()) {
          throw positional.get(i).unexpected("no more arguments than " + type.parameters());
        }
        given.put(type.parameters().get(i), positional.get(i));
      }
    }
    Json keywords = node.get("kwargs");
    for (String key : keywords.isNull() ? List.<String>of() : keywords.keys()) {
      boolean isKnown = type.parameters().contains(key);
      if (isKnown) {
        given.put(key, keywords.get(key));
      } else if (!keywords.get(key).isNull()) {
        throw keywords.get(key).unexpected("null, " + key + " not being supported");
      }
    }
    return sorted(given);
  }

  private Call sorted(Map<String, Json> given) {
    List<TensorReference> tensors = new ArrayList<>();
    Map<Integer, Constant> constants = new HashMap<>();
    Map<String, Json> arguments = new LinkedHashMap<>();
    List<String> order = type.isVariadic() ? List.copyOf(given.keySet()) : type.parameters();
    int operand = 0;
    for (String parameter : order) {
      Json value = given.get(parameter);
      if (value != null && type.isArgument(parameter)) {
        arguments.put(parameter, value);
      } else if (value != null && InboundNode.isTensor(value)) {
        tensors.add(InboundNode.tensor(value));
        operand++;
      } else if (value != null) {
        constants.put(operand++, OperationForm.constant(value));
      }
    }
    return new Call(tensors, new Operands(constants), arguments);
  }

  private TensorOperation create(Call call) {
    String place = object.json().place();
    JsonObject config = new JsonObject();
    for (String key : object.config().keys()) {
      Json value = object.config().get(key);
      if (!key.equals("name") && (!value.isNull() || type.isArgument(key))) {
        config.add(key, value.value());
      }
    }
    call.arguments().forEach((key, value) -> config.add(key, value.value()));
    ConfigReader reader = new ConfigReader(new Json(config, place));
    Record record = reader.record(type.defaults(), type.required());
    reader.refuseOthers();
    return LayerReader.composing(place, () -> type.create(record, call.constants(), name));
  }
}
