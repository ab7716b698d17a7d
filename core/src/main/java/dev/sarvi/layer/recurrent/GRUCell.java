package dev.sarvi.layer.recurrent;

import dev.sarvi.formula.Formula;
import dev.sarvi.kernel.Slices;
import dev.sarvi.kernel.TensorMath;
import dev.sarvi.layer.Combination;
import dev.sarvi.layer.LayerType;
import dev.sarvi.layer.Mode;
import dev.sarvi.layer.Options;
import dev.sarvi.layer.Pass;
import dev.sarvi.layer.activation.ActivationFunction;
import dev.sarvi.tensor.Tensor;
import java.util.List;
import java.util.Set;

/**
 * One step of a gated recurrent unit. With {@code a = x·kernel + bias} and {@code b =
 * h·recurrentKernel + bias}, cut into three parts each:
 *
 * <pre>
 * z = recurrentActivation(a₀ + b₀)    what is kept
 * r = recurrentActivation(a₁ + b₁)    what is used of the state
 * c = activation(a₂ + r·b₂)
 * h' = z·h + (1 - z)·c
 * </pre>
 *
 * <p>Without {@code resetAfter}, r is applied before the product: {@code (r·h)·recurrentKernel₂}
 * takes the place of {@code r·b₂}, and only x's product has a bias. Weights: {@code kernel}
 * (features, 3·units), {@code recurrent_kernel} (units, 3·units) and {@code bias}, (2, 3·units)
 * with {@code resetAfter} and (3·units,) without. See Cho and others 2014, <a
 * href="https://arxiv.org/abs/1406.1078">arXiv:1406.1078</a>, and <a
 * href="https://keras.io/api/layers/recurrent_layers/gru/">Keras: GRUCell</a>.
 */
public final class GRUCell extends GatedCell {
  /** What files need to know. */
  public static final LayerType<Config> TYPE =
      new LayerType<>(GRUCell.class, new Config(1), Set.of("units"), GRUCell::new);

  private static final int GATES = 3;
  private static final Formula Z = Formula.input("z");

  private static final Combination MIXED =
      new Combination(
          Z.times(Formula.input("h")).plus(Formula.constant(1).minus(Z).times(Formula.input("c"))),
          "z",
          "h",
          "c");

  /**
   * The arguments.
   *
   * @param cell those of all cells
   * @param recurrentActivation of the gates; null is {@link ActivationFunction#LINEAR}
   * @param resetAfter whether r is applied after the product
   */
  public record Config(CellConfig cell, ActivationFunction recurrentActivation, boolean resetAfter)
      implements GatedConfig<Config> {
    /** Checks the arguments. */
    public Config {
      recurrentActivation =
          recurrentActivation == null ? ActivationFunction.LINEAR : recurrentActivation;
    }

    /** Keras's defaults. */
    public Config(int units) {
      this(new CellConfig(units), ActivationFunction.named("sigmoid"), true);
    }

    /** With the state reset after the product with the recurrent kernel, or before it. */
    public Config withResetAfter(boolean resetAfter) {
      return new Config(cell, recurrentActivation, resetAfter);
    }
  }

  /** A cell of so many units. */
  public GRUCell(int units) {
    this(new Config(units), Options.DEFAULT);
  }

  /** A cell of this config. */
  public GRUCell(Config config, Options options) {
    super(config, options, config.cell, GATES);
  }

  @Override
  public Config config() {
    return (Config) super.config();
  }

  @Override
  GRUCell copy() {
    return new GRUCell(config(), options().withName(name()));
  }

  @Override
  List<Integer> stateSizes() {
    return List.of(units());
  }

  @Override
  List<ActivationFunction> activations() {
    return List.of(config().cell.activation(), config().recurrentActivation);
  }

  @Override
  boolean hasRecurrentBias() {
    return config().resetAfter;
  }

  @Override
  List<GateProduct> recurrentProducts(GateProduct whole) {
    return config().resetAfter
        ? List.of(whole)
        : List.of(whole.ofGates(0, 2, units()), whole.ofGates(2, GATES, units()));
  }

  @Override
  Step step(Tensor projected, List<Tensor> states, List<GateProduct> recurrent, Mode mode) {
    boolean after = config().resetAfter;
    Tensor h = states.get(0);
    List<Tensor> a = Slices.splitEvenly(projected, -1, GATES);
    List<Tensor> b = Slices.splitEvenly(recurrent.get(0).of(h), -1, after ? GATES : 2);
    ActivationFunction gate = config().recurrentActivation;
    Pass z = gate.apply(TensorMath.sum(a.get(0), b.get(0)), mode);
    Pass r = gate.apply(TensorMath.sum(a.get(1), b.get(1)), mode);
    Pass reset = Combination.PRODUCT.apply(r.output(), after ? b.get(2) : h);
    Tensor seen = after ? reset.output() : recurrent.get(1).of(reset.output());
    Pass candidate = config().cell.activation().apply(TensorMath.sum(a.get(2), seen), mode);
    Pass output = MIXED.apply(z.output(), h, candidate.output());
    return new Step(
        output.outputs(),
        (gradients, weights) -> {
          List<Tensor> parts = output.back(gradients.get(0), weights); // z, h, c
          Tensor ofCandidate = candidate.back(parts.get(2), weights).get(0);
          Tensor ofReset = after ? ofCandidate : recurrent.get(1).inputGradient(ofCandidate);
          List<Tensor> factors = reset.back(ofReset, weights); // r, and b₂ or h
          Tensor ofZ = z.back(parts.get(0), weights).get(0);
          Tensor ofR = r.back(factors.get(0), weights).get(0);
          Tensor ofProjected = Slices.join(-1, List.of(ofZ, ofR, ofCandidate));
          Tensor ofProduct =
              Slices.join(-1, after ? List.of(ofZ, ofR, factors.get(1)) : List.of(ofZ, ofR));
          Tensor ofState = TensorMath.sum(parts.get(1), recurrent.get(0).inputGradient(ofProduct));
          Factors first = new Factors(h, ofProduct);
          return new StepGradients(
              ofProjected,
              List.of(after ? ofState : TensorMath.sum(ofState, factors.get(1))),
              after ? List.of(first) : List.of(first, new Factors(reset.output(), ofCandidate)));
        });
  }
}
