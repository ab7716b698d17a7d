package dev.sarvi.layer;

import dev.sarvi.constraint.Constraint;
import dev.sarvi.initializer.Initializer;
import dev.sarvi.kernel.TensorMath;
import dev.sarvi.layer.activation.ActivationFunction;
import dev.sarvi.regularizer.Regularizer;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;

/**
 * A layer {@code y = activation(linear(x, kernel) + bias)}: what matrix products and convolutions
 * have in common. Weights: {@code kernel}, and {@code bias} of as many numbers as the output has
 * channels.
 */
public abstract class KernelLayer extends SingleInputLayer {
  private final KernelConfig config;

  /** What all configs of such layers hold. */
  public interface KernelConfig {
    /** Applied last. */
    ActivationFunction activation();

    /** Whether a bias is added. */
    boolean useBias();

    /** How the kernel starts. */
    Initializer kernelInitializer();

    /** How the bias starts. */
    Initializer biasInitializer();

    /** The kernel's penalty, or null. */
    Regularizer kernelRegularizer();

    /** The bias's penalty, or null. */
    Regularizer biasRegularizer();

    /** The kernel's constraint, or null. */
    Constraint kernelConstraint();

    /** The bias's constraint, or null. */
    Constraint biasConstraint();
  }

  /**
   * The linear part, for one shape of input.
   *
   * @param product of an input and a kernel, plus a bias that may be null
   * @param inputGradient from the output's gradient and the kernel
   * @param kernelGradient from the input and the output's gradient
   */
  public record Linear(
      Product product,
      BinaryOperator<Tensor> inputGradient,
      BinaryOperator<Tensor> kernelGradient) {
    /** {@code linear(x, kernel) + bias}. */
    public interface Product {
      /** The product; the bias may be null. */
      Tensor of(Tensor x, Tensor kernel, Tensor bias);
    }
  }

  /** A layer of this config. */
  protected <C extends Record & KernelConfig> KernelLayer(C config, Options options) {
    super(config, options);
    this.config = config;
  }

  /**
   * The shape before the activation.
   *
   * @throws IllegalArgumentException if the layer cannot work on such an input
   */
  protected abstract Shape linearShape(Shape input);

  /** The kernel's shape on such an input. */
  protected abstract Shape kernelShape(Shape input);

  /** The linear part on such an input. */
  protected abstract Linear linear(Shape input);

  @Override
  public final List<Layer> children() {
    return config.activation().layers();
  }

  @Override
  public final Shape outputShape(Shape input) {
    return config.activation().outputShape(linearShape(input));
  }

  @Override
  protected final List<WeightSpec> weights(Shape input) {
    List<WeightSpec> weights = new ArrayList<>();
    weights.add(
        WeightSpec.trainable(
            "kernel",
            kernelShape(input),
            config.kernelInitializer(),
            config.kernelRegularizer(),
            config.kernelConstraint()));
    if (config.useBias()) {
      weights.add(
          WeightSpec.trainable(
              "bias",
              Shape.of(linearShape(input).dim(-1)),
              config.biasInitializer(),
              config.biasRegularizer(),
              config.biasConstraint()));
    }
    return weights;
  }

  @Override
  protected final void buildChildren(Shape input) {
    config.activation().build(linearShape(input));
  }

  @Override
  protected final Pass forward(Tensor x, Mode mode) {
    return affine(x).then(y -> config.activation().apply(y, mode));
  }

  private Pass affine(Tensor x) {
    Linear linear = linear(x.shape());
    Variable kernel = ownVariables().get(0);
    Variable bias = config.useBias() ? ownVariables().get(1) : null;
    Tensor kernelValue = kernel.computeValue();
    return Pass.of(
        linear.product.of(x, kernelValue, bias == null ? null : bias.computeValue()),
        (g, gradients) -> {
          gradients.add(kernel, () -> linear.kernelGradient.apply(x, g));
          if (bias != null) {
            gradients.add(bias, () -> TensorMath.sumTo(g, bias.shape()));
          }
          return linear.inputGradient.apply(g, kernelValue);
        });
  }
}
