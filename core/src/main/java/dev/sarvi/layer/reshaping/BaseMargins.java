package dev.sarvi.layer.reshaping;

import dev.sarvi.kernel.Box;
import dev.sarvi.layer.DataFormat;
import dev.sarvi.layer.Options;
import dev.sarvi.layer.SingleInputLayer;
import dev.sarvi.layer.argument.Arguments;
import dev.sarvi.tensor.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What adds something before and after along the axes of space, or takes it away. */
public abstract class BaseMargins extends SingleInputLayer {
  private static final List<String> ORDINALS = List.of("1st", "2nd", "3rd");

  private final List<List<Integer>> margins;
  private final int firstAxis;

  /**
   * A layer.
   *
   * @param margins before and after, for each axis of space
   */
  BaseMargins(Record config, List<List<Integer>> margins, String dataFormat, Options options) {
    super(config, options);
    this.margins = margins;
    this.firstAxis = DataFormat.of(dataFormat).firstSpatialAxis();
  }

  @Override
  protected final boolean takesAnyType() {
    return true;
  }

  /** Pairs of integers from 0; one stands for both of a pair. */
  static List<List<Integer>> pairs(String name, List<List<Integer>> values) {
    List<List<Integer>> pairs = new ArrayList<>();
    for (List<Integer> value : values) {
      String entry = ORDINALS.get(Math.min(pairs.size(), 2)) + " entry of " + name;
      pairs.add(Arguments.fromZero(entry, value, 2));
    }
    return List.copyOf(pairs);
  }

  /** Refuses another number of pairs. */
  static List<List<Integer>> requirePairs(String name, List<List<Integer>> pairs, int rank) {
    Arguments.require(
        pairs.size() == rank,
        "`%s` should have %s elements. Received: %s=%s."
            .formatted(name, rank == 2 ? "two" : rank, name, pairs));
    return pairs;
  }

  /** The shape with all margins added or taken away; it may have dimensions below 1. */
  final int[] dims(Shape input, int sign) {
    requireRank(input, margins.size() + 2);
    int[] dims = input.dims();
    for (int i = 0; i < margins.size(); i++) {
      int axis = firstAxis + i;
      if (dims[axis] != Shape.UNKNOWN) {
        int both = Math.addExact(margins.get(i).get(0), margins.get(i).get(1));
        dims[axis] = Math.addExact(dims[axis], sign * both);
      }
    }
    return dims;
  }

  /** Where what lies within the margins is. */
  final Box box(Shape inner, Shape outer) {
    List<Integer> before = new ArrayList<>(Collections.nCopies(outer.rank(), 0));
    for (int i = 0; i < margins.size(); i++) {
      before.set(firstAxis + i, margins.get(i).get(0));
    }
    return new Box(inner, outer, before);
  }
}
