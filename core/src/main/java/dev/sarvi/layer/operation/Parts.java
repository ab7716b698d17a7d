package dev.sarvi.layer.operation;

import static dev.sarvi.layer.operation.RearrangingOperation.type;

import dev.sarvi.kernel.Axis;
import dev.sarvi.layer.argument.Arguments;
import dev.sarvi.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** The functions that take parts of a tensor, or put something around it. */
public final class Parts {
  private Parts() {}

  /**
   * What stands in brackets.
   *
   * @param key one part for each axis, from the first
   */
  public record Key(List<Index> key) {
    /** Checks the arguments. */
    public Key {
      long ellipses = key.stream().filter(Index.Ellipsis.class::isInstance).count();
      Arguments.require(ellipses <= 1, "an index can only have a single ellipsis ('...')");
    }
  }

  /**
   * The arguments of {@code split}.
   *
   * @param indicesOrSections where it is cut
   * @param axis along which axis
   */
  public record Cuts(Sections indicesOrSections, int axis) {}

  /**
   * The arguments of {@code unstack}: how many parts, null for all.
   *
   * @param num how many parts; null for all
   * @param axis along which axis
   */
  public record Unstack(Integer num, int axis) {}

  /**
   * The arguments of {@code pad}.
   *
   * @param padWidth before and after, for each axis, or for all the same
   * @param mode constant, reflect, symmetric or edge
   * @param constantValues null for 0
   */
  public record Pad(List<List<Integer>> padWidth, String mode, Double constantValues)
      implements RearrangingOperation.Padding {
    private static final Set<String> MODES = Set.of("constant", "reflect", "symmetric", "edge");

    /** Checks the arguments. */
    public Pad {
      Arguments.require(
          MODES.contains(mode),
          "pad knows the modes constant, reflect, symmetric and edge. Received: mode=" + mode);
    }

    @Override
    public double constant() {
      return constantValues == null ? 0 : constantValues;
    }
  }

  static List<OperationType<?>> types() {
    return List.of(
        type(
            "GetItem",
            new Key(List.of()),
            Set.of("key"),
            List.of("x", "key"),
            (c, x) -> List.of(item(c, x))),
        type(
            "Split",
            new Cuts(new Sections(1, null), 0),
            Set.of("indicesOrSections"),
            List.of("x"),
            Parts::split),
        type("Unstack", new Unstack(null, 0), Set.of(), List.of("x"), Parts::unstack),
        type(
            "Pad",
            new Pad(List.of(), "constant", null),
            Set.of("padWidth"),
            List.of("x", "constant_values"),
            (c, x) -> List.of(pad(c, x))));
  }

  private static List<Axis> item(Key config, Shape x) {
    long named =
        config.key.stream()
            .filter(part -> part instanceof Index.Slice || part instanceof Index.At)
            .count();
    Arguments.require(named <= x.rank(), "too many indices");
    int open = x.rank() - (int) named;
    List<Axis> axes = new ArrayList<>();
    int next = 0;
    for (Index part : config.key) {
      if (part instanceof Index.NewAxis) {
        axes.add(Axis.repeated(1));
      } else if (part instanceof Index.At at) {
        axes.add(Axis.at(next, Rearrangements.position(at.index(), x.dim(next++))));
      } else if (part instanceof Index.Slice slice) {
        axes.add(slice(slice, next, x.dim(next++)));
      } else {
        for (; open > 0; open--) {
          axes.add(Axis.whole(x, next++));
        }
      }
    }
    while (next < x.rank()) {
      axes.add(Axis.whole(x, next++));
    }
    return axes;
  }

