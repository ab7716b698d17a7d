package dev.sarvi.layer;

import dev.sarvi.kernel.TensorMath;
import dev.sarvi.tensor.Tensor;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** The gradients of a set of variables, summed over all the places where each was used. */
public final class WeightGradients {
  private final Map<Variable, Tensor> sums = new HashMap<>();
  private final double lossScale;

  /** Collects the gradients of these variables only. */
  public WeightGradients(Collection<Variable> wanted) {
    this(wanted, 1);
  }

  /**
   * Collects the gradients of these variables only.
   *
   * @param lossScale by what the loss is multiplied, so also what passes add to it
   */
  public WeightGradients(Collection<Variable> wanted, double lossScale) {
    wanted.forEach(variable -> sums.put(variable, null));
    this.lossScale = lossScale;
  }

  /** By what the loss is multiplied. */
  double lossScale() {
    return lossScale;
  }

  /** Whether a variable's gradient is collected. */
  public boolean wants(Variable variable) {
    return sums.containsKey(variable);
  }

  /**
   * Adds a gradient of the variable's {@link Variable#computeValue()}; it is only computed if the
   * variable's is wanted.
   */
  public void add(Variable variable, Supplier<Tensor> gradient) {
    if (wants(variable)) {
      Tensor sum = sums.get(variable);
      Tensor more = variable.ofValue(gradient.get());
      sums.put(variable, sum == null ? more : TensorMath.sum(sum, more));
    }
  }

  /** The gradient of a variable: zeros if nothing was added for it. */
  public Tensor of(Variable variable) {
    Tensor sum = sums.get(variable);
    return sum == null ? Tensor.zeros(variable.shape(), variable.dtype()) : sum;
  }
}
