package dev.sarvi.train;

import static dev.sarvi.formula.Formula.input;

import dev.sarvi.formula.Formula;
import dev.sarvi.kernel.Kernel;
import dev.sarvi.tensor.Tensor;
import java.util.List;

/**
 * Gradient descent: {@code w ← w - rate·g}; with momentum {@code m ← momentum·m - rate·g} and
 * {@code w ← w + m}, or, after Nesterov, {@code w ← w + momentum·m - rate·g}. See Keras: SGD.
 */
public final class SGD extends Optimizer {
  /** What files need to know. */
  public static final OptimizerType<Config> TYPE =
      new OptimizerType<>(SGD.class, new Config(), OptimizerOptions.of(.01), SGD::new);

  private static final Formula WEIGHT = input("weight");
  private static final Formula GRADIENT = input("gradient");
  private static final Formula VELOCITY = input("velocity");
  private static final Formula RATE = input("rate");
  private static final Formula MOMENTUM = input("momentum");
  private static final Formula NEXT = VELOCITY.times(MOMENTUM).minus(GRADIENT.times(RATE));

  private static final Kernel PLAIN =
      Kernel.of(WEIGHT.minus(GRADIENT.times(RATE)), List.of("weight", "gradient"), List.of("rate"));
  private static final Kernel NEXT_VELOCITY =
      Kernel.of(NEXT, List.of("velocity", "gradient"), List.of("rate", "momentum"));
  private static final Kernel MOVED = Kernel.of(WEIGHT.plus(VELOCITY), "weight", "velocity");
  private static final Kernel NESTEROV =
      Kernel.of(
          WEIGHT.plus(NEXT),
          List.of("weight", "velocity", "gradient"),
          List.of("rate", "momentum"));

  /**
   * The arguments.
   *
   * @param momentum from 0 (none) to 1
   * @param nesterov whether the momentum is Nesterov's
   */
  public record Config(double momentum, boolean nesterov) {
    /** Keras's checks. */
    public Config {
      if (!(momentum >= 0 && momentum <= 1)) {
        throw new IllegalArgumentException(
            "`momentum` must be a float between [0, 1]. Received: momentum=" + momentum);
      }
    }

    /** Keras's defaults: no momentum. */
    public Config() {
      this(0, false);
    }
  }

  /** With Keras's defaults: a learning rate of 0.01. */
  public SGD() {
    this(TYPE.defaults(), TYPE.options());
  }

  /** Without momentum. */
  public SGD(double learningRate) {
    this(new Config(), OptimizerOptions.of(learningRate));
  }

  /** With momentum. */
  public SGD(double learningRate, double momentum, boolean nesterov) {
    this(new Config(momentum, nesterov), OptimizerOptions.of(learningRate));
  }

  /** An optimizer of this config. */
  public SGD(Config config, OptimizerOptions options) {
    super(config, options);
  }

  @Override
  public Config config() {
    return (Config) super.config();
  }

  @Override
  protected List<List<String>> slotGroups() {
    return config().momentum() == 0 ? List.of() : List.of(List.of("momentum"));
  }

  @Override
  protected Tensor move(Tensor weight, Tensor gradient, Tensor[] slots) {
    if (slots.length == 0) {
      return PLAIN.map(new double[] {learningRate()}, weight, gradient);
    }
    Tensor moved = Tensor.empty(weight.shape(), weight.dtype());
    double[] numbers = {learningRate(), config().momentum()};
    Kernel.runTogether(
        weight.size(),
        NEXT_VELOCITY.into(slots[0], numbers, slots[0], gradient),
        config().nesterov()
            ? NESTEROV.into(moved, numbers, weight, slots[0], gradient)
            : MOVED.into(moved, new double[0], weight, slots[0]));
    return moved;
  }
}
