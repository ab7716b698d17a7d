package dev.sarvi.keras.upgrade;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.HashMap;
import java.util.Map;

/**
 * The calls of a functional model. Keras 1 and 2 write a call as a list of {@code [layer, call,
 * output]}, where Keras 2 adds the arguments by keyword, with such triples among them; Keras 3
 * writes {@code {"args", "kwargs"}} with tensors in them.
 */
final class Calls {
  private static final String NODES = "inbound_nodes";
  private static final String CONSTANT = "_CONSTANT_VALUE";

  private final JsonArray layers;
  private final Map<String, JsonObject> byName = new HashMap<>();

  /** The first call of each nested model that anything refers to: 0, or 1 in tf.keras. */
  private final Map<String, Integer> firstCall = new HashMap<>();

  Calls(JsonArray layers) {
    this.layers = layers;
    for (JsonElement layer : layers) {
      if (layer instanceof JsonObject object && name(object) != null) {
        byName.put(name(object), object);
      }
    }
  }

  private static String name(JsonObject layer) {
    String name = Upgrade.text(layer, "name");
    if (name == null && layer.get("config") instanceof JsonObject config) {
      name = Upgrade.text(config, "name");
    }
    return name == null ? null : Upgrade.layerName(name);
  }

  void upgrade(JsonObject config) {
    boolean old = false;
    for (JsonObject layer : byName.values()) {
      if (layer.get(NODES) instanceof JsonArray nodes && isOld(nodes)) {
        old = true;
        findFirst(nodes);
      }
    }
    if (!old) {
      return;
    }
    findFirst(config.get("output_layers"));
    for (JsonElement layer : layers) {
      if (layer instanceof JsonObject object && object.get(NODES) instanceof JsonArray nodes) {
        nodes.asList().replaceAll(node -> node instanceof JsonArray list ? call(list) : node);
        TensorFlowGraph.upgrade(object);
        TensorFlowFunctions.upgrade(object);
      }
    }
    rename(config.get("input_layers"), false);
    rename(config.get("output_layers"), true);
  }

  private static boolean isOld(JsonArray nodes) {
    return !nodes.isEmpty() && nodes.get(0).isJsonArray();
  }

  private static boolean isTriple(JsonElement json) {
    return json instanceof JsonArray list
        && list.size() >= 3
        && isText(list.get(0))
        && Values.isInteger(list.get(1))
        && (Values.isInteger(list.get(2)) || list.get(0).getAsString().equals(CONSTANT));
  }

  private static boolean isText(JsonElement json) {
    return json instanceof JsonPrimitive one && one.isString();
  }

  private void findFirst(JsonElement json) {
    if (isTriple(json)) {
      JsonArray triple = json.getAsJsonArray();
      firstCall.merge(
          Upgrade.layerName(triple.get(0).getAsString()), triple.get(1).getAsInt(), Math::min);
    }
    if (json instanceof JsonArray list) {
      list.forEach(this::findFirst);
    } else if (json instanceof JsonObject object) {
      object.asMap().values().forEach(this::findFirst);
    }
  }

  /** Triples that stay triples: the model's inputs and outputs. */
  private void rename(JsonElement json, boolean outputs) {
    if (isTriple(json)) {
      JsonArray triple = json.getAsJsonArray();
      String name = Upgrade.layerName(triple.get(0).getAsString());
      triple.set(0, new JsonPrimitive(name));
      int call = number(name, triple.get(1).getAsInt());
      triple.set(1, new JsonPrimitive(outputs && isFunctional(name) ? call + 1 : call));
    } else if (json instanceof JsonArray list) {
      list.forEach(one -> rename(one, outputs));
    } else if (json instanceof JsonObject object) {
      object.asMap().values().forEach(one -> rename(one, outputs));
    }
  }

  /** Keras 3 counts the calls of a functional model from 1 where it lists a model's outputs. */
  private boolean isFunctional(String name) {
    JsonObject layer = byName.get(name);
    return layer != null && "Functional".equals(Upgrade.text(layer, "class_name"));
  }

  /** A call's number, counted from 0. */
  private int number(String name, int call) {
    JsonObject layer = byName.get(name);
    boolean model =
        layer != null && layer.get("config") instanceof JsonObject config && config.has("layers");
    return model && firstCall.getOrDefault(name, 0) == 1 ? call - 1 : call;
  }

  private JsonObject call(JsonArray node) {
    JsonArray inputs = new JsonArray();
    JsonObject keywords = new JsonObject();
    JsonArray tensors = isTriple(node) ? Values.list(node) : node;
    for (JsonElement input : tensors) {
      inputs.add(tensor(input));
      if (input instanceof JsonArray list
          && list.size() > 3
          && list.get(3) instanceof JsonObject more) {
        more.entrySet().forEach(entry -> keywords.add(entry.getKey(), tensors(entry.getValue())));
      }
    }
    JsonObject call = new JsonObject();
    call.add("args", Values.list(inputs.size() == 1 ? inputs.get(0) : inputs));
    call.add("kwargs", keywords);
    return call;
  }

  /** Triples anywhere in an argument. */
  private JsonElement tensors(JsonElement json) {
    if (isTriple(json)) {
      return tensor(json);
    }
    if (json instanceof JsonArray list) {
      list.asList().replaceAll(this::tensors);
    } else if (json instanceof JsonObject object) {
      object.entrySet().forEach(entry -> entry.setValue(tensors(entry.getValue())));
    }
    return json;
  }

  private JsonElement tensor(JsonElement json) {
    if (!isTriple(json)) {
      return json;
    }
    JsonArray triple = json.getAsJsonArray();
    String name = Upgrade.layerName(triple.get(0).getAsString());
    if (name.equals(CONSTANT)) {
      return triple.get(2);
    }
    JsonArray history = new JsonArray();
    history.add(name);
    history.add(number(name, triple.get(1).getAsInt()));
    history.add(triple.get(2));
    JsonObject config = new JsonObject();
    config.add("keras_history", history);
    return Values.serialized("__keras_tensor__", config);
  }
}
