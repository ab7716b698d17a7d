package dev.sarvi.layer.recurrent;

import dev.sarvi.kernel.TensorMath;
import dev.sarvi.layer.LayerType;
import dev.sarvi.layer.Mode;
import dev.sarvi.layer.Options;
import dev.sarvi.layer.Pass;
import dev.sarvi.layer.activation.ActivationFunction;
import dev.sarvi.tensor.Tensor;
import java.util.List;
import java.util.Set;

/**
 * The step {@code h' = activation(x·kernel + h·recurrentKernel + bias)}. Weights: {@code kernel}
 * (features, units), {@code recurrent_kernel} (units, units) and {@code bias} (units,). See <a
 * href="https://keras.io/api/layers/recurrent_layers/simple_rnn/">Keras: SimpleRNNCell</a>.
 */
public final class SimpleRNNCell extends GatedCell {
  /** What files need to know. */
  public static final LayerType<Config> TYPE =
      new LayerType<>(SimpleRNNCell.class, new Config(1), Set.of("units"), SimpleRNNCell::new);

  /**
   * The arguments.
   *
   * @param cell those of all cells
   */
  public record Config(CellConfig cell) implements GatedConfig<Config> {
    /** Keras's defaults. */
    public Config(int units) {
      this(new CellConfig(units));
    }
  }

  /** A cell of so many units. */
  public SimpleRNNCell(int units) {
    this(new Config(units), Options.DEFAULT);
  }

  /** A cell of this config. */
  public SimpleRNNCell(Config config, Options options) {
    super(config, options, config.cell, 1);
  }

  @Override
  public Config config() {
    return (Config) super.config();
  }

  @Override
  SimpleRNNCell copy() {
    return new SimpleRNNCell(config(), options().withName(name()));
  }

  @Override
  List<Integer> stateSizes() {
    return List.of(units());
  }

  @Override
  List<ActivationFunction> activations() {
    return List.of(config().cell.activation());
  }

  @Override
  Step step(Tensor projected, List<Tensor> states, List<GateProduct> recurrent, Mode mode) {
    Tensor h = states.get(0);
    GateProduct product = recurrent.get(0);
    Tensor sum = TensorMath.sum(projected, product.of(h));
    Pass output = config().cell.activation().apply(sum, mode);
    return new Step(
        output.outputs(),
        (gradients, weights) -> {
          Tensor ofSum = output.back(gradients.get(0), weights).get(0);
          return new StepGradients(
              ofSum, List.of(product.inputGradient(ofSum)), List.of(new Factors(h, ofSum)));
        });
  }
}
