package dev.sarvi.kernel.vector;

import dev.sarvi.kernel.LaneOperation;
import dev.sarvi.kernel.LaneOperation.Operator;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.HashMap;
import java.util.Map;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.Vector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The methods of the Vector API that loops call for lane operations. C2 inlines these without fail,
 * as it does not others, however long a loop becomes.
 */
final class VectorOperations {
  private static final int FLOAT_FRACTION_BITS = -Math.getExponent(Math.ulp(1f));
  private static final int DOUBLE_FRACTION_BITS = -Math.getExponent(Math.ulp(1.0));

  private final Map<String, LaneOperation> operations = new HashMap<>();
  private final Class<?> lanes;
  private final Class<?> vector;
  private final Class<?> element;
  private final Class<?> bits;
  private final boolean isFloat;

  private VectorOperations(Class<?> lanes, Class<?> vector) {
    this.lanes = lanes;
    this.vector = vector;
    this.isFloat = vector == FloatVector.class;
    this.element = isFloat ? float.class : double.class;
    this.bits = isFloat ? IntVector.class : LongVector.class;
  }

  /**
   * Those of {@code FloatVector} or {@code DoubleVector}.
   *
   * @param lanes the class that has their {@code SPECIES}
   */
  static Map<String, LaneOperation> of(Class<?> lanes, Class<?> vector) {
    VectorOperations all = new VectorOperations(lanes, vector);
    all.addMemory();
    all.addArithmetic();
    all.addComparisons();
    all.addBits();
    return Map.copyOf(all.operations);
  }

  private void addMemory() {
    Operator species = new Operator(lanes, "SPECIES", VectorSpecies.class);
    Class<?> type = VectorSpecies.class;
    add("all", vector, method(vector, "broadcast", type, element), species, null);
    add(
        "load",
        vector,
        method(vector, "fromArray", type, element.arrayType(), int.class),
        species,
        null);
    Operator exact = new Operator(lanes, "TYPE", Class.class);
    add("exact", Class.class, method(Class.class, "cast", Object.class), exact, null, vector);
    add("store", vector, "intoArray", element.arrayType(), int.class);
  }

  private void addArithmetic() {
    add("add", vector, "add", Vector.class);
    add("subtract", vector, "sub", Vector.class);
    add("multiply", vector, "mul", Vector.class);
    add("divide", vector, "div", Vector.class);
    add("fma", vector, "fma", Vector.class, Vector.class);
    add("max", vector, "max", Vector.class);
    add("min", vector, "min", Vector.class);
    add("abs", vector, "abs");
    add("sqrt", vector, operator("SQRT", VectorOperators.Unary.class), null);
  }

  private void addComparisons() {
    add("blend", vector, "blend", Vector.class, VectorMask.class);
    addComparison("isLess", "LT");
    addComparison("isLessOrEqual", "LE");
    addComparison("isGreater", "GT");
    addComparison("isGreaterOrEqual", "GE");
  }

  private void addComparison(String name, String operator) {
    Class<?> type = VectorOperators.Comparison.class;
    add(
        name,
        vector,
        method(vector, "compare", type, Vector.class),
        operator(operator, type),
        null);
  }

  private void addBits() {
    addView("bits", vector, "BITS", bits);
    addView("ofBits", bits, "SPECIES", vector);
    add("addBits", bits, "add", Vector.class);
    add("subtractBits", bits, "sub", Vector.class);
    add("andBits", bits, "and", Vector.class);
    add("orBits", bits, "or", Vector.class);
    int fractionBits = isFloat ? FLOAT_FRACTION_BITS : DOUBLE_FRACTION_BITS;
    addShift("toExponent", "LSHL", fractionBits);
    addShift("fromExponent", "LSHR", fractionBits);
    addShift("halfBits", "LSHR", 1);
  }

  /** Not reinterpretAsInts(): C2 on JDK 17 does not always know which species that finds. */
  private void addView(String name, Class<?> owner, String species, Class<?> result) {
    Class<?> type = VectorSpecies.class;
    Method view = method(owner, "reinterpretShape", type, int.class);
    add(name, owner, view, new Operator(lanes, species, type), 0, result);
  }

  private void addShift(String name, String operator, int distance) {
    Class<?> type = VectorOperators.Binary.class;
    Method shift = method(bits, "lanewise", type, isFloat ? int.class : long.class);
    add(name, bits, shift, operator(operator, type), distance);
  }

  private static Operator operator(String field, Class<?> type) {
    return new Operator(VectorOperators.class, field, type);
  }

  private void add(String name, Class<?> owner, Operator operator, Integer last) {
    add(name, owner, method(owner, "lanewise", operator.type()), operator, last);
  }

  private void add(String name, Class<?> owner, String method, Class<?>... parameters) {
    add(name, owner, method(owner, method, parameters), null, null);
  }

  private void add(String name, Class<?> owner, Method method, Operator operator, Integer last) {
    add(name, owner, method, operator, last, method.getReturnType());
  }

  private void add(
      String name,
      Class<?> owner,
      Method method,
      Operator operator,
      Integer last,
      Class<?> result) {
    MethodType type = MethodType.methodType(method.getReturnType(), method.getParameterTypes());
    boolean isVirtual = !Modifier.isStatic(method.getModifiers());
    operations.put(
        name, new LaneOperation(owner, method.getName(), type, isVirtual, operator, last, result));
  }

  private static Method method(Class<?> owner, String name, Class<?>... parameters) {
    try {
      return owner.getMethod(name, parameters);
    } catch (NoSuchMethodException e) {
      throw new LinkageError("the Vector API lacks a method", e);
    }
  }
}
