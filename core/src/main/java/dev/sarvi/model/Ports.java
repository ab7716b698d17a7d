package dev.sarvi.model;

import dev.sarvi.layer.SymbolicTensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The inputs or the outputs of a model: in an order, or called by keys.
 *
 * @param tensors in their order, which with keys is that of the sorted keys, as in Keras
 * @param keys one for each tensor, or empty
 */
public record Ports(List<SymbolicTensor> tensors, List<String> keys) {
  /** Keeps copies. */
  public Ports {
    tensors = List.copyOf(tensors);
    keys = List.copyOf(keys);
    if (!keys.isEmpty() && keys.size() != tensors.size()) {
      throw new IllegalArgumentException(
          "Expected one key for each of " + tensors.size() + " tensors. Received: keys=" + keys);
    }
  }

  /** In this order. */
  public static Ports of(SymbolicTensor... tensors) {
    return of(List.of(tensors));
  }

  /** In this order. */
  public static Ports of(List<SymbolicTensor> tensors) {
    return new Ports(tensors, List.of());
  }

  /** By key; data are given, and come, by key as well. */
  public static Ports byKey(Map<String, SymbolicTensor> tensors) {
    Map<String, SymbolicTensor> sorted = new TreeMap<>(tensors);
    return new Ports(List.copyOf(sorted.values()), List.copyOf(sorted.keySet()));
  }

  /** Other tensors under the same keys. */
  Ports with(List<SymbolicTensor> others) {
    return new Ports(others, keys);
  }

  /**
   * The values of these names, in their order.
   *
   * @throws IllegalArgumentException if one is missing
   */
  static <T> List<T> inOrder(String what, List<String> names, Map<String, T> values) {
    List<T> ordered = new ArrayList<>();
    for (String name : names) {
      if (!values.containsKey(name)) {
        throw new IllegalArgumentException(
            "Expected " + what + " named " + names + ". Received: " + values.keySet());
      }
      ordered.add(values.get(name));
    }
    return ordered;
  }
}
