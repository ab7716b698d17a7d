package dev.sarvi.layer.convolution;

import dev.sarvi.config.Records;
import dev.sarvi.constraint.Constraint;
import dev.sarvi.initializer.GlorotUniform;
import dev.sarvi.initializer.Initializer;
import dev.sarvi.initializer.Zeros;
import dev.sarvi.kernel.Convolution;
import dev.sarvi.kernel.Padding;
import dev.sarvi.layer.KernelConfig;
import dev.sarvi.layer.Options;
import dev.sarvi.layer.WeightSpec;
import dev.sarvi.layer.activation.ActivationFunction;
import dev.sarvi.layer.argument.Arguments;
import dev.sarvi.regularizer.Regularizer;
import dev.sarvi.tensor.Shape;
import java.util.Collections;
import java.util.List;

/**
 * {@code y = activation(x * kernel + bias)}, the kernel sliding over space: shape {@code (batch,
 * ..., channels)} to {@code (batch, ..., filters)}. Weights: {@code kernel} (..., channels /
 * groups, filters) and {@code bias} (filters,).
 */
public abstract class BaseConv extends SpatialLayer {
  /**
   * The arguments; where a list has a number for each axis, one stands for all.
   *
   * @param filters how many output channels, at least 1
   * @param kernelSize its size along each axis, at least 1
   * @param strides along each axis, at least 1
   * @param padding {@code valid}; {@code same}: zeros around, as TensorFlow puts them; or, in one
   *     dimension, {@code causal}: zeros before, so that no output sees what comes after it
   * @param dataFormat {@code channels_last}, the same as null, or {@code channels_first}
   * @param dilationRate distances of the kernel's taps; above 1 only with strides of 1
   * @param groups into how many groups the channels are cut; divides channels and filters
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
      int filters,
      List<Integer> kernelSize,
      List<Integer> strides,
      String padding,
      String dataFormat,
      List<Integer> dilationRate,
      int groups,
      ActivationFunction activation,
      boolean useBias,
      Initializer kernelInitializer,
      Initializer biasInitializer,
      Regularizer kernelRegularizer,
      Regularizer biasRegularizer,
      Constraint kernelConstraint,
      Constraint biasConstraint)
      implements KernelConfig<Config>, SpatialConfig<Config> {
    /** Checks the arguments. */
    public Config {
      Arguments.strictlyPositive("filters", filters);
      Arguments.require(
          groups > 0,
          "The number of groups must be a positive integer. Received: groups=" + groups + ".");
      Arguments.require(
          filters % groups == 0,
          "The number of filters must be evenly divisible by the number of groups. Received:"
              + " groups=%d, filters=%d.",
          groups,
          filters);
      kernelSize = Arguments.positive("kernel_size", kernelSize);
      strides = Arguments.positive("strides", strides, kernelSize.size());
      dilationRate = Arguments.positive("dilation_rate", dilationRate, kernelSize.size());
      padding =
          (kernelSize.size() == 1
                  ? Padding.of(padding, Padding.values())
                  : Padding.of(padding, Padding.VALID, Padding.SAME))
              .toString();
      Arguments.dataFormat(dataFormat);
      SpatialConfig.requireStridesOrDilation(strides, dilationRate);
      activation = activation == null ? ActivationFunction.LINEAR : activation;
    }

    /** Keras's defaults. */
    public Config(int filters, List<Integer> kernelSize) {
      this(
          filters,
          kernelSize,
          List.of(1),
          "valid",
          "channels_last",
          List.of(1),
          1,
          null,
          true,
          new GlorotUniform(),
          new Zeros(),
          null,
          null,
          null,
          null);
    }

    /** With groups of channels. */
    public Config withGroups(int groups) {
      return Records.with(this, "groups", groups);
    }

    /** With Keras's defaults, and a kernel of the same size along every axis. */
    static Config ofRank(int rank, int filters, int kernelSize) {
      return new Config(filters, Collections.nCopies(rank, kernelSize));
    }
  }

  BaseConv(int rank, Config config, Options options) {
    super(rank, config, options);
  }

  @Override
  public final Config config() {
    return (Config) super.config();
  }

  @Override
  final Shape convolved(Shape input) {
    int groups = config().groups;
    int channels = input.dim(-1);
    Arguments.require(
        channels == Shape.UNKNOWN || channels % groups == 0,
        "%s: The number of input channels must be evenly divisible by the number of groups."
            + " Received groups=%d, but the input has %d channels (full input shape is %s).",
        described(),
        groups,
        channels,
        dataFormat().fromChannelsLast(input));
    return slid(input, config().filters);
  }

  @Override
  protected final List<WeightSpec> kernels(Shape input) {
    int channels = input.dim(-1);
    int inGroup = channels == Shape.UNKNOWN ? channels : channels / config().groups;
    return List.of(config().kernel(kernelShape(inGroup, config().filters)));
  }

  @Override
  protected final List<Linear<?>> linears(Shape input) {
    Convolution convolution =
        new Convolution(config().window().over(input), config().filters, config().groups);
    return List.of(
        new Linear<>(
            convolved(input),
            convolution::convolve,
            convolution::pack,
            convolution::convolve,
            convolution::inputGradient,
            convolution::kernelGradient));
  }
}
