package dev.sarvi.layer.operation;

import dev.sarvi.formula.Formula;
import dev.sarvi.kernel.Kernel;
import dev.sarvi.layer.Derived;
import dev.sarvi.layer.Tracer;
import dev.sarvi.tensor.DType;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * One formula for every element of operands that broadcast against each other. The formula's inputs
 * are called as the operation's parameters.
 */
public final class ElementwiseOperation extends TensorOperation {
  private static final Formula.Input G = Formula.input("the gradient from above");

  private final Formula formula;
  private final List<String> arrays;

  ElementwiseOperation(
      OperationType<?> type, Record config, Operands operands, String name, Formula formula) {
    super(type, config, operands, name);
    this.formula = formula;
    this.arrays = type.parameters();
  }

  /** A kind of operation without arguments, called on these operands. */
  static OperationType<?> type(String className, Formula formula, String... parameters) {
    return new OperationType<>(
        className,
        new OperationType.None(),
        Set.of(),
        List.of(parameters),
        (type, config, operands, name) ->
            new ElementwiseOperation(type, config, operands, name, formula));
  }

  /** A kind of operation of one operand, with arguments that are part of the formula. */
  static <C extends Record> OperationType<C> type(
      String className, C defaults, Set<String> required, Function<C, Formula> formula) {
    return new OperationType<>(
        className,
        defaults,
        required,
        List.of("x"),
        (type, config, operands, name) ->
            new ElementwiseOperation(type, config, operands, name, formula.apply(config)));
  }

  /** The formula, of operands called as the parameters are. */
  public Formula formula() {
    return formula;
  }

  /** Comparisons and logic give truth values. */
  @Override
  protected DType outputDType(List<DType> inputs) {
    return Arithmetic.TRUTHS.contains(className()) ? DType.BOOL : super.outputDType(inputs);
  }

  @Override
  List<Shape> shapes(List<Shape> operands) {
    return List.of(Broadcasting.shape(this, operands));
  }

  @Override
  Result run(List<Tensor> operands) {
    Kernel kernel = Kernel.of(formula, arrays, List.of());
    Tensor value = kernel.map(operands.toArray(Tensor[]::new));
    return Result.of(value, (operand, g) -> gradient(operands, operand, g));
  }

  @Override
  List<Tracer.Value> steps(List<Tracer.Value> inputs, Tracer tracer) {
    DType dtype = inputs.get(0).dtype();
    List<Tracer.Value> all =
        operands()
            .among(
                inputs,
                constant -> tracer.constant(new Derived<>(List.of(), () -> constant.as(dtype))));
    Map<String, Tracer.Value> named = new HashMap<>();
    for (int i = 0; i < all.size(); i++) {
      named.put(arrays.get(i), all.get(i));
    }
    return List.of(tracer.elementwise(formula, Map.of(), named));
  }

  private Tensor gradient(List<Tensor> operands, int operand, Tensor g) {
    Formula gradient = formula.gradient(Formula.input(arrays.get(operand)), G);
    if (Formula.ZERO.equals(gradient)) {
      return null;
    }
    List<String> names = new ArrayList<>(arrays);
    names.add(G.name());
    Kernel kernel = Kernel.of(gradient, names, List.of());
    Tensor[] all = Arrays.copyOf(operands.toArray(Tensor[]::new), names.size());
    all[arrays.size()] = g;
    Shape to = operands.get(operand).shape();
    return to.equals(g.shape()) ? kernel.map(all) : kernel.sum(to, all);
  }
}
