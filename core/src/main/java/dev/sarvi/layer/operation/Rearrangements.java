package dev.sarvi.layer.operation;

import static dev.sarvi.layer.operation.RearrangingOperation.type;

import dev.sarvi.kernel.Axis;
import dev.sarvi.layer.argument.Arguments;
import dev.sarvi.tensor.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * The functions of {@code keras.ops.numpy} that move elements along axes. Adding one adds a line.
 */
public final class Rearrangements {
  private Rearrangements() {}

  /**
   * The argument of {@code transpose}.
   *
   * @param axes which axis comes first, second, ...; null for the reverse order
   */
  public record Axes(List<Integer> axes) {}

  /**
   * The argument of functions of one axis or several; null for what each of them takes then.
   *
   * @param axis one axis or several; null for all that fit
   */
  public record OfAxis(List<Integer> axis) {}

  /**
   * The arguments of {@code swapaxes}.
   *
   * @param axis1 one axis
   * @param axis2 another
   */
  public record Pair(int axis1, int axis2) {}

  /**
   * The arguments of {@code moveaxis}.
   *
   * @param source axes
   * @param destination where they go
   */
  public record Move(List<Integer> source, List<Integer> destination) {}

  /**
   * The argument of {@code broadcast_to}.
   *
   * @param shape of the result
   */
  public record To(Shape shape) {}

  /**
   * The argument of {@code tile}.
   *
   * @param repeats how often, for each of the last axes
   */
  public record Tiles(List<Integer> repeats) {}

  /**
   * How often elements are repeated, and along which axis.
   *
   * @param repeats how often each element, or all of them
   * @param axis along which axis
   */
  public record Repeats(List<Integer> repeats, Integer axis) {}

  /**
   * The arguments of {@code roll}.
   *
   * @param shift by how many indices
   * @param axis along which axis
   */
  public record Shift(int shift, Integer axis) {}

  /**
   * The arguments of {@code take}.
   *
   * @param indices which indices
   * @param axis of which axis
   */
  public record Taken(List<Integer> indices, Integer axis) {}

  static List<OperationType<?>> types() {
    return List.of(
        type("Transpose", new Axes(null), Set.of(), Rearrangements::transpose),
        type("Swapaxes", new Pair(0, 0), Set.of("axis1", "axis2"), Rearrangements::swap),
        type(
            "Moveaxis",
            new Move(List.of(), List.of()),
            Set.of("source", "destination"),
            Rearrangements::move),
        type("ExpandDims", new OfAxis(null), Set.of("axis"), Rearrangements::expandDims),
        type("Squeeze", new OfAxis(null), Set.of(), Rearrangements::squeeze),
        type("BroadcastTo", new To(Shape.of()), Set.of("shape"), Rearrangements::broadcastTo),
        type("Flip", new OfAxis(null), Set.of(), Rearrangements::flip),
        type("Tile", new Tiles(List.of()), Set.of("repeats"), Rearrangements::tile),
        type("Repeat", new Repeats(List.of(1), null), Set.of("repeats"), Rearrangements::repeat),
        type("Roll", new Shift(0, null), Set.of("shift"), Rearrangements::roll),
        type(
            "Take",
            new Taken(List.of(), null),
            Set.of("indices"),
            List.of("x", "indices"),
            (c, x) -> List.of(take(c, x))));
  }

  private static List<Axis> whole(Shape x) {
    return IntStream.range(0, x.rank()).mapToObj(axis -> Axis.whole(x, axis)).toList();
  }

  private static List<Axis> ordered(Shape x, List<Integer> order) {
    boolean isPermutation =
        order.size() == x.rank()
            && new HashSet<>(order.stream().map(x::axis).toList()).size() == x.rank();
    Arguments.require(isPermutation, "axes " + order + " are not each axis once");
    return order.stream().map(axis -> Axis.whole(x, x.axis(axis))).toList();
  }

  private static List<Axis> transpose(Axes config, Shape x) {
    List<Integer> order = config.axes;
    if (order == null) {
      order = new ArrayList<>(IntStream.range(0, x.rank()).boxed().toList());
      Collections.reverse(order);
    }
    return ordered(x, order);
  }

  private static List<Axis> swap(Pair config, Shape x) {
    List<Axis> axes = new ArrayList<>(whole(x));
    Collections.swap(axes, x.axis(config.axis1), x.axis(config.axis2));
    return axes;
  }

  private static List<Axis> move(Move config, Shape x) {
    Arguments.require(
        config.source.size() == config.destination.size(),
        "source and destination have the same number of axes");
    List<Integer> sources = config.source.stream().map(x::axis).toList();
    Integer[] order = new Integer[x.rank()];
    for (int i = 0; i < sources.size(); i++) {
      order[x.axis(config.destination.get(i))] = sources.get(i);
    }
    List<Integer> rest =
        IntStream.range(0, x.rank()).boxed().filter(axis -> !sources.contains(axis)).toList();
    int next = 0;
    for (int i = 0; i < order.length; i++) {
      order[i] = order[i] == null && next < rest.size() ? rest.get(next++) : order[i];
    }
    return ordered(x, List.of(order));
  }

