package dev.sarvi.layer.operation;

import dev.sarvi.layer.Pass;
import dev.sarvi.layer.Tracer;
import dev.sarvi.layer.WeightGradients;
import dev.sarvi.layer.activation.ActivationType;
import dev.sarvi.layer.activation.Activations;
import dev.sarvi.layer.activation.NamedActivation;
import dev.sarvi.layer.activation.TensorFunction;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A function of {@code keras.activations}, called on a tensor. */
public final class ActivationOperation extends TensorOperation {
  /** What Keras has no such operation for, or has under a name of arithmetic. */
  private static final Set<String> NOT_BY_NAME = Set.of("linear", "exponential");

  /** Functions whose arguments these classes do not take. */
  private static final Map<String, String> WITHOUT_ARGUMENTS =
      Map.of("relu", "Relu", "hard_sigmoid", "HardSigmoid");

  private final TensorFunction function;

  private ActivationOperation(
      OperationType<?> type,
      Record config,
      Operands operands,
      String name,
      TensorFunction function) {
    super(type, config, operands, name);
    this.function = function;
  }

  static List<OperationType<?>> types() {
    List<OperationType<?>> types = new ArrayList<>();
    for (ActivationType<?> activation : Activations.known()) {
      if (WITHOUT_ARGUMENTS.containsKey(activation.name())) {
        types.add(type(WITHOUT_ARGUMENTS.get(activation.name()), activation.withDefaults()));
      } else if (!NOT_BY_NAME.contains(activation.name())) {
        types.add(type(className(activation.name()), activation));
      }
    }
    types.add(type("ReLU", Activations.named("relu")));
    return types;
  }

  private static OperationType<?> type(String className, NamedActivation activation) {
    return new OperationType<>(
        className,
        new OperationType.None(),
        Set.of(),
        List.of("x"),
        (type, config, operands, name) ->
            new ActivationOperation(type, config, operands, name, activation.function()));
  }

  private static <A extends Record> OperationType<A> type(
      String className, ActivationType<A> activation) {
    return new OperationType<>(
        className,
        activation.defaults(),
        activation.required(),
        List.of("x"),
        (type, config, operands, name) ->
            new ActivationOperation(
                type, config, operands, name, activation.create().apply(config)));
  }

  /** {@code leaky_relu} is {@code LeakyRelu}. */
  private static String className(String name) {
    return Arrays.stream(name.split("_", -1))
        .map(part -> part.substring(0, 1).toUpperCase(Locale.ROOT) + part.substring(1))
        .collect(Collectors.joining());
  }

  @Override
  List<Shape> shapes(List<Shape> operands) {
    return List.of(function.outputShape(operands.get(0)));
  }

  @Override
  List<Tracer.Value> steps(List<Tracer.Value> inputs, Tracer tracer) {
    return List.of(function.steps(inputs.get(0), tracer));
  }

  @Override
  Result run(List<Tensor> operands) {
    Pass pass = function.apply(operands.get(0));
    return Result.of(
        pass.output(),
        (operand, g) -> pass.pullback().apply(List.of(g), new WeightGradients(List.of())).get(0));
  }
}
