package dev.sarvi.keras;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * An output of a call of a layer, as files name it: {@code ["dense", 0, 0]}.
 *
 * @param node which call of the layer
 * @param index which output of that call
 */
record TensorReference(String layer, int node, int index) {
  /** From the three parts. */
  static TensorReference of(Json triple) {
    List<Json> parts = triple.list();
    if (parts.size() < 3) {
      throw triple.unexpected("a layer's name, the number of its call and of that call's output");
    }
    return new TensorReference(
        parts.get(0).string(), parts.get(1).integer(), parts.get(2).integer());
  }

  /** Whether a reference stands there, and not a structure of them. */
  static boolean stands(Json json) {
    return json.isList() && !json.list().isEmpty() && json.list().get(0).isString();
  }

  /** All in a structure: one alone, a list, an object by its sorted keys, or these nested. */
  static List<TensorReference> flat(Json structure) {
    List<TensorReference> found = new ArrayList<>();
    Deque<Json> rest = new ArrayDeque<>(List.of(structure));
    while (!rest.isEmpty()) {
      Json next = rest.pop();
      if (stands(next)) {
        found.add(of(next));
      } else {
        List<Json> inside = next.inside();
        for (int i = inside.size() - 1; i >= 0; i--) {
          rest.push(inside.get(i));
        }
      }
    }
    return found;
  }

  @Override
  public String toString() {
    return "[\"" + layer + "\", " + node + ", " + index + "]";
  }
}
