package dev.sarvi.kernel;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Compiles a step of a formula into a loop: folds it into one method handle over a kind of lanes
 * ({@code float}, or a vector of them), and binds that handle into a copy of a loop class of its
 * own. C2 inlines all of it.
 *
 * <p>Lanes are a class of static methods named as the formula's operations: {@code add}, {@code
 * expm1}, {@code lessOrEqual}, ...; and {@code all}, which spreads a number over a lane.
 */
public final class LoopCompiler {
  /** How many arrays a loop reads at the most. */
  public static final int ARRAYS = 6;

  /** How many numbers a formula has at the most that are the same for all elements. */
  public static final int NUMBERS = 4;

  private final LoopTemplate template;
  private final List<String> slots;
  private final Map<Term, Folded> done = new HashMap<>();

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
  static Class<?> compile(
      Term term, List<String> arrays, List<String> numbers, LoopTemplate template) {
    LoopCompiler compiler = new LoopCompiler(template, slots(arrays, numbers));
    return compiler.bind(compiler.spread(compiler.fold(term)));
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

  private Folded fold(Term term) {
    Folded known = done.get(term);
    if (known == null) {
      known = foldNew(term);
      done.put(term, known);
    }
    return known;
  }

  private Folded foldNew(Term term) {
    if (term instanceof Term.Slot slot) {
      return new Folded(MethodHandles.identity(template.lane()), List.of(slot.name()));
    }
    if (term instanceof Term.Constant constant) {
      return new Folded(constant(constant.value()), List.of());
    }
    return apply((Term.Call) term);
  }

  /**
   * The lane itself as a constant: to spread the number in the loop would cost more than the sum it
   * is part of.
   */
  private MethodHandle constant(double value) {
    MethodHandle all = method("all", MethodType.methodType(template.lane(), template.element()));
    Object number = template.element() == float.class ? (Object) (float) value : (Object) value;
    try {
      return MethodHandles.constant(template.lane(), all.invokeWithArguments(number));
    } catch (Throwable thrown) {
      throw new LinkageError("cannot make a lane of " + value, thrown);
    }
  }

  /**
   * The operation on its folded arguments; inputs that several arguments share become one
   * parameter.
   */
  private Folded apply(Term.Call call) {
    List<Term> arguments = call.arguments();
    MethodHandle handle = method(call.operation(), lanes(arguments.size()));
    List<String> each = new ArrayList<>();
    for (int i = arguments.size() - 1; i >= 0; i--) {
      Folded argument = fold(arguments.get(i));
      handle = MethodHandles.collectArguments(handle, i, argument.handle);
      each.addAll(0, argument.parameters);
    }
    List<String> parameters = each.stream().distinct().toList();
    int[] order = each.stream().mapToInt(parameters::indexOf).toArray();
    MethodHandle merged = MethodHandles.permuteArguments(handle, lanes(parameters.size()), order);
    return new Folded(merged, parameters);
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
}