  private static List<Axis> expandDims(OfAxis config, Shape x) {
    int rank = x.rank() + config.axis.size();
    Set<Integer> added = new HashSet<>();
    for (int axis : config.axis) {
      int at = axis < 0 ? axis + rank : axis;
      Arguments.require(at >= 0 && at < rank && added.add(at), "axis " + axis + " cannot be added");
    }
    List<Axis> axes = new ArrayList<>();
    for (int i = 0, next = 0; i < rank; i++) {
      axes.add(added.contains(i) ? Axis.repeated(1) : Axis.whole(x, next++));
    }
    return axes;
  }

  private static List<Axis> squeeze(OfAxis config, Shape x) {
    List<Integer> removed =
        config.axis == null
            ? IntStream.range(0, x.rank()).filter(axis -> x.dim(axis) == 1).boxed().toList()
            : config.axis.stream().map(x::axis).toList();
    List<Axis> axes = new ArrayList<>();
    for (int axis = 0; axis < x.rank(); axis++) {
      boolean isRemoved = removed.contains(axis);
      Arguments.require(
          !isRemoved || x.dim(axis) == 1 || x.dim(axis) == Shape.UNKNOWN,
          "cannot squeeze axis " + axis + ", whose length is not 1");
      axes.add(isRemoved ? Axis.at(axis, 0) : Axis.whole(x, axis));
    }
    return axes;
  }

  private static List<Axis> broadcastTo(To config, Shape x) {
    Shape to = config.shape;
    Arguments.require(x.rank() <= to.rank(), "cannot broadcast to " + to);
    List<Axis> axes = new ArrayList<>();
    for (int i = 0; i < to.rank(); i++) {
      int own = i - (to.rank() - x.rank());
      int dim = own < 0 ? 1 : x.dim(own);
      Arguments.require(
          dim == 1 || dim == to.dim(i) || dim == Shape.UNKNOWN, "cannot broadcast to " + to);
      axes.add(
          own < 0
              ? Axis.repeated(to.dim(i))
              : Axis.of(own, to.dim(i), dim == 1 ? any -> 0 : any -> any));
    }
    return axes;
  }

  /** Changes the axes named, all if none is. */
  private static List<Axis> changed(Shape x, List<Integer> which, UnaryOperator<Axis> change) {
    List<Axis> axes = new ArrayList<>(whole(x));
    for (int axis : which == null ? IntStream.range(0, x.rank()).boxed().toList() : which) {
      axes.set(x.axis(axis), change.apply(axes.get(x.axis(axis))));
    }
    return axes;
  }

  private static List<Axis> flip(OfAxis config, Shape x) {
    return changed(x, config.axis, axis -> Axis.reversed(x, axis.source()));
  }

  private static List<Axis> tile(Tiles config, Shape x) {
    int rank = Math.max(x.rank(), config.repeats.size());
    List<Axis> axes = new ArrayList<>();
    for (int i = 0; i < rank; i++) {
      int own = i - (rank - x.rank());
      int at = i - (rank - config.repeats.size());
      int times = at < 0 ? 1 : config.repeats.get(at);
      Arguments.require(times >= 0, "repeats must not be negative");
      if (own < 0) {
        axes.add(Axis.repeated(times));
      } else {
        int dim = x.dim(own);
        axes.add(Axis.of(own, times(dim, times), index -> index % dim));
      }
    }
    return axes;
  }

  private static int times(int dim, int times) {
    return dim == Shape.UNKNOWN ? dim : Math.multiplyExact(dim, times);
  }

  private static List<Axis> repeat(Repeats config, Shape x) {
    List<Integer> repeats = config.repeats;
    Arguments.require(config.axis != null, "repeat needs an axis");
    Arguments.require(
        repeats.stream().allMatch(times -> times >= 0), "repeats must not be negative");
    return changed(
        x,
        List.of(config.axis),
        axis -> {
          if (repeats.size() == 1) {
            int each = repeats.get(0);
            return Axis.of(axis.source(), times(axis.length(), each), i -> i / each);
          }
          Arguments.require(
              axis.length() == repeats.size(), "repeats " + repeats + " do not fit the axis");
          int[] indices =
              IntStream.range(0, repeats.size())
                  .flatMap(i -> IntStream.generate(() -> i).limit(repeats.get(i)))
                  .toArray();
          return Axis.of(axis.source(), indices.length, i -> indices[i]);
        });
  }

  private static List<Axis> roll(Shift config, Shape x) {
    Arguments.require(config.axis != null, "roll needs an axis");
    return changed(
        x,
        List.of(config.axis),
        axis ->
            Axis.of(
                axis.source(), axis.length(), i -> Math.floorMod(i - config.shift, axis.length())));
  }

  private static List<Axis> take(Taken config, Shape x) {
    Arguments.require(config.axis != null, "take needs an axis");
    return changed(
        x,
        List.of(config.axis),
        axis -> {
          int[] indices =
              config.indices.stream().mapToInt(index -> position(index, axis.length())).toArray();
          return Axis.of(axis.source(), indices.length, i -> indices[i]);
        });
  }

  /** An index from the front; where the length is not known yet, as it is. */
  static int position(int index, int length) {
    if (length == Shape.UNKNOWN) {
      return index;
    }
    int position = index < 0 ? index + length : index;
    Arguments.require(
        position >= 0 && position < length,
        "index " + index + " is out of bounds for an axis of length " + length);
    return position;
  }
}
