package dev.sarvi.kernel;

import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Compiles a term into a class with one loop, in which each value is one call of a lane operation.
 * What lasts for the whole loop, arrays and numbers, is in local variables.
 *
 * <p>Lanes are a class of static methods named as the formula's operations: {@code add}, {@code
 * expm1}, {@code lessOrEqual}, ...; and {@code all}, which spreads a number over a lane, {@code
 * load} and {@code store}.
 */
public final class LoopCompiler {
  /** How many arrays a loop reads at the most. */
  public static final int ARRAYS = 6;

  /** How many numbers a formula has at the most that are the same for all elements. */
  public static final int NUMBERS = 4;

  // The locals of FloatLoop.run
  private static final int INPUTS = 1;
  private static final int INPUTS_AT = 2;
  private static final int GIVEN = 3;
  private static final int OUTPUT = 4;
  private static final int OUTPUT_AT = 5;
  private static final int INDEX = 6;
  private static final int END = 7;

  private final LoopTemplate template;
  private final Class<?> array;
  private final Class<?> lane;
  private final List<String> arrays;
  private final List<String> numbers;
  private final List<LaneGraph.Value> values;
  private final int[] uses;
  private final int[] locals;
  private final int[] places;
  private final Class<?>[] types;
  private final ClassFile file;
  private final Code code;

  private LoopCompiler(
      Term term, List<String> arrays, List<String> numbers, LoopTemplate template) {
    this.template = template;
    this.lane = template.lane();
    this.array = template.element().arrayType();
    this.arrays = arrays;
    this.numbers = numbers;
    this.values = LaneGraph.of(term, template);
    this.uses = new int[values.size()];
    values.forEach(value -> value.arguments().forEach(argument -> uses[argument]++));
    this.locals = new int[values.size()];
    this.places = new int[values.size()];
    this.types = new Class<?>[values.size()];
    String folder = template.lanes().lookupClass().getPackageName().replace('.', '/');
    this.file = new ClassFile(folder + "/CompiledLoop", template.loop());
    this.code = new Code(file, loopType());
  }

  /**
   * Compiles.
   *
   * @param arrays the inputs that are arrays, in the order of the loop's arguments
   * @param numbers the inputs that are numbers, likewise
   * @return a loop, of whole lanes
   * @throws IllegalArgumentException if the formula has other inputs, or too many
   */
  static Object compile(
      Term term, List<String> arrays, List<String> numbers, LoopTemplate template) {
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
    return new LoopCompiler(term, arrays, numbers, template).define();
  }

  private Object define() {
    MethodType nothing = MethodType.methodType(void.class);
    Code construction = new Code(file, nothing);
    construction.load(Object.class, 0);
    construction.invokeConstructor(Object.class, nothing);
    construction.returnNothing();
    file.add("<init>", nothing, construction);
    compileLoop();
    file.add("run", loopType(), code);
    try {
      Class<?> defined = template.lanes().defineHiddenClass(file.toArray(), true).lookupClass();
      return defined.getConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("cannot define a " + template.loop(), e);
    }
  }

  private MethodType loopType() {
    return MethodType.methodType(
        void.class, array.arrayType(), int[].class, array, array, int.class, int.class, int.class);
  }

  private void compileLoop() {
    for (int i = 0; i < values.size(); i++) {
      prepare(i);
    }
    code.loop(INDEX, END, template.length(), this::compileElement);
    code.returnNothing();
  }

  /** Before the loop: where an array begins, or what is the same for all elements. */
  private void prepare(int value) {
    Term term = values.get(value).term();
    if (term instanceof Term.Call) {
      if (values.get(value).arguments().stream().allMatch(argument -> locals[argument] != 0)) {
        keep(value, compute(value));
      }
      return;
    }
    if (term instanceof Term.Constant constant) {
      spread(value, () -> code.push(constant.value(), template.element()));
    } else if (term instanceof Term.Slot slot && arrays.contains(slot.name())) {
      int input = arrays.indexOf(slot.name());
      code.loadElement(array.arrayType(), INPUTS, input);
      places[value] = code.store(array);
      if (template.isVector()) {
        code.loadElement(int[].class, INPUTS_AT, input);
        code.store(int.class); // right after the array: see load
      }
    } else if (term instanceof Term.Slot slot) {
      int number = number(slot.name());
      spread(value, () -> code.loadElement(array, GIVEN, number));
    }
  }

  private int number(String name) {
    if (!numbers.contains(name)) {
      throw new IllegalArgumentException(
          "The formula has an input that is not given: "
              + name
              + ". Given: "
              + arrays
              + " and "
              + numbers);
    }
    return numbers.indexOf(name);
  }

  /** A number in all lanes, for the whole loop. */
  private void spread(int value, Runnable number) {
    keep(value, call(operation("all", lane, template.element()), List.of(number)));
  }

  private void keep(int value, Class<?> type) {
    types[value] = type;
    locals[value] = code.store(type);
  }

  private void compileElement() {
    call(
        operation("store", void.class, lane, array, int.class),
        List.of(this::pushResult, () -> code.load(array, OUTPUT), () -> pushIndex(OUTPUT_AT)));
  }

  /**
   * Of a vector, as what it is: else C2 must find out in the midst of the method that stores it,
   * and in a long loop comes too late for that.
   */
  private void pushResult() {
    if (template.isVector()) {
      call(operation("exact", lane, lane), List.of(() -> push(values.size() - 1)));
    } else {
      push(values.size() - 1);
    }
  }

  /** Puts a value on the stack; one that is used again, into a local as well. */
  private void push(int value) {
    if (locals[value] == 0) {
      Class<?> type = compute(value);
      if (uses[value] < 2) {
        return;
      }
      keep(value, type);
    }
    code.load(types[value], locals[value]);
  }

  private Class<?> compute(int value) {
    if (values.get(value).term() instanceof Term.Call call) {
      List<Runnable> arguments = new ArrayList<>();
      values.get(value).arguments().forEach(argument -> arguments.add(() -> push(argument)));
      Class<?>[] lanes = Collections.nCopies(arguments.size(), lane).toArray(Class<?>[]::new);
      return call(operation(call.operation(), lane, lanes), arguments);
    }
    return call(
        operation("load", lane, array, int.class),
        List.of(() -> code.load(array, places[value]), () -> pushIndex(places[value] + 1)));
  }

  private void pushIndex(int offset) {
    code.load(int.class, INDEX);
    if (template.isVector()) {
      code.load(int.class, offset);
      code.addInts();
    }
  }

  /** An operation whose arguments are put on the stack by these. */
  private Class<?> call(LaneOperation operation, List<Runnable> arguments) {
    int inFront = operation.argumentsInFront();
    arguments.subList(0, inFront).forEach(Runnable::run);
    if (operation.operator() != null) {
      LaneOperation.Operator operator = operation.operator();
      code.loadStatic(operator.holder(), operator.field(), operator.type());
    }
    arguments.subList(inFront, arguments.size()).forEach(Runnable::run);
    if (operation.last() != null) {
      code.push(operation.last(), operation.type().lastParameterType());
    }
    if (operation.isVirtual()) {
      code.invokeVirtual(operation.owner(), operation.method(), operation.type());
    } else {
      code.invokeStatic(operation.owner(), operation.method(), operation.type());
    }
    if (operation.result() != operation.type().returnType()) {
      code.cast(operation.result());
    }
    return operation.result();
  }

  private LaneOperation operation(String name, Class<?> result, Class<?>... parameters) {
    return template.operation(name, MethodType.methodType(result, parameters));
  }
}
