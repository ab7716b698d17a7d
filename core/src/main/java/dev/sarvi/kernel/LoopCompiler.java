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
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Compiles a formula into a loop: folds it into one method handle over a kind of lanes ({@code
 * float}, or a vector of them), and binds that handle into a copy of a loop class of its own. C2
 * inlines all of it.
 *
 * <p>Lanes are a class of static methods named as the formula's operations: {@code add}, {@code
 * expm1}, {@code lessOrEqual}, ...; and {@code all}, which spreads a number over a lane.
 */
public final class LoopCompiler {
  /** How many arrays a loop reads at the most. */
  public static final int ARRAYS = 6;

  /** How many numbers a formula has at the most that are the same for all elements. */
  public static final int NUMBERS = 4;

  private static final Pattern WORD = Pattern.compile("_(.)");

  private final LoopTemplate template;
  private final List<String> slots;
  private final Map<Formula, Folded> done = new HashMap<>();

  /** A handle, and the inputs that are its parameters, in order. */
  private record Folded(MethodHandle handle, List<String> parameters) {}

  private LoopCompiler(LoopTemplate template, List<String> slots) {
    this.template = template;
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
   * @return a copy of the template's loop class
   * @throws IllegalArgumentException if the formula has other inputs, or too many
   */
  public static Class<?> compile(
      Formula formula, List<String> arrays, List<String> numbers, LoopTemplate template) {
    LoopCompiler compiler = new LoopCompiler(template, slots(arrays, numbers));
    return compiler.bind(compiler.spread(compiler.fold(formula)));
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

  private Class<?> bind(MethodHandle body) {
    String file = template.loop().getSimpleName() + ".class";
    try (InputStream bytes = template.loop().getResourceAsStream(file)) {
      return template
          .lanes()
          .defineHiddenClassWithClassData(bytes.readAllBytes(), body, true)
          .lookupClass();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (IllegalAccessException e) {
      throw new LinkageError("cannot copy " + template.loop(), e);
    }
  }

  /** Gives the handle the parameters of every loop: all slots, in order. */
  private MethodHandle spread(Folded folded) {
    int[] order = folded.parameters.stream().mapToInt(this::slot).toArray();
    MethodType all = lanes(slots.size());
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
      return new Folded(MethodHandles.identity(template.lane()), List.of(input.name()));
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
    MethodHandle all = method("all", MethodType.methodType(template.lane(), template.element()));
    Object number = template.element() == float.class ? (Object) (float) value : (Object) value;
    return MethodHandles.insertArguments(all, 0, number);
  }

  /**
   * The operation on its folded arguments; inputs that several arguments share become one
   * parameter.
   */
  private Folded apply(String operation, Formula... arguments) {
    MethodType type = lanes(arguments.length);
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
    MethodType merged = lanes(parameters.size());
    return new Folded(MethodHandles.permuteArguments(handle, merged, order), parameters);
  }

  private MethodType lanes(int parameters) {
    return MethodType.methodType(template.lane(), Collections.nCopies(parameters, template.lane()));
  }

  private MethodHandle method(String name, MethodType type) {
    try {
      return template.lanes().findStatic(template.lanes().lookupClass(), name, type);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(template.lanes() + " has no operation " + name + type, e);
    }
  }

  /** {@code LESS_OR_EQUAL} is the method {@code lessOrEqual}. */
  private static String camelCase(String constant) {
    String lower = constant.toLowerCase(Locale.ROOT);
    return WORD.matcher(lower).replaceAll(word -> word.group(1).toUpperCase(Locale.ROOT));
  }
}
