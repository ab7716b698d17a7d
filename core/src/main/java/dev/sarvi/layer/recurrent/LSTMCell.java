package dev.sarvi.layer.recurrent;

import dev.sarvi.formula.Formula;
import dev.sarvi.initializer.Initializer;
import dev.sarvi.kernel.Slices;
import dev.sarvi.kernel.TensorMath;
import dev.sarvi.layer.Combination;
import dev.sarvi.layer.LayerType;
import dev.sarvi.layer.Mode;
import dev.sarvi.layer.Options;
import dev.sarvi.layer.Pass;
import dev.sarvi.layer.activation.ActivationFunction;
import dev.sarvi.tensor.DType;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.List;
import java.util.Set;

/**
 * One step of long short-term memory. With {@code z = x·kernel + h·recurrentKernel + bias}, cut
 * into four parts:
 *
 * <pre>
 * i = recurrentActivation(z₀)    what is let in
 * f = recurrentActivation(z₁)    what is kept
 * c' = f·c + i·activation(z₂)
 * o = recurrentActivation(z₃)    what is let out
 * h' = o·activation(c')
 * </pre>
 *
 * <p>The states are h, which is also the output, and c. Weights: {@code kernel} (features,
 * 4·units), {@code recurrent_kernel} (units, 4·units) and {@code bias} (4·units,). See Hochreiter
 * and Schmidhuber 1997, and <a href="https://keras.io/api/layers/recurrent_layers/lstm/">Keras:
 * LSTMCell</a>.
 */
public final class LSTMCell extends GatedCell {
  /** What files need to know. */
  public static final LayerType<Config> TYPE =
      new LayerType<>(LSTMCell.class, new Config(1), Set.of("units"), LSTMCell::new);

  private static final int GATES = 4;

  private static final Combination CARRY =
      new Combination(
          Formula.input("f")
              .times(Formula.input("c"))
              .plus(Formula.input("i").times(Formula.input("new"))),
          "f",
          "c",
          "i",
          "new");

  /**
   * The arguments.
   *
   * @param cell those of all cells
   * @param recurrentActivation of the gates; null is {@link ActivationFunction#LINEAR}
   * @param unitForgetBias whether the part of the bias that belongs to f starts as 1
   */
  public record Config(
      CellConfig cell, ActivationFunction recurrentActivation, boolean unitForgetBias)
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
  }

  /** A cell of so many units. */
  public LSTMCell(int units) {
    this(new Config(units), Options.DEFAULT);
  }

  /** A cell of this config. */
  public LSTMCell(Config config, Options options) {
    super(config, options, config.cell, GATES);
  }

  /** A bias that starts as 1 where it belongs to f. */
  private record UnitForgetBias(Initializer others) implements Initializer {
    @Override
    public Tensor create(Shape shape, DType dtype, long seed) {
      int units = shape.dim(0) / GATES;
      Tensor ones = Tensor.full(Shape.of(units), dtype, 1);
      Tensor before = others.create(Shape.of(units), dtype, seed);
      Tensor after = others.create(Shape.of(2 * units), dtype, seed);
      return Slices.join(0, List.of(before, ones, after));
    }
  }

  @Override
  public Config config() {
    return (Config) super.config();
  }

  @Override
  LSTMCell copy() {
    return new LSTMCell(config(), options().withName(name()));
  }

  @Override
  List<Integer> stateSizes() {
    return List.of(units(), units());
  }

  @Override
  List<ActivationFunction> activations() {
    return List.of(config().cell.activation(), config().recurrentActivation);
  }

  @Override
  Initializer biasInitializer() {
    Initializer initializer = super.biasInitializer();
    return config().unitForgetBias ? new UnitForgetBias(initializer) : initializer;
  }

  @Override
  Step step(Tensor projected, List<Tensor> states, List<GateProduct> recurrent, Mode mode) {
    ActivationFunction activation = config().cell.activation();
    ActivationFunction gate = config().recurrentActivation;
    GateProduct product = recurrent.get(0);
    Tensor h = states.get(0);
    Tensor sum = TensorMath.sum(projected, product.of(h));
    List<Tensor> z = Slices.splitEvenly(sum, -1, GATES);
    Pass i = gate.apply(z.get(0), mode);
    Pass f = gate.apply(z.get(1), mode);
    Pass candidate = activation.apply(z.get(2), mode);
    Pass o = gate.apply(z.get(3), mode);
    Pass carry = CARRY.apply(f.output(), states.get(1), i.output(), candidate.output());
    Pass squashed = activation.apply(carry.output(), mode);
    Pass output = Combination.PRODUCT.apply(o.output(), squashed.output());
    return new Step(
        List.of(output.output(), carry.output()),
        (gradients, weights) -> {
          List<Tensor> ofOutput = output.back(gradients.get(0), weights);
          Tensor ofCarry = squashed.back(ofOutput.get(1), weights).get(0);
          List<Tensor> parts =
              carry.back(TensorMath.sum(gradients.get(1), ofCarry), weights); // f, c, i, new
          List<Tensor> ofSum =
              List.of(
                  i.back(parts.get(2), weights).get(0),
                  f.back(parts.get(0), weights).get(0),
                  candidate.back(parts.get(3), weights).get(0),
                  o.back(ofOutput.get(0), weights).get(0));
          Tensor joined = Slices.join(-1, ofSum);
          return new StepGradients(
              joined,
              List.of(product.inputGradient(joined), parts.get(1)),
              List.of(new Factors(h, joined)));
        });
  }
}
