package dev.sarvi.tensor;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** The arrays of a pool, by type and length. One thread uses them at a time. */
final class IdleArrays {
  private final Map<DType, Map<Integer, Shelf>> shelves = new EnumMap<>(DType.class);

  /** Arrays of one type and length; the first ones are in use. */
  private static final class Shelf {
    private final List<Object> arrays = new ArrayList<>();
    private int used;
  }

  /** An array with anything in it, which is in use from now on; a new one if none is idle. */
  Object take(DType dtype, int size) {
    Shelf shelf =
        shelves
            .computeIfAbsent(dtype, type -> new HashMap<>())
            .computeIfAbsent(size, length -> new Shelf());
    if (shelf.used == shelf.arrays.size()) {
      shelf.arrays.add(dtype.allocate(size));
    }
    return shelf.arrays.get(shelf.used++);
  }

  /**
   * All that were in use are idle; those that were not are given up.
   *
   * @param kept arrays, by identity, that are not to be used again
   */
  void endUse(Set<Object> kept) {
    for (Map<Integer, Shelf> ofType : shelves.values()) {
      for (Shelf shelf : ofType.values()) {
        shelf.arrays.subList(shelf.used, shelf.arrays.size()).clear();
        shelf.used = 0;
        if (!kept.isEmpty()) {
          shelf.arrays.removeAll(kept);
        }
      }
      ofType.values().removeIf(shelf -> shelf.arrays.isEmpty());
    }
  }

  /** Visits all arrays. */
  void forEach(Consumer<Object> visit) {
    shelves
        .values()
        .forEach(ofType -> ofType.values().forEach(shelf -> shelf.arrays.forEach(visit)));
  }
}
