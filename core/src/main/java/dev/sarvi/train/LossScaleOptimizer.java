package dev.sarvi.train;

import dev.sarvi.kernel.TensorMath;
import dev.sarvi.layer.Variable;
import dev.sarvi.tensor.DType;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * An optimizer around another that multiplies the loss, so that small gradients do not vanish in
 * {@code float16}, and divides the gradients again. A step whose gradients are not all finite is
 * left out and halves the scale; after {@code dynamicGrowthSteps} good steps in a row it doubles. A
 * model of the policy {@code mixed_float16} puts it around its optimizer by itself. See Keras:
 * LossScaleOptimizer.
 */
public final class LossScaleOptimizer extends Optimizer {
  private static final int OWN_VARIABLES = 4;

  private final Optimizer inner;
  private long stepCounter;
  private double dynamicScale;

  /**
   * The arguments.
   *
   * @param initialScale with which it begins, above 0
   * @param dynamicGrowthSteps after so many good steps the scale doubles, at least 1
   */
  public record Config(double initialScale, int dynamicGrowthSteps) {
    /** Refuses what would never scale. */
    public Config {
      if (!(initialScale > 0) || dynamicGrowthSteps < 1) {
        throw new IllegalArgumentException(
            "Expected initial_scale above 0 and dynamic_growth_steps of at least 1. Received:"
                + " initial_scale="
                + initialScale
                + ", dynamic_growth_steps="
                + dynamicGrowthSteps);
      }
    }

    /** Keras's defaults: 2^15, 2000. */
    public Config() {
      this(0x1p15, 2000);
    }
  }

  /** Around this optimizer, with Keras's defaults. */
  public LossScaleOptimizer(Optimizer inner) {
    this(inner, new Config(), "loss_scale_optimizer");
  }

  /**
   * Around this optimizer.
   *
   * @param name null for the class's
   */
  public LossScaleOptimizer(Optimizer inner, Config config, String name) {
    super(config, OptimizerOptions.of(0).withName(name));
    this.inner = inner;
    this.dynamicScale = config.initialScale();
  }

  @Override
  public Config config() {
    return (Config) super.config();
  }

  /** What moves the weights. */
  public Optimizer innerOptimizer() {
    return inner;
  }

  @Override
  public double lossScale() {
    return dynamicScale;
  }

  @Override
  public long iterations() {
    return inner.iterations();
  }

  @Override
  public double learningRate() {
    return inner.learningRate();
  }

  @Override
  public void setLearningRate(double learningRate) {
    inner.setLearningRate(learningRate);
  }

  @Override
  public boolean isBuilt() {
    return inner.isBuilt();
  }

  @Override
  public void build(List<Variable> variables) {
    inner.build(variables);
  }

  /**
   * As Keras numbers its variables: steps and rate of its own, which stay 0, then the steps since
   * the scale changed, the scale, and all of the inner optimizer's.
   */
  @Override
  public State state() {
    State state = inner.state();
    List<Tensor> all = new ArrayList<>();
    all.add(Tensor.scalar(DType.INT32, (double) stepCounter));
    all.add(Tensor.scalar(DType.FLOAT32, dynamicScale));
    all.add(Tensor.scalar(DType.INT32, (double) state.iterations()));
    all.add(Tensor.scalar(DType.FLOAT32, state.learningRate()));
    all.addAll(state.slots());
    return new State(0, 0, List.copyOf(all));
  }

  @Override
  public void restore(State state) {
    List<Tensor> all = state.slots();
    if (all.size() < OWN_VARIABLES
        || !all.subList(0, OWN_VARIABLES).stream().allMatch(x -> x.shape().equals(Shape.of()))) {
      throw new IllegalArgumentException(
          "Optimizer "
              + name()
              + " expects its step counter and its scale first. Received: "
              + all);
    }
    inner.restore(
        new State(
            (long) all.get(2).at(0), all.get(3).at(0), all.subList(OWN_VARIABLES, all.size())));
    stepCounter = (long) all.get(0).at(0);
    dynamicScale = all.get(1).at(0);
  }

  @Override
  public void apply(List<Variable> variables, List<Tensor> gradients) {
    build(variables);
    if (!gradients.stream().allMatch(LossScaleOptimizer::isFinite)) {
      stepCounter = 0;
      dynamicScale *= 0.5;
      return;
    }
    inner.apply(
        variables,
        gradients.stream().map(g -> TensorMath.scale(g.widened(), 1 / dynamicScale)).toList());
    stepCounter++;
    if (stepCounter == config().dynamicGrowthSteps()) {
      stepCounter = 0;
      dynamicScale *= 2;
    }
  }

  private static boolean isFinite(Tensor gradient) {
    for (int i = 0; i < gradient.size(); i++) {
      if (!Double.isFinite(gradient.at(i))) {
        return false;
      }
    }
    return true;
  }

  @Override
  protected List<List<String>> slotGroups() {
    throw new IllegalStateException(name() + " has no slots of its own");
  }

  @Override
  protected Tensor move(Tensor weight, Tensor gradient, Tensor[] slots) {
    throw new IllegalStateException(name() + " moves no weights itself");
  }
}
