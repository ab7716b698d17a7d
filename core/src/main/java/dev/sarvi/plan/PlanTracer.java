package dev.sarvi.plan;

import dev.sarvi.formula.Formula;
import dev.sarvi.kernel.Broadcast;
import dev.sarvi.layer.Derived;
import dev.sarvi.layer.Mode;
import dev.sarvi.layer.Operation;
import dev.sarvi.layer.Tracer;
import dev.sarvi.tensor.DType;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Takes down the steps of operations one by one. */
final class PlanTracer implements Tracer {
  private final List<Traced> values = new ArrayList<>();
  private final List<Instruction> instructions = new ArrayList<>();
  private final Map<Traced, Map<Shape, Traced>> tiled = new HashMap<>();
  private final Deque<String> operations = new ArrayDeque<>();
  private int numbersMade;
  private int samples = -1;
  private boolean isBySample = true;

  /** All values, each at the index that is its id. */
  List<Traced> values() {
    return values;
  }

  List<Instruction> instructions() {
    return instructions;
  }

  /**
   * Whether there are several samples, and each sample of all values but constants is computed from
   * the same one of others: then a few of them can be computed by themselves.
   */
  boolean isBySample() {
    return isBySample && samples > 1;
  }

  /** A value that is given. */
  Traced input(Shape shape, DType dtype) {
    samples = shape.rank() > 0 && values.isEmpty() ? shape.dim(0) : samples;
    return computed(shape, dtype);
  }

  /** A value whose first axis counts samples, or else they are not independent. */
  private Traced computed(Shape shape, DType dtype) {
    isBySample &= shape.rank() > 0 && shape.dim(0) == samples;
    return value(shape, dtype, null);
  }

  private Traced value(Shape shape, DType dtype, Derived<Tensor> constant) {
    Traced value = new Traced(values.size(), shape, dtype, constant);
    values.add(value);
    return value;
  }

  private static List<Traced> traced(List<Value> values) {
    return values.stream().map(Traced.class::cast).toList();
  }

  @Override
  public List<Value> apply(Operation operation, List<Value> inputs) {
    operations.push(operation.name());
    try {
      return operation.trace(inputs, this);
    } finally {
      operations.pop();
    }
  }

  @Override
  public List<Value> call(Operation operation, List<Value> inputs) {
    List<Shape> shapes = operation.outputShapes(inputs.stream().map(Value::shape).toList());
    List<DType> types =
        operation.outputDTypes(inputs.stream().map(Value::dtype).toList(), shapes.size());
    return call(
        shapes, types, x -> operation.call(x, Mode.INFERENCE).committed().outputs(), inputs);
  }

  @Override
  public Value call(Shape output, UnaryOperator<Tensor> function, Value input) {
    return call(
            List.of(output),
            List.of(input.dtype()),
            inputs -> List.of(function.apply(inputs.get(0))),
            List.of(input))
        .get(0);
  }

  private List<Value> call(
      List<Shape> shapes,
      List<DType> types,
      Function<List<Tensor>, List<Tensor>> function,
      List<Value> inputs) {
    isBySample = false; // who knows
    List<Traced> outputs = new ArrayList<>();
    for (int i = 0; i < shapes.size(); i++) {
      outputs.add(value(shapes.get(i), types.get(i), null));
    }
    instructions.add(
        new Instruction.Called(operations.peek(), function, traced(inputs), List.copyOf(outputs)));
    return List.copyOf(outputs);
  }

  @Override
  public Value reshape(Value given, Shape shape) {
    Traced value = (Traced) given;
    Derived<Tensor> constant = value.constant();
    if (value.shape().equals(shape)) {
      return value;
    } else if (constant != null) {
      return constant(new Derived<>(constant.weights(), () -> constant.get().reshape(shape)));
    }
    Traced view = computed(shape, value.dtype());
    view.share(value);
    return view;
  }

  @Override
  public Value constant(Derived<Tensor> weight) {
    Tensor now = weight.get();
    return value(now.shape(), now.dtype(), weight);
  }

  @Override
  public Value elementwise(
      Formula formula, Map<String, Double> numbers, Map<String, Value> arrays) {
    Shape shape = arrays.values().stream().map(Value::shape).reduce(Broadcast::shape).orElseThrow();
    Map<String, Formula> renamed = new HashMap<>();
    Map<String, Traced> operands = new LinkedHashMap<>();
    arrays.keySet().stream()
        .sorted()
        .forEach(
            name -> {
              Traced operand = operand((Traced) arrays.get(name), shape);
              operands.put(operand.name(), operand);
              renamed.put(name, Formula.input(operand.name()));
            });
    Map<String, Double> values = new LinkedHashMap<>();
    for (String name : numbers.keySet()) {
      String unique = "n" + numbersMade++;
      values.put(unique, numbers.get(name));
      renamed.put(name, Formula.input(unique));
    }
    DType dtype = arrays.values().iterator().next().dtype();
    Traced output = computed(shape, dtype);
    Stage stage = new Stage(formula.with(renamed), values, operands);
    instructions.add(new Loop(List.of(operations.peek()), List.of(stage), output));
    return output;
  }

  /** The operand as loops over this shape read it. */
  private Traced operand(Traced given, Shape shape) {
    isBySample &= isBySample(given, shape);
    if (given.shape().size() == shape.size()) {
      return given;
    }
    return tiled
        .computeIfAbsent(given, operand -> new HashMap<>())
        .computeIfAbsent(shape, to -> tile(given, to));
  }

  /** Whether broadcasting leaves an operand's samples, or what is the same for all, apart. */
  private static boolean isBySample(Traced operand, Shape shape) {
    boolean hasAxis = operand.shape().rank() == shape.rank();
    return operand.constant() == null ? hasAxis : !hasAxis || operand.shape().dim(0) == 1;
  }

  private Traced tile(Traced operand, Shape shape) {
    Shape flat = Shape.of(Broadcast.tiledSize(operand.shape(), shape));
    Derived<Tensor> constant = operand.constant();
    if (constant != null) {
      return value(
          flat,
          operand.dtype(),
          new Derived<>(constant.weights(), () -> Broadcast.tiled(constant.get(), shape)));
    }
    Traced output = value(flat, operand.dtype(), null);
    instructions.add(new Instruction.Tiled(operations.peek(), operand, shape, output));
    return output;
  }

  @Override
  public Value compute(Shape output, Computation computation, Value... inputs) {
    return compute(output, (x, y, epilogue) -> computation.run(x, y), false, List.of(inputs));
  }

  @Override
  public Value computeTiled(Shape output, TiledComputation computation, Value... inputs) {
    return compute(output, computation, true, List.of(inputs));
  }

  private Value compute(
      Shape shape, TiledComputation computation, boolean takesEpilogue, List<Value> inputs) {
    Traced output = computed(shape, inputs.get(0).dtype());
    instructions.add(
        new Instruction.Computed(
            operations.peek(), computation, takesEpilogue, traced(inputs), output, null));
    return output;
  }
}
