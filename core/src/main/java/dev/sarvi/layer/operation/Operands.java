package dev.sarvi.layer.operation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Which of the things that an operation is called on are constants; the others are tensors.
 *
 * @param constants by position
 */
public record Operands(Map<Integer, Constant> constants) {
  /** Tensors only. */
  public static final Operands TENSORS = new Operands(Map.of());

  /** Copies the map. */
  public Operands {
    constants = Collections.unmodifiableMap(new TreeMap<>(constants));
  }

  /** One constant at a position. */
  public static Operands of(int position, Constant constant) {
    return new Operands(Map.of(position, constant));
  }

  /** All things in order: the tensors, with the constants in their places. */
  public <T> List<T> among(List<? extends T> tensors, Function<Constant, ? extends T> constant) {
    List<T> all = new ArrayList<>();
    int next = 0;
    for (int i = 0; i < tensors.size() + constants.size(); i++) {
      Constant here = constants.get(i);
      all.add(here == null ? tensors.get(next++) : constant.apply(here));
    }
    return all;
  }
}