  /** As Python resolves a slice. */
  private static Axis slice(Index.Slice slice, int axis, int length) {
    int step = slice.step() == null ? 1 : slice.step();
    if (length == Shape.UNKNOWN) {
      return Axis.of(axis, Shape.UNKNOWN, i -> i);
    }
    int least = step > 0 ? 0 : -1;
    int most = step > 0 ? length : length - 1;
    int start = bound(slice.start(), step > 0 ? least : most, length, least, most);
    int stop = bound(slice.stop(), step > 0 ? most : least, length, least, most);
    int count =
        Math.max(
            0, step > 0 ? (stop - start + step - 1) / step : (start - stop - step - 1) / -step);
    return Axis.of(axis, count, i -> start + i * step);
  }

  private static int bound(Integer given, int otherwise, int length, int least, int most) {
    if (given == null) {
      return otherwise;
    }
    int fromFront = given < 0 ? given + length : given;
    return Math.max(least, Math.min(most, fromFront));
  }

  private static List<List<Axis>> split(Cuts config, Shape x) {
    int axis = x.axis(config.axis);
    int length = x.dim(axis);
    List<Integer> starts = new ArrayList<>(List.of(0));
    if (config.indicesOrSections.indices() != null) {
      starts.addAll(config.indicesOrSections.indices());
    } else {
      int sections = config.indicesOrSections.sections();
      Arguments.require(
          length == Shape.UNKNOWN || length % sections == 0,
          "axis " + config.axis + " cannot be split into " + sections + " equal parts");
      IntStream.range(1, sections)
          .forEach(i -> starts.add(length == Shape.UNKNOWN ? 0 : i * (length / sections)));
    }
    List<List<Axis>> parts = new ArrayList<>();
    for (int i = 0; i < starts.size(); i++) {
      Integer stop = i + 1 < starts.size() ? starts.get(i + 1) : null;
      Axis part = slice(new Index.Slice(starts.get(i), stop, null), axis, length);
      parts.add(with(x, axis, part));
    }
    return parts;
  }

  private static List<List<Axis>> unstack(Unstack config, Shape x) {
    int axis = x.axis(config.axis);
    int parts = x.dim(axis) == Shape.UNKNOWN && config.num != null ? config.num : x.dim(axis);
    Arguments.require(
        parts >= 0 && (config.num == null || config.num == parts),
        "axis " + config.axis + " cannot be unstacked into " + config.num + " parts");
    return IntStream.range(0, parts).mapToObj(i -> with(x, axis, Axis.at(axis, i))).toList();
  }

  private static List<Axis> with(Shape x, int axis, Axis changed) {
    return IntStream.range(0, x.rank())
        .mapToObj(i -> i == axis ? changed : Axis.whole(x, i))
        .toList();
  }

  private static List<Axis> pad(Pad config, Shape x) {
    List<List<Integer>> widths = config.padWidth;
    Arguments.require(
        widths.size() == 1 || widths.size() == x.rank(), "pad_width " + widths + " does not fit");
    List<Axis> axes = new ArrayList<>();
    for (int axis = 0; axis < x.rank(); axis++) {
      List<Integer> width = widths.get(widths.size() == 1 ? 0 : axis);
      int before = width.get(0);
      int after = width.get(width.size() - 1);
      Arguments.require(before >= 0 && after >= 0, "pad_width must not be negative");
      int length = x.dim(axis);
      int padded = length == Shape.UNKNOWN ? length : Math.addExact(length, before + after);
      axes.add(Axis.of(axis, padded, i -> padded(config.mode, i - before, length)));
    }
    return axes;
  }

  /** The index whose element stands at an index that may lie before or behind the axis. */
  private static int padded(String mode, int index, int length) {
    if (index >= 0 && index < length) {
      return index;
    }
    return switch (mode) {
      case "edge" -> index < 0 ? 0 : length - 1;
      case "reflect" -> mirrored(index, 2 * (length - 1), 0);
      case "symmetric" -> mirrored(index, 2 * length, 1);
      default -> -1;
    };
  }

  private static int mirrored(int index, int period, int edge) {
    int at = Math.floorMod(index, Math.max(1, period));
    return Math.min(at, Math.max(0, period - edge - at));
  }
}
