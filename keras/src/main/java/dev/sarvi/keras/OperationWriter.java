package dev.sarvi.keras;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.sarvi.config.Registry;
import dev.sarvi.layer.Node;
import dev.sarvi.layer.SymbolicTensor;
import dev.sarvi.layer.operation.OperationType;
import dev.sarvi.layer.operation.TensorOperation;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Writes operations and what they are called on: the counterpart of {@link OperationReader}. */
final class OperationWriter {
  private final ConfigWriter configs;
  private final Set<String> layerNames;

  /**
   * A writer.
   *
   * @param layerNames the names of the layers beside the operations
   */
  OperationWriter(ConfigWriter configs, Set<String> layerNames) {
    this.configs = configs;
    this.layerNames = layerNames;
  }

  /** An operation without its calls. */
  JsonObject write(TensorOperation operation) {
    JsonObject config = new JsonObject();
    JsonObject arguments = arguments(operation);
    operation.type().parameters().forEach(arguments::remove);
    boolean takesName = arguments.isEmpty() && !operation.className().equals("StopGradient");
    if (takesName || !isLeftOut(operation)) {
      config.addProperty("name", operation.name());
    }
    arguments.entrySet().forEach(entry -> config.add(entry.getKey(), entry.getValue()));
    String module = OperationForm.module(operation.className());
    JsonObject json = ConfigWriter.object(module, operation.className(), config);
    json.addProperty("registered_name", operation.className());
    return json;
  }

  private JsonObject arguments(TensorOperation operation) {
    JsonObject arguments = new JsonObject();
    configs.add(operation.config(), arguments);
    return FileWords.respelled(arguments, FileWords.of(operation, "config")).getAsJsonObject();
  }

  /**
   * Keras 3.5 takes no name for StopGradient and most operations that have arguments. An automatic
   * name is as good as the one that it will get instead, unless a layer has that; so is tf.keras's.
   */
  private boolean isLeftOut(TensorOperation operation) {
    String base = Registry.snakeCase(operation.className());
    return OperationForm.module(operation.className()).startsWith("keras.src.ops.")
        && operation.name().matches("(" + base + "|tf[._].*)(_\\d+)?")
        && layerNames.stream().noneMatch(name -> name.matches(base + "(_\\d+)?"));
  }

  /** What a call is made on; arguments that may be left out stand by name. */
  JsonObject call(Node node, Function<SymbolicTensor, JsonObject> tensors) {
    TensorOperation operation = (TensorOperation) node.operation();
    OperationType<?> type = operation.type();
    List<JsonElement> operands =
        operation
            .operands()
            .among(node.inputs().stream().map(tensors).toList(), OperationForm::json);
    JsonArray all = new JsonArray();
    JsonObject keywords = new JsonObject();
    if (type.isVariadic()) {
      operands.forEach(all::add);
    } else {
      JsonObject arguments = arguments(operation);
      Iterator<JsonElement> next = new ArrayList<>(operands).iterator();
      for (String parameter : type.parameters()) {
        if (!type.isArgument(parameter)) {
          all.add(next.next());
        } else if (type.isOptional(parameter)) {
          keywords.add(parameter, arguments.get(parameter));
        } else {
          all.add(arguments.get(parameter));
        }
      }
    }
    JsonArray list = new JsonArray();
    list.add(all);
    return FunctionalWriter.call(type.isList() ? list : all, keywords);
  }
}
