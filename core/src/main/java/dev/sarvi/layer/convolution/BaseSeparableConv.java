package dev.sarvi.layer.convolution;

import dev.sarvi.config.Records;
import dev.sarvi.constraint.Constraint;
import dev.sarvi.initializer.GlorotUniform;
import dev.sarvi.initializer.Initializer;
import dev.sarvi.initializer.Zeros;
import dev.sarvi.kernel.Convolution;
import dev.sarvi.kernel.Depthwise;
import dev.sarvi.kernel.Padding;
import dev.sarvi.layer.Options;
import dev.sarvi.layer.WeightSpec;
import dev.sarvi.layer.activation.ActivationFunction;
import dev.sarvi.layer.argument.Arguments;
import dev.sarvi.layer.argument.SlidingWindow;
import dev.sarvi.regularizer.Regularizer;
import dev.sarvi.tensor.Shape;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Each channel convolved by itself, then all mixed at every pixel: {@code y = activation((x *
 * depthwiseKernel)·pointwiseKernel + bias)}, shape {@code (batch, ..., channels)} to {@code (batch,
 * ..., filters)}. Weights: {@code depthwise_kernel} (..., channels, depthMultiplier), {@code
 * pointwise_kernel} (1, ..., channels · depthMultiplier, filters) and {@code bias} (filters,).
 */
public abstract class BaseSeparableConv extends SpatialLayer {
  /**
   * The arguments; where a list has a number for each axis, one stands for all.
   *
   * @param filters how many output channels, at least 1
   * @param kernelSize its size along each axis, at least 1
   * @param strides along each axis, at least 1
   * @param padding {@code valid}, or {@code same}: zeros around, as TensorFlow puts them
   * @param dataFormat {@code channels_last}, the same as null, or {@code channels_first}
   * @param dilationRate distances of the kernel's taps
   * @param depthMultiplier how many channels each becomes before they are mixed, at least 1
   * @param activation null is {@link ActivationFunction#LINEAR}
   * @param useBias whether a bias is added
   * @param depthwiseInitializer how the kernel of the channels starts
   * @param pointwiseInitializer how the kernel of the pixels starts
   * @param biasInitializer how the bias starts
   * @param depthwiseRegularizer or null
   * @param pointwiseRegularizer or null
   * @param biasRegularizer or null
   * @param depthwiseConstraint or null
   * @param pointwiseConstraint or null
   * @param biasConstraint or null
   */
  public record Config(
      int filters,
      List<Integer> kernelSize,
      List<Integer> strides,
      String padding,
      String dataFormat,
      List<Integer> dilationRate,
      int depthMultiplier,
      ActivationFunction activation,
      boolean useBias,
      Initializer depthwiseInitializer,
      Initializer pointwiseInitializer,
      Initializer biasInitializer,
      Regularizer depthwiseRegularizer,
      Regularizer pointwiseRegularizer,
      Regularizer biasRegularizer,
      Constraint depthwiseConstraint,
      Constraint pointwiseConstraint,
      Constraint biasConstraint)
      implements SpatialConfig<Config> {
    /** Checks the arguments. */
    public Config {
      Arguments.strictlyPositive("depth_multiplier", depthMultiplier);
      Arguments.strictlyPositive("filters", filters);
      kernelSize = Arguments.positive("kernel_size", kernelSize);
      strides = Arguments.positive("strides", strides, kernelSize.size());
      dilationRate = Arguments.positive("dilation_rate", dilationRate, kernelSize.size());
      padding = Padding.of(padding, Padding.VALID, Padding.SAME).toString();
      Arguments.dataFormat(dataFormat);
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
          new GlorotUniform(),
          new Zeros(),
          null,
          null,
          null,
          null,
          null,
          null);
    }

    /** With so many channels for each before they are mixed. */
    public Config withDepthMultiplier(int depthMultiplier) {
      return Records.with(this, "depthMultiplier", depthMultiplier);
    }

    /** With Keras's defaults, and a kernel of the same size along every axis. */
    static Config ofRank(int rank, int filters, int kernelSize) {
      return new Config(filters, Collections.nCopies(rank, kernelSize));
    }
  }

  BaseSeparableConv(int rank, Config config, Options options) {
    super(rank, config, options);
  }

  @Override
  public final Config config() {
    return (Config) super.config();
  }

  @Override
  final Shape convolved(Shape input) {
    return slid(input, config().filters);
  }

  @Override
  protected final List<WeightSpec> kernels(Shape input) {
    Config config = config();
    int channels = input.dim(-1);
    Shape pixel = Shape.of(Collections.nCopies(config.kernelSize.size(), 1));
    return List.of(
        WeightSpec.trainable(
            "depthwise_kernel",
            kernelShape(channels, config.depthMultiplier),
            config.depthwiseInitializer,
            config.depthwiseRegularizer,
            config.depthwiseConstraint),
        WeightSpec.trainable(
            "pointwise_kernel",
            pixel.concat(Shape.of(times(channels, config.depthMultiplier), config.filters)),
            config.pointwiseInitializer,
            config.pointwiseRegularizer,
            config.pointwiseConstraint));
  }

  @Override
  protected final List<Linear<?>> linears(Shape input) {
    Config config = config();
    Shape between = slid(input, times(input.dim(-1), config.depthMultiplier));
    Depthwise depthwise = new Depthwise(config.window().over(input), config.depthMultiplier);
    Convolution pointwise =
        new Convolution(
            SlidingWindow.pointwise(config.kernelSize.size()).over(between), config.filters, 1);
    return List.of(
        new Linear<>(
            between,
            depthwise::convolve,
            UnaryOperator.identity(),
            depthwise::convolve,
            depthwise::inputGradient,
            depthwise::kernelGradient),
        new Linear<>(
            convolved(input),
            pointwise::convolve,
            pointwise::pack,
            pointwise::convolve,
            pointwise::inputGradient,
            pointwise::kernelGradient));
  }
}
