package dev.sarvi.kernel;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Map;

/**
 * What a formula is compiled into.
 *
 * @param loop the interface of loops
 * @param lanes a lookup in the class of lane operations, in whose package loops are
 * @param lane what those operations take and give: {@code float}, or a vector of them
 * @param element what arrays hold: {@code float} or {@code double}
 * @param length elements in a lane
 * @param operations how lane operations are called; those that are not here are static methods of
 *     the class of lanes
 */
public record LoopTemplate(
    Class<?> loop,
    MethodHandles.Lookup lanes,
    Class<?> lane,
    Class<?> element,
    int length,
    Map<String, LaneOperation> operations) {

  boolean isVector() {
    return lane != element;
  }

  /** How an operation is called, if it is one of so many lanes. */
  LaneOperation operation(String name, MethodType type) {
    LaneOperation known = operations.get(name);
    return known != null
        ? known
        : new LaneOperation(lanes.lookupClass(), name, type, false, null, null, type.returnType());
  }
}
