package dev.sarvi.keras;

import dev.sarvi.layer.Operation;
import dev.sarvi.layer.activation.Softmax;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/**
 * The arguments of a call in a file: Keras 3's {@code {"args", "kwargs"}}, or a list of {@code
 * [layer, node, tensor, kwargs]}.
 */
final class InboundNode {
  static final String TENSOR = "__keras_tensor__";

  private InboundNode() {}

  /** The tensors that a layer is called on; a mask comes last. */
  static List<TensorReference> tensors(Json node, Operation layer) {
    List<TensorReference> tensors = new ArrayList<>();
    if (node.isList()) {
      for (Json input : node.list()) {
        tensors.add(TensorReference.of(input));
        for (Json keywords : input.list().subList(3, input.list().size())) {
          addKeywords(keywords, layer, tensors);
        }
      }
    } else {
      addAll(node.get("args"), tensors);
      addKeywords(node.get("kwargs"), layer, tensors);
    }
    if (tensors.isEmpty()) {
      throw node.unexpected("a tensor that the layer is called on");
    }
    return tensors;
  }

  private static void addAll(Json arguments, List<TensorReference> tensors) {
    Deque<Json> rest = new ArrayDeque<>(List.of(arguments));
    while (!rest.isEmpty()) {
      Json next = rest.pop();
      if (isTensor(next)) {
        tensors.add(tensor(next));
      } else {
        if (!next.isList()) {
          throw next.unexpected("a tensor");
        }
        List<Json> inside = next.list();
        for (int i = inside.size() - 1; i >= 0; i--) {
          rest.push(inside.get(i));
        }
      }
    }
  }

  /** The tensor that stands there. */
  static TensorReference tensor(Json json) {
    return TensorReference.of(json.get("config").get("keras_history"));
  }

  private static void addKeywords(Json keywords, Operation layer, List<TensorReference> tensors) {
    for (String key : keywords.isNull() ? Set.<String>of() : Set.copyOf(keywords.keys())) {
      Json value = keywords.get(key);
      boolean mask = key.equals("mask") && layer instanceof Softmax;
      if (isTensor(value) && (mask || key.equals("inputs"))) {
        addAll(value, tensors);
      } else if (!asksForNothing(value) && !isMode(key, value)) {
        throw value.unexpected("null, other calls not being supported");
      }
    }
  }

  /** Null, or a list of nothing else, such as the masks of two inputs that have none. */
  private static boolean asksForNothing(Json value) {
    return value.isNull() || (value.isList() && value.list().stream().allMatch(Json::isNull));
  }

  /** Dropout's {@code training: false} says how the graph was drawn; the model's mode prevails. */
  private static boolean isMode(String key, Json value) {
    return key.equals("training") && value.isBoolean();
  }

  static boolean isTensor(Json json) {
    return json.has("class_name")
        && json.get("class_name").isString()
        && json.get("class_name").string().equals(TENSOR);
  }
}
