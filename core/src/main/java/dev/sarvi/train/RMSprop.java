package dev.sarvi.train;

import static dev.sarvi.formula.Formula.input;
import static dev.sarvi.formula.Formula.sqrt;

import dev.sarvi.config.Numerics;
import dev.sarvi.formula.Formula;
import dev.sarvi.kernel.Kernel;
import dev.sarvi.kernel.TensorMath;
import dev.sarvi.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * Gradients divided by a running root of their mean square: {@code v ← rho·v + (1 - rho)·g²},
 * {@code d = rate·g / √(v + epsilon)}, {@code w ← w - d}; centered, a running mean {@code a ← rho·a
 * + (1 - rho)·g} has its square taken from {@code v} in the root; with momentum {@code m ←
 * momentum·m + d}, {@code w ← w - m}. See Keras: RMSprop.
 */
public final class RMSprop extends Optimizer {
  /** What files need to know. */
  public static final OptimizerType<Config> TYPE =
      new OptimizerType<>(RMSprop.class, new Config(), OptimizerOptions.of(.001), RMSprop::new);

  private static final Formula GRADIENT = input("gradient");
  private static final Formula AVERAGE = input("average");
  private static final Formula VELOCITY = input("velocity");
  private static final Formula EPSILON = input("epsilon");
  private static final Kernel NEXT_AVERAGE = average(GRADIENT);
  private static final Kernel NEXT_VELOCITY = average(GRADIENT.times(GRADIENT));
  private static final Kernel PLAIN = increment(VELOCITY.plus(EPSILON), "velocity");
  private static final Kernel CENTERED =
      increment(VELOCITY.minus(AVERAGE.times(AVERAGE)).plus(EPSILON), "velocity", "average");
  private static final Kernel NEXT_MOMENTUM =
      Kernel.of(
          input("momentum").times(AVERAGE).plus(input("increment")),
          List.of("average", "increment"),
          List.of("momentum"));

  private static Kernel average(Formula of) {
    return Kernel.of(
        input("rho").times(AVERAGE).plus(input("share").times(of)),
        List.of("average", "gradient"),
        List.of("rho", "share"));
  }

  private static Kernel increment(Formula square, String... slots) {
    List<String> arrays = new ArrayList<>(List.of("gradient"));
    arrays.addAll(List.of(slots));
    return Kernel.of(
        input("rate").times(GRADIENT).dividedBy(sqrt(square)), arrays, List.of("rate", "epsilon"));
  }

  /**
   * The arguments.
   *
   * @param rho how much of the averages stays in each step
   * @param momentum how much of the last movement stays in each step; 0 for none
   * @param epsilon keeps the divisor from 0
   * @param centered whether the mean's square is taken from the mean square
   */
  public record Config(double rho, double momentum, double epsilon, boolean centered) {
    /** Keras's defaults: 0.9, 0, 1e-7, false. */
    public Config() {
      this(.9, 0, Numerics.EPSILON, false);
    }
  }

  /** With Keras's defaults: a learning rate of 0.001. */
  public RMSprop() {
    this(TYPE.defaults(), TYPE.options());
  }

  /** With a learning rate. */
  public RMSprop(double learningRate) {
    this(new Config(), OptimizerOptions.of(learningRate));
  }

  /** An optimizer of this config. */
  public RMSprop(Config config, OptimizerOptions options) {
    super(config, options);
  }

  @Override
  public Config config() {
    return (Config) super.config();
  }

  @Override
  protected List<List<String>> slotGroups() {
    List<List<String>> groups = new ArrayList<>(List.of(List.of("velocity")));
    if (config().momentum() > 0) {
      groups.add(List.of("momentum"));
    }
    if (config().centered()) {
      groups.add(List.of("average_gradient"));
    }
    return groups;
  }

  @Override
  protected Tensor move(Tensor weight, Tensor gradient, Tensor[] slots) {
    double[] shares = {config().rho(), 1 - config().rho()};
    double[] numbers = {learningRate(), config().epsilon()};
    slots[0] = NEXT_VELOCITY.map(shares, slots[0], gradient);
    Tensor increment;
    if (config().centered()) {
      int last = slots.length - 1;
      slots[last] = NEXT_AVERAGE.map(shares, slots[last], gradient);
      increment = CENTERED.map(numbers, gradient, slots[0], slots[last]);
    } else {
      increment = PLAIN.map(numbers, gradient, slots[0]);
    }
    if (config().momentum() > 0) {
      slots[1] = NEXT_MOMENTUM.map(new double[] {config().momentum()}, slots[1], increment);
      increment = slots[1];
    }
    return TensorMath.difference(weight, increment);
  }
}
