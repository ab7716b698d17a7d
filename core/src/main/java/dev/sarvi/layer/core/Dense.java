package dev.sarvi.layer.core;

import dev.sarvi.constraint.Constraint;
import dev.sarvi.initializer.GlorotUniform;
import dev.sarvi.initializer.Initializer;
import dev.sarvi.initializer.Zeros;
import dev.sarvi.kernel.MatMul;
import dev.sarvi.layer.KernelConfig;
import dev.sarvi.layer.KernelLayer;
import dev.sarvi.layer.LayerType;
import dev.sarvi.layer.Options;
import dev.sarvi.layer.WeightSpec;
import dev.sarvi.layer.activation.ActivationFunction;
import dev.sarvi.layer.argument.Arguments;
import dev.sarvi.regularizer.Regularizer;
import dev.sarvi.tensor.Shape;
import java.util.List;
import java.util.Set;

/**
 * {@code y = activation(x·kernel + bias)}: shape {@code (batch, ..., inputs)} to {@code (batch,
 * ..., units)}. Weights: {@code kernel} (inputs, units) and {@code bias} (units,). See <a
 * href="https://keras.io/api/layers/core_layers/dense/">Keras: Dense</a>.
 */
public final class Dense extends KernelLayer {
  /** What files need to know. */
  public static final LayerType<Config> TYPE =
      new LayerType<>(Dense.class, new Config(1), Set.of("units"), Dense::new);

  /**
   * The arguments.
   *
   * @param units how many outputs, at least 1
   * @param activation null is {@link ActivationFunction#LINEAR}
   * @param useBias whether a bias is added
   * @param kernelInitializer how the kernel starts
   * @param biasInitializer how the bias starts
   * @param kernelRegularizer or null
   * @param biasRegularizer or null
   * @param kernelConstraint or null
   * @param biasConstraint or null
   */
  public record Config(
      int units,
      ActivationFunction activation,
      boolean useBias,
      Initializer kernelInitializer,
      Initializer biasInitializer,
      Regularizer kernelRegularizer,
      Regularizer biasRegularizer,
      Constraint kernelConstraint,
      Constraint biasConstraint)
      implements KernelConfig<Config> {
    /** Checks the arguments. */
    public Config {
      Arguments.require(
          units > 0,
          "Received an invalid value for `units`, expected a positive integer. Received: units="
              + units);
      activation = activation == null ? ActivationFunction.LINEAR : activation;
    }

    /** Keras's defaults. */
    public Config(int units) {
      this(units, null, true, new GlorotUniform(), new Zeros(), null, null, null, null);
    }
  }

  /** A linear layer. */
  public Dense(int units) {
    this(new Config(units));
  }

  /** With an activation, by its Keras name. */
  public Dense(int units, String activation) {
    this(new Config(units).withActivation(ActivationFunction.named(activation)));
  }

  /** A layer of this config. */
  public Dense(Config config) {
    this(config, Options.DEFAULT);
  }

  /** A layer of this config. */
  public Dense(Config config, Options options) {
    super(config, options);
  }

  @Override
  public Config config() {
    return (Config) super.config();
  }

  @Override
  public boolean supportsMasking() {
    return true;
  }

  @Override
  protected Shape linearShape(Shape input) {
    requireMinimumRank(input, 2);
    requireBuiltSize(input, -1);
    return input.with(-1, config().units);
  }

  @Override
  protected List<WeightSpec> kernels(Shape input) {
    return List.of(config().kernel(Shape.of(input.dim(-1), config().units)));
  }

  @Override
  protected List<Linear<?>> linears(Shape input) {
    return List.of(
        new Linear<>(
            linearShape(input),
            MatMul::product,
            MatMul::pack,
            MatMul::product,
            MatMul::productTransposed,
            MatMul::transposedProduct));
  }
}
