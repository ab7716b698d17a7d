package dev.sarvi.keras;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The arguments of a call in a file: Keras 3's {@code {"args", "kwargs"}}, or a list of {@code
 * [layer, node, tensor, kwargs]}.
 *
 * @param tensors that a layer is called on
 * @param masks empty if none are given, else one for each tensor, null where none is
 */
record InboundNode(List<TensorReference> tensors, List<TensorReference> masks) {
  static final String TENSOR = "__keras_tensor__";

  /** Under which a recurrent layer is given the states at the start. */
  static final String INITIAL_STATE = "initial_state";

  /** The arguments that are tensors, and no masks, in the order in which layers take them. */
  private static final List<String> TENSORS =
      List.of(
          "inputs", "sequences", "query", "value", "key", INITIAL_STATE, ConfigKeys.ATTENTION_MASK);

  /** Masks of one input, by its place. */
  static final List<String> SINGLE_MASKS = List.of("query_mask", "value_mask", "key_mask");

  /** All that must be there before the call can be made. */
  List<TensorReference> dependencies() {
    return Stream.concat(tensors.stream(), masks.stream().filter(Objects::nonNull)).toList();
  }

  /** The arguments of a call of a layer. */
  static InboundNode of(Json node) {
    List<TensorReference> tensors = new ArrayList<>();
    List<TensorReference> masks = new ArrayList<>();
    if (node.isList()) {
      for (Json input : node.list()) {
        tensors.add(TensorReference.of(input));
        for (Json keywords : input.list().subList(3, input.list().size())) {
          addKeywords(keywords, tensors, masks);
        }
      }
    } else {
      addAll(node.get("args"), tensors);
      addKeywords(node.get("kwargs"), tensors, masks);
    }
    if (tensors.isEmpty()) {
      throw node.unexpected("a tensor that the layer is called on");
    }
    boolean more =
        node.isObject()
            && (node.get("kwargs").has(INITIAL_STATE)
                || node.get("kwargs").has(ConfigKeys.ATTENTION_MASK)
                || SINGLE_MASKS.stream().anyMatch(node.get("kwargs")::has));
    while (more && !masks.isEmpty() && masks.size() < tensors.size()) {
      masks.add(null); // states at the start have none, nor have masks
    }
    if (!masks.isEmpty() && masks.size() != tensors.size()) {
      throw node.unexpected("a mask, or null, for each of " + tensors.size() + " inputs");
    }
    return new InboundNode(tensors, masks);
  }

  private static void addAll(Json arguments, List<TensorReference> tensors) {
    Deque<Json> rest = new ArrayDeque<>(List.of(arguments));
    while (!rest.isEmpty()) {
      Json next = rest.pop();
      if (isTensor(next)) {
        tensors.add(tensor(next));
      } else if (TensorReference.stands(next)) {
        tensors.add(TensorReference.of(next));
      } else {
        if (!next.isList() && !next.isObject()) {
          throw next.unexpected("a tensor");
        }
        List<Json> inside = next.inside();
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

  private static void addKeywords(
      Json keywords, List<TensorReference> tensors, List<TensorReference> masks) {
    List<String> keys = keywords.isNull() ? List.of() : keywords.keys();
    for (String key : TENSORS) { // in this order, whatever that of the file is
      if (keys.contains(key) && !keywords.get(key).isNull()) {
        addAll(keywords.get(key), tensors);
      }
    }
    for (String key : keys) {
      Json value = keywords.get(key);
      if (key.equals("mask") && !asksForNothing(value)) {
        for (Json mask : isTensor(value) ? List.of(value) : value.inside()) {
          masks.add(mask.isNull() ? null : tensor(mask));
        }
      } else if (SINGLE_MASKS.contains(key) && isTensor(value)) {
        int place = SINGLE_MASKS.indexOf(key);
        while (masks.size() <= place) {
          masks.add(null);
        }
        masks.set(place, tensor(value));
      } else if (!TENSORS.contains(key)
          && !ConfigKeys.isOfCall(key)
          && !asksForNothing(value)
          && !isMode(key, value)) {
        throw value.unexpected("null, other calls not being supported");
      }
    }
  }

  /** Null, or nothing else inside, such as the masks of two inputs that have none. */
  private static boolean asksForNothing(Json value) {
    boolean nested = value.isList() || value.isObject();
    return value.isNull() || (nested && value.inside().stream().allMatch(Json::isNull));
  }

  /** Dropout's {@code training: false} says how the graph was drawn; the model's mode prevails. */
  private static boolean isMode(String key, Json value) {
    return key.equals("training") && value.isBoolean();
  }

  static boolean isTensor(Json json) {
    return json.isOfClass(TENSOR);
  }
}
