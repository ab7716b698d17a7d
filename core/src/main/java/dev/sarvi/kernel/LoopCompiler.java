package dev.sarvi.kernel;

import dev.sarvi.formula.Formula;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Compiles a formula into a loop: folds it into one method handle over a kind of lanes ({@code float}, or a vector of them), and
 * binds that handle into a copy of a loop class of its own. C2 inlines all of it.
 *
 * <p>Lanes are a class of static methods named as the formula's operations: {@code add}, {@code expm1}, {@code lessOrEqual}, ...;
 * and {@code all}, which spreads a number over a lane.
 */
public final class LoopCompiler {
  /** How many arrays a loop reads at the most. */
  public static final int ARRAYS = 6;

  /** How many numbers a formula has at the most that are the same for all elements. */
  public static final int NUMBERS = 4;

  private final MethodHandles.Lookup lanes;
  private final Class<?> lane;
  private final Class<?> element;
  private final List<String> slots;
  private final Map<Formula, Folded> done = new HashMap<>();

  /** A handle, and the inputs that are its parameters, in order. */
  private record Folded(MethodHandle handle, List<String> parameters) {}

  private LoopCompiler(
      MethodHandles.Lookup lanes, Class<?> lane, Class<?> element, List<String> slots) {
    this.lanes = lanes;
    this.lane = lane;
    this.element = element;
    this.slots = slots;
  }

  /** In a loop class: its formula. In the template itself there is none. */
  public static MethodHandle body(MethodHandles.Lookup loop) {
    try {
      return MethodHandles.classData(loop, "_", MethodHandle.class);
    } catch (IllegalAccessException e) {
      throw new LinkageError("a loop class reads its own data", e);
    }
  }

  /**
   * Compiles.
   *
   * @param arrays the inputs that are arrays, in the order of the loop's arguments
   * @param numbers the inputs that are numbers, likewise
   * @param template the loop class
   * @param at a lookup in the package of the template
   * @param lanes a lookup in the class of lanes
   * @param lane what a lane method takes and gives
   * @param element what {@code all} takes
   * @throws IllegalArgumentException if the formula has other inputs, or too many
   */
  public static Object compile(
      Formula formula,
      List<String> arrays,
      List<String> numbers,
      Class<?> template,
      MethodHandles.Lookup at,
      MethodHandles.Lookup lanes,
      Class<?> lane,
      Class<?> element) {
    LoopCompiler compiler = new LoopCompiler(lanes, lane, element, slots(arrays, numbers));
    return bind(template, at, compiler.spread(compiler.fold(formula)));
  }

  private static List<String> slots(List<String> arrays, List<String> numbers) {
    if (arrays.isEmpty() || arrays.size() > ARRAYS || numbers.size() > NUMBERS) {
      throw new IllegalArgumentException(
          "A formula has 1 to "
              + ARRAYS
              + " arrays and at most "
              + NUMBERS
              + " numbers. Received: arrays="
              + arrays
              + ", numbers="
              + numbers);
    }
    List<String> slots = new ArrayList<>(arrays);
    slots.addAll(Collections.nCopies(ARRAYS - arrays.size(), ""));
    slots.addAll(numbers);
    slots.addAll(Collections.nCopies(NUMBERS - numbers.size(), ""));
    return slots;
  }

  private static Object bind(Class<?> template, MethodHandles.Lookup at, MethodHandle body) {
    try (InputStream bytes =
        template.getResourceAsStream(template.getSimpleName() + ".class")) {
      MethodHandles.Lookup copy =
          at.defineHiddenClassWithClassData(bytes.readAllBytes(), body, true);
      return copy.lookupClass().getDeclaredConstructor().newInstance();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("cannot copy " + template, e);
    }
  }

  /** Gives the handle the parameters of every loop: all slots, in order. */
  private MethodHandle spread(Folded folded) {
    int[] order = folded.parameters.stream().mapToInt(this::slot).toArray();
    MethodType all = MethodType.methodType(lane, Collections.nCopies(slots.size(), lane));
    return MethodHandles.permuteArguments(folded.handle, all, order);
  }

  private int slot(String name) {
    int slot = slots.indexOf(name);
    if (slot < 0) {
      throw new IllegalArgumentException(
          "The formula has an input that is not given: " + name + ". Given: " + slots);
    }
    return slot;
  }

  private Folded fold(Formula formula) {
    Folded known = done.get(formula);
    if (known == null) {
      known = foldNew(formula);
      done.put(formula, known);
    }
    return known;
  }

  private Folded foldNew(Formula formula) {
    if (formula instanceof Formula.Input input) {
      return new Folded(MethodHandles.identity(lane), List.of(input.name()));
    }
    if (formula instanceof Formula.Constant constant) {
      return new Folded(constant(constant.value()), List.of());
    }
    if (formula instanceof Formula.Unary node) {
      return apply(node.operation().name(), node.argument());
    }
    if (formula instanceof Formula.Binary node) {
      return apply(node.operation().name(), node.left(), node.right());
    }
    Formula.Select node = (Formula.Select) formula;
    return apply(
        node.comparison().name(), node.left(), node.right(), node.whenTrue(), node.whenFalse());
  }

  private MethodHandle constant(double value) {
    MethodHandle all = method("all", MethodType.methodType(lane, element));
    Object number = element == float.class ? (Object) (float) value : (Object) value;
    return MethodHandles.insertArguments(all, 0, number);
  }

  /** The operation on its folded arguments; inputs that several arguments share become one parameter. */
  private Folded apply(String operation, Formula... arguments) {
    MethodType type = MethodType.methodType(lane, Collections.nCopies(arguments.length, lane));
    MethodHandle handle = method(camelCase(operation), type);
    List<String> each = new ArrayList<>();
    for (int i = arguments.length - 1; i >= 0; i--) {
      Folded argument = fold(arguments[i]);
      handle = MethodHandles.collectArguments(handle, i, argument.handle);
      each.addAll(0, argument.parameters);
    }
    Set<String> distinct = new LinkedHashSet<>(each);
    List<String> parameters = List.copyOf(distinct);
    int[] order = each.stream().mapToInt(parameters::indexOf).toArray();
    MethodType merged = MethodType.methodType(lane, Collections.nCopies(parameters.size(), lane));
    return new Folded(MethodHandles.permuteArguments(handle, merged, order), parameters);
  }

  private MethodHandle method(String name, MethodType type) {
    try {
      return lanes.findStatic(lanes.lookupClass(), name, type);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(lanes.lookupClass() + " has no operation " + name + type, e);
    }
  }

  /** {@code LESS_OR_EQUAL} is the method {@code lessOrEqual}. */
  private static String camelCase(String constant) {
    StringBuilder name = new StringBuilder();
    for (String word : constant.toLowerCase(java.util.Locale.ROOT).split("_")) {
      name.append(
          name.length() == 0 ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
    }
    return name.toString();
  }
}
