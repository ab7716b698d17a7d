package dev.sarvi.layer.activation;

import dev.sarvi.config.Components;
import dev.sarvi.formula.Formula;
import dev.sarvi.kernel.Epilogue;
import dev.sarvi.kernel.Kernel;
import dev.sarvi.kernel.LoopCompiler;
import dev.sarvi.layer.Derived;
import dev.sarvi.layer.Pass;
import dev.sarvi.layer.Tracer;
import dev.sarvi.layer.Variable;
import dev.sarvi.layer.WeightGradients;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A formula of {@code x}, with its numbers, and possibly with weights that broadcast against a
 * sample: what an activation is. The forward pass, the way back and the printed form all come from
 * the one formula.
 */
public final class ElementwiseFunction implements TensorFunction {
  private static final Formula.Input G = Formula.input("the gradient from above");

  /** Beside them a loop reads x, the gradient from above, and a sum so far. */
  private static final int MOST_WEIGHTS = LoopCompiler.ARRAYS - 3;

  private final Formula formula;
  private final Map<String, Double> numbers;
  private final double[] values;
  private final List<String> arrays = new ArrayList<>(List.of("x"));
  private final Kernel forward;
  private final List<Kernel> gradients = new ArrayList<>();

  /**
   * A function.
   *
   * @param formula of {@code x}, the numbers and the weights
   * @param numbers the value of each of the formula's inputs that is one number
   * @param weights the names of its inputs that are weights
   */
  public ElementwiseFunction(Formula formula, Map<String, Double> numbers, String... weights) {
    this.formula = formula;
    this.numbers = new LinkedHashMap<>(numbers);
    this.values = this.numbers.values().stream().mapToDouble(Double::doubleValue).toArray();
    this.arrays.addAll(List.of(weights));
    if (weights.length > MOST_WEIGHTS || numbers.size() > LoopCompiler.NUMBERS) {
      throw new IllegalArgumentException(
          "Expected at most %d weights and %d numbers in a formula. Received: %s and %s"
              .formatted(MOST_WEIGHTS, LoopCompiler.NUMBERS, List.of(weights), numbers));
    }
    List<String> names = List.copyOf(this.numbers.keySet());
    this.forward = Kernel.of(formula, arrays, names);
    List<String> withGradient = new ArrayList<>(arrays);
    withGradient.add(G.name());
    for (String array : arrays) {
      Formula gradient = formula.gradient(Formula.input(array), G);
      gradients.add(Kernel.of(gradient, withGradient, names));
    }
  }

  /**
   * A formula with the values of a record's components as its numbers.
   *
   * @param arguments components by the formula's names in camel case; others are passed over
   */
  static ElementwiseFunction of(Formula formula, Record arguments) {
    return of(formula, arguments, List.of());
  }

  /** The same, with weights. */
  static ElementwiseFunction of(Formula formula, Record arguments, List<String> weights) {
    Map<String, Double> numbers = new LinkedHashMap<>();
    Components.of(arguments)
        .forEach(
            (name, value) -> {
              if (value instanceof Number number && formula.inputs().contains(name)) {
                numbers.put(name, number.doubleValue());
              }
            });
    return new ElementwiseFunction(formula, numbers, weights.toArray(String[]::new));
  }

  /** The formula. */
  public Formula formula() {
    return formula;
  }

  /** The numbers in it. */
  public Map<String, Double> numbers() {
    return Map.copyOf(numbers);
  }

  @Override
  public Shape outputShape(Shape input) {
    return input;
  }

  @Override
  public Pass apply(Tensor x) {
    return formula.equals(Formula.X) ? Pass.of(x, gradient -> gradient) : apply(x, List.of());
  }

  /** Applies it, with these variables as its weights. */
  public Pass apply(Tensor x, List<Variable> weights) {
    Tensor[] inputs = new Tensor[arrays.size() + 1];
    inputs[0] = x;
    for (int i = 0; i < weights.size(); i++) {
      inputs[i + 1] = weights.get(i).computeValue();
    }
    Tensor y = forward.map(values, Arrays.copyOf(inputs, arrays.size()));
    return Pass.of(
        y,
        (gradient, sums) -> {
          Tensor[] all = inputs.clone();
          all[arrays.size()] = gradient;
          return back(all, weights, sums);
        });
  }

  /** The input's gradient, computed beside the first sum for a weight that there is. */
  private Tensor back(Tensor[] all, List<Variable> weights, WeightGradients sums) {
    if (weights.stream().noneMatch(sums::wants)) {
      return gradients.get(0).map(values, all);
    }
    Tensor ofInput = Tensor.empty(all[0].shape(), all[0].dtype());
    Epilogue beside = gradients.get(0).into(ofInput, values, all);
    for (int i = 0; i < weights.size(); i++) {
      Variable weight = weights.get(i);
      if (sums.wants(weight)) {
        Tensor sum = gradients.get(i + 1).sum(weight.shape(), beside, values, all);
        sums.add(weight, () -> sum);
        beside = Epilogue.NONE;
      }
    }
    return ofInput;
  }

  @Override
  public Tracer.Value steps(Tracer.Value x, Tracer tracer) {
    return formula.equals(Formula.X) ? x : steps(x, List.of(), tracer);
  }

  /** The same for a plan, with these variables as its weights. */
  Tracer.Value steps(Tracer.Value x, List<Variable> weights, Tracer tracer) {
    Map<String, Tracer.Value> inputs = new LinkedHashMap<>();
    inputs.put(arrays.get(0), x);
    for (int i = 0; i < weights.size(); i++) {
      inputs.put(arrays.get(i + 1), tracer.constant(Derived.of(weights.get(i))));
    }
    return tracer.elementwise(formula, numbers, inputs);
  }

  /** The formula, with the values of its numbers. */
  @Override
  public String toString() {
    return numbers.isEmpty() ? formula.toString() : formula + " with " + numbers;
  }
}
