package dev.sarvi.layer.convolution;

import dev.sarvi.config.Records;
import dev.sarvi.constraint.Constraint;
import dev.sarvi.initializer.GlorotUniform;
import dev.sarvi.initializer.Initializer;
import dev.sarvi.initializer.Zeros;
import dev.sarvi.kernel.Depthwise;
import dev.sarvi.kernel.Padding;
import dev.sarvi.layer.Options;
import dev.sarvi.layer.WeightSpec;
import dev.sarvi.layer.activation.ActivationFunction;
import dev.sarvi.layer.argument.Arguments;
import dev.sarvi.regularizer.Regularizer;
import dev.sarvi.tensor.Shape;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * {@code y = activation(x * kernel + bias)}, each channel convolved by itself: shape {@code (batch,
 * ..., channels)} to {@code (batch, ..., channels · depthMultiplier)}. Weights: {@code kernel}
 * (..., channels, depthMultiplier) and {@code bias} (channels · depthMultiplier,).
 */
public abstract class BaseDepthwiseConv extends SpatialLayer {
  /**
   * The arguments; where a list has a number for each axis, one stands for all.
   *
   * @param kernelSize its size along each axis, at least 1
   * @param strides along each axis, at least 1
   * @param padding {@code valid}, or {@code same}: zeros around, as TensorFlow puts them
   * @param depthMultiplier how many outputs each channel has, at least 1
   * @param dataFormat {@code channels_last}, the same as null, or {@code channels_first}
   * @param dilationRate distances of the kernel's taps
   * @param activation null is {@link ActivationFunction#LINEAR}
   * @param useBias whether a bias is added
   * @param depthwiseInitializer how the kernel starts
   * @param biasInitializer how the bias starts
   * @param depthwiseRegularizer or null
   * @param biasRegularizer or null
   * @param depthwiseConstraint or null
   * @param biasConstraint or null
   */
  public record Config(
      List<Integer> kernelSize,
      List<Integer> strides,
      String padding,
      int depthMultiplier,
      String dataFormat,
      List<Integer> dilationRate,
      ActivationFunction activation,
      boolean useBias,
      Initializer depthwiseInitializer,
      Initializer biasInitializer,
      Regularizer depthwiseRegularizer,
      Regularizer biasRegularizer,
      Constraint depthwiseConstraint,
      Constraint biasConstraint)
      implements SpatialConfig<Config> {
    /** Checks the arguments. */
    public Config {
      Arguments.strictlyPositive("depth_multiplier", depthMultiplier);
      kernelSize = Arguments.positive("kernel_size", kernelSize);
      strides = Arguments.positive("strides", strides, kernelSize.size());
      dilationRate = Arguments.positive("dilation_rate", dilationRate, kernelSize.size());
      padding = Padding.of(padding, Padding.VALID, Padding.SAME).toString();
      Arguments.dataFormat(dataFormat);
      activation = activation == null ? ActivationFunction.LINEAR : activation;
    }

    /** Keras's defaults. */
    public Config(List<Integer> kernelSize) {
      this(
          kernelSize,
          List.of(1),
          "valid",
          1,
          "channels_last",
          List.of(1),
          null,
          true,
          new GlorotUniform(),
          new Zeros(),
          null,
          null,
          null,
          null);
    }

    /** With so many outputs for each channel. */
    public Config withDepthMultiplier(int depthMultiplier) {
      return Records.with(this, "depthMultiplier", depthMultiplier);
    }

    /** With Keras's defaults, and a kernel of the same size along every axis. */
    static Config ofRank(int rank, int kernelSize) {
      return new Config(Collections.nCopies(rank, kernelSize));
    }
  }

  BaseDepthwiseConv(int rank, Config config, Options options) {
    super(rank, config, options);
  }

  @Override
  public final Config config() {
    return (Config) super.config();
  }

  @Override
  final Shape convolved(Shape input) {
    return slid(input, times(input.dim(-1), config().depthMultiplier));
  }

  @Override
  protected final List<WeightSpec> kernels(Shape input) {
    return List.of(
        WeightSpec.trainable(
            "kernel",
            kernelShape(input.dim(-1), config().depthMultiplier),
            config().depthwiseInitializer,
            config().depthwiseRegularizer,
            config().depthwiseConstraint));
  }

  @Override
  protected final List<Linear<?>> linears(Shape input) {
    Depthwise depthwise = new Depthwise(config().window().over(input), config().depthMultiplier);
    return List.of(
        new Linear<>(
            convolved(input),
            depthwise::convolve,
            UnaryOperator.identity(),
            depthwise::convolve,
            depthwise::inputGradient,
            depthwise::kernelGradient));
  }
}
