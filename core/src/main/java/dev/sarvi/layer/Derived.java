package dev.sarvi.layer;

import dev.sarvi.tensor.Tensor;
import dev.sarvi.tensor.TensorPool;
import java.util.List;
import java.util.function.Supplier;

/**
 * What is computed from weights and from nothing else, such as a kernel packed for many products:
 * made when it is first asked for, and again when a weight has got another value. Any number of
 * threads may ask.
 *
 * @param <T> immutable
 */
public final class Derived<T> {
  private final List<Variable> weights;
  private final Supplier<T> make;
  private volatile Made<T> made;

  private record Made<T>(List<Tensor> values, T result) {}

  /** What a function makes of these weights, which it reads by itself. */
  public Derived(List<Variable> weights, Supplier<T> make) {
    this.weights = List.copyOf(weights);
    this.make = make;
  }

  /** The value of a weight with which layers compute. */
  public static Derived<Tensor> of(Variable weight) {
    return new Derived<>(List.of(weight), weight::computeValue);
  }

  /** The weights. */
  public List<Variable> weights() {
    return weights;
  }

  /** What it is now. */
  public T get() {
    Made<T> last = made;
    if (last == null || !isOf(last.values)) {
      List<Tensor> values = weights.stream().map(Variable::value).toList();
      last = new Made<>(values, TensorPool.outside(make));
      made = last;
    }
    return last.result;
  }

  /** A variable's tensor is replaced as a whole, so its identity tells. */
  private boolean isOf(List<Tensor> values) {
    for (int i = 0; i < values.size(); i++) {
      if (weights.get(i).value() != values.get(i)) {
        return false;
      }
    }
    return true;
  }
}
