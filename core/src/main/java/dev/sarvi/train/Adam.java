package dev.sarvi.train;

import static dev.sarvi.formula.Formula.input;
import static dev.sarvi.formula.Formula.sqrt;

import dev.sarvi.config.Numerics;
import dev.sarvi.formula.Formula;
import dev.sarvi.kernel.Epilogue;
import dev.sarvi.kernel.Kernel;
import dev.sarvi.tensor.DType;
import dev.sarvi.tensor.Tensor;
import java.util.List;

/**
 * Adam (Kingma and Ba 2014), and AMSGrad (Reddi, Kale, Kumar 2018): {@code m ← m + (g - m)·(1 -
 * beta1)}, {@code v ← v + (g² - v)·(1 - beta2)}, {@code w ← w - m·a / (√v + epsilon)} with {@code a
 * = rate·√(1 - beta2^t) / (1 - beta1^t)} in step {@code t} from 1; AMSGrad takes the largest {@code
 * v} so far. See Keras: Adam.
 */
public final class Adam extends Optimizer {
  /** What files need to know. */
  public static final OptimizerType<Config> TYPE =
      new OptimizerType<>(Adam.class, new Config(), OptimizerOptions.of(.001), Adam::new);

  private static final Formula WEIGHT = input("weight");
  private static final Formula GRADIENT = input("gradient");
  private static final Formula AVERAGE = input("average");
  private static final Formula SHARE = input("share");
  private static final Kernel MOMENTUM = average(GRADIENT);
  private static final Kernel VELOCITY = average(GRADIENT.times(GRADIENT));
  private static final Kernel LARGEST =
      Kernel.of(Formula.max(AVERAGE, GRADIENT), "average", "gradient");
  private static final Kernel MOVED =
      Kernel.of(
          WEIGHT.minus(
              input("momentum")
                  .times(input("rate"))
                  .dividedBy(sqrt(input("velocity")).plus(input("epsilon")))),
          List.of("weight", "momentum", "velocity"),
          List.of("rate", "epsilon"));

  private static Kernel average(Formula of) {
    return Kernel.of(
        AVERAGE.plus(of.minus(AVERAGE).times(SHARE)),
        List.of("average", "gradient"),
        List.of("share"));
  }

  /**
   * The arguments.
   *
   * @param beta1 how much of the first average stays in each step
   * @param beta2 how much of the second average stays in each step
   * @param epsilon keeps the divisor from 0
   * @param amsgrad whether to use the largest second average so far
   */
  public record Config(double beta1, double beta2, double epsilon, boolean amsgrad) {
    /** Keras's defaults: 0.9, 0.999, 1e-7, false. */
    public Config() {
      this(.9, .999, Numerics.EPSILON, false);
    }
  }

  /** With Keras's defaults: a learning rate of 0.001. */
  public Adam() {
    this(TYPE.defaults(), TYPE.options());
  }

  /** With a learning rate. */
  public Adam(double learningRate) {
    this(new Config(), OptimizerOptions.of(learningRate));
  }

  /** An optimizer of this config. */
  public Adam(Config config, OptimizerOptions options) {
    super(config, options);
  }

  @Override
  public Config config() {
    return (Config) super.config();
  }

  @Override
  protected List<List<String>> slotGroups() {
    List<String> averages = List.of("momentum", "velocity");
    return config().amsgrad() ? List.of(averages, List.of("velocity_hat")) : List.of(averages);
  }

  @Override
  protected Tensor move(Tensor weight, Tensor gradient, Tensor[] slots) {
    Tensor moved = Tensor.empty(weight.shape(), weight.dtype());
    Tensor momentum = slots[0];
    Tensor velocity = slots[1];
    Tensor divisor = config().amsgrad() ? slots[2] : velocity;
    double[] numbers = {rate(weight.dtype()), config().epsilon()};
    Kernel.runTogether(
        weight.size(),
        MOMENTUM.into(momentum, new double[] {1 - config().beta1()}, momentum, gradient),
        VELOCITY.into(velocity, new double[] {1 - config().beta2()}, velocity, gradient),
        config().amsgrad()
            ? LARGEST.into(divisor, new double[0], divisor, velocity)
            : Epilogue.NONE,
        MOVED.into(moved, numbers, weight, momentum, divisor));
    return moved;
  }

  /** In the weight's type, as Keras: in float32, {@code 1 - 0.999} is off by 1 in 100,000. */
  private double rate(DType type) {
    double step = iterations() + 1.0;
    double power1 = type.round(StrictMath.pow(type.round(config().beta1()), step));
    double power2 = type.round(StrictMath.pow(type.round(config().beta2()), step));
    double root = type.round(Math.sqrt(type.round(1 - power2)));
    return type.round(type.round(learningRate()) * root) / type.round(1 - power1);
  }
}
