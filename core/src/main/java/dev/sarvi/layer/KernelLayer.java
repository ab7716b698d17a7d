package dev.sarvi.layer;

import dev.sarvi.kernel.Epilogue;
import dev.sarvi.kernel.TensorMath;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BinaryOperator;
import java.util.function.Function;

/**
 * A layer {@code y = activation(linear(x, kernel) + bias)}: what matrix products and convolutions
 * have in common; the linear part may be several, one after another, each with a kernel of its own.
 * Weights: the kernels, and {@code bias} of as many numbers as the output has channels.
 */
public abstract class KernelLayer extends SingleInputLayer {
  private final AffineConfig<?> config;

  /** For each kernel, for all plans: packed it is as large as the kernel itself. */
  private final Map<Variable, Derived<?>> packed = new ConcurrentHashMap<>();

  /**
   * A linear part, for one shape of input.
   *
   * @param <K> what a kernel is packed into
   * @param shape of the output
   * @param once of an input, a kernel that will soon be another, and a bias or null
   * @param pack prepares a kernel for many products
   * @param product of an input and a packed kernel
   * @param inputGradient from the output's gradient and the kernel
   * @param kernelGradient from the input and the output's gradient
   */
  public record Linear<K>(
      Shape shape,
      Once once,
      Function<Tensor, K> pack,
      Product<K> product,
      BinaryOperator<Tensor> inputGradient,
      BinaryOperator<Tensor> kernelGradient) {
    /** {@code linear(x, kernel) + bias}. */
    @FunctionalInterface
    public interface Once {
      /** A new tensor; the bias may be null. */
      Tensor of(Tensor x, Tensor kernel, Tensor bias);
    }

    /** {@code y = linear(x, kernel) + bias}. */
    @FunctionalInterface
    public interface Product<K> {
      /** Overwrites {@code y}, and runs the epilogue on its parts; the bias may be null. */
      void into(Tensor x, K kernel, Tensor bias, Tensor y, Epilogue epilogue);
    }
  }

  /** A layer of this config. */
  protected <C extends Record & AffineConfig<C>> KernelLayer(C config, Options options) {
    super(config, options);
    this.config = config;
  }

  /** Where the channels of inputs and outputs are. */
  protected DataFormat dataFormat() {
    return DataFormat.CHANNELS_LAST;
  }

  /**
   * The shape before the activation.
   *
   * @throws IllegalArgumentException if the layer cannot work on such an input
   */
  protected abstract Shape linearShape(Shape input);

  /** The kernels on such an input, whose channels are last. */
  protected abstract List<WeightSpec> kernels(Shape input);

  /** The linear parts on such an input, whose channels are last: one for each kernel. */
  protected abstract List<Linear<?>> linears(Shape input);

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
    List<WeightSpec> weights = new ArrayList<>(kernels(dataFormat().toChannelsLast(input)));
    if (config.useBias()) {
      weights.add(
          WeightSpec.trainable(
              "bias",
              Shape.of(linearShape(input).dim(dataFormat().channelAxis())),
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
    return dataFormat()
        .run(x, last -> affine(last, linears(last.shape()), 0))
        .then(y -> config.activation().apply(y, mode));
  }

  @Override
  protected final Tracer.Value steps(Tracer.Value x, Tracer tracer) {
    Tracer.Value y = dataFormat().steps(x, last -> linearSteps(last, tracer), tracer);
    return config.activation().steps(y, tracer);
  }

  private Tracer.Value linearSteps(Tracer.Value x, Tracer tracer) {
    List<Linear<?>> linears = linears(x.shape());
    Tracer.Value y = x;
    for (int i = 0; i < linears.size(); i++) {
      Variable kernel = ownVariables().get(i);
      boolean hasBias = config.useBias() && i == linears.size() - 1;
      Variable bias = hasBias ? ownVariables().get(i + 1) : null;
      y = linearStep(y, linears.get(i), kernel, bias, tracer);
    }
    return y;
  }

  @SuppressWarnings("unchecked") // a kernel is packed here only, in the same way for all shapes
  private <K> Tracer.Value linearStep(
      Tracer.Value x, Linear<K> linear, Variable kernel, Variable bias, Tracer tracer) {
    Derived<K> packedKernel =
        (Derived<K>)
            packed.computeIfAbsent(
                kernel,
                one -> new Derived<>(List.of(one), () -> linear.pack.apply(one.computeValue())));
    return tracer.computeTiled(
        linear.shape,
        (inputs, y, epilogue) ->
            linear.product.into(
                inputs[0],
                packedKernel.get(),
                bias == null ? null : bias.computeValue(),
                y,
                epilogue),
        x);
  }

  /** The linear parts from one on, and the bias. */
  private Pass affine(Tensor x, List<Linear<?>> linears, int from) {
    Linear<?> linear = linears.get(from);
    Variable kernel = ownVariables().get(from);
    int next = from + 1;
    if (next < linears.size()) {
      return affine(x, linear, kernel, null).then(y -> affine(y, linears, next));
    }
    return affine(x, linear, kernel, config.useBias() ? ownVariables().get(next) : null);
  }

  private static Pass affine(Tensor x, Linear<?> linear, Variable kernel, Variable bias) {
    Tensor kernelValue = kernel.computeValue();
    return Pass.of(
        linear.once.of(x, kernelValue, bias == null ? null : bias.computeValue()),
        new AffineBack(x, linear, kernel, kernelValue, bias),
        List.of());
  }

  private record AffineBack(
      Tensor x, Linear<?> linear, Variable kernel, Tensor kernelValue, Variable bias)
      implements Pullback {
    @Override
    public List<Tensor> apply(List<Tensor> outputs, WeightGradients weights) {
      applyToWeights(outputs, weights);
      return List.of(linear.inputGradient.apply(outputs.get(0), kernelValue));
    }

    @Override
    public void applyToWeights(List<Tensor> outputs, WeightGradients weights) {
      Tensor g = outputs.get(0);
      weights.add(kernel, () -> linear.kernelGradient.apply(x, g));
      if (bias != null) {
        weights.add(bias, () -> TensorMath.sumTo(g, bias.shape()));
      }
    }
  }
}
