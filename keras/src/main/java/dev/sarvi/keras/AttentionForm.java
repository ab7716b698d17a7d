package dev.sarvi.keras;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.sarvi.config.Components;
import dev.sarvi.layer.Layer;
import dev.sarvi.layer.Operation;
import dev.sarvi.layer.attention.AdditiveAttention;
import dev.sarvi.layer.attention.Attention;
import dev.sarvi.layer.attention.AttentionCall;
import dev.sarvi.layer.attention.MultiHeadAttention;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Attention layers in files, where some of their arguments stand at each call. */
final class AttentionForm {
  private static final Set<Class<? extends Layer>> LAYERS =
      Set.of(MultiHeadAttention.class, Attention.class, AdditiveAttention.class);

  private AttentionForm() {}

  /** The arguments of a layer, with those of its calls; which must be the same for all calls. */
  static Json config(Class<? extends Layer> layer, KerasObject object) {
    Json config = object.config().at(object.json().place());
    if (!LAYERS.contains(layer) || !object.json().has("inbound_nodes")) {
      return config;
    }
    JsonObject all = config.value().getAsJsonObject().deepCopy();
    JsonObject first = null;
    for (Json node : object.json().get("inbound_nodes").list()) {
      JsonObject found = new JsonObject();
      for (Json keywords : keywords(node)) {
        for (String key : keywords.keys()) {
          Json value = keywords.get(key);
          if (ConfigKeys.isOfCall(key) && !value.isNull()) {
            boolean isMask = key.equals(ConfigKeys.ATTENTION_MASK);
            found.add(key, isMask ? new JsonPrimitive(true) : value.value());
          }
        }
      }
      if (first != null && !first.equals(found)) {
        throw node.unexpected("the arguments of the layer's first call, " + first);
      }
      first = found;
    }
    if (first != null) {
      first.entrySet().forEach(entry -> all.add(entry.getKey(), entry.getValue()));
    }
    return new Json(all, config.place());
  }

  private static List<Json> keywords(Json node) {
    List<Json> found = new ArrayList<>();
    if (node.isObject()) {
      found.add(node.get("kwargs"));
    } else {
      for (Json input : node.list()) {
        found.addAll(input.list().subList(3, input.list().size()));
      }
    }
    return found.stream().filter(Json::isObject).toList();
  }

  /** Whether each input is an argument of its own, and not one of a list. */
  static boolean takesEachByItself(Operation operation) {
    return operation instanceof MultiHeadAttention;
  }

  /** Moves what is no positional argument to the keywords, and adds what belongs to the call. */
  static void addKeywords(Operation operation, JsonArray arguments, JsonObject keywords) {
    if (operation instanceof MultiHeadAttention layer && layer.config().attentionMask()) {
      keywords.add(ConfigKeys.ATTENTION_MASK, arguments.remove(arguments.size() - 1));
    }
    for (Object value : Components.of(operation.config()).values()) {
      if (value instanceof AttentionCall call) {
        for (Map.Entry<String, Object> one : Components.of(call).entrySet()) {
          if (Boolean.TRUE.equals(one.getValue())) {
            keywords.addProperty(one.getKey(), true);
          }
        }
      }
    }
  }

  /** The masks that it is given, by their names. */
  static void addMasks(JsonElement masks, JsonObject keywords) {
    List<String> names = InboundNode.SINGLE_MASKS;
    if (masks instanceof JsonArray all) {
      for (int i = 0; i < Math.min(all.size(), names.size()); i++) {
        keywords.add(names.get(i), all.get(i));
      }
    }
  }
}
