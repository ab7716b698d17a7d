package dev.sarvi.layer.convolution;

import dev.sarvi.constraint.Constraint;
import dev.sarvi.initializer.GlorotUniform;
import dev.sarvi.initializer.Initializer;
import dev.sarvi.initializer.Zeros;
import dev.sarvi.kernel.Convolution;
import dev.sarvi.kernel.Sliding;
import dev.sarvi.kernel.Windows;
import dev.sarvi.layer.KernelLayer;
import dev.sarvi.layer.LayerType;
import dev.sarvi.layer.Options;
import dev.sarvi.layer.activation.ActivationFunction;
import dev.sarvi.layer.argument.Arguments;
import dev.sarvi.regularizer.Regularizer;
import dev.sarvi.tensor.Shape;
import java.util.List;
import java.util.Set;

/**
 * {@code y = activation(x * kernel + bias)}, the kernel sliding over images: shape {@code (batch,
 * height, width, channels)} to {@code (batch, newHeight, newWidth, filters)}. Weights: {@code
 * kernel} (kernelHeight, kernelWidth, channels / groups, filters) and {@code bias} (filters,). See
 * <a href="https://keras.io/api/layers/convolution_layers/convolution2d/">Keras: Conv2D</a>.
 */
public final class Conv2D extends KernelLayer {
  /** What files need to know. */
  public static final LayerType<Config> TYPE =
      new LayerType<>(
          Conv2D.class, new Config(1, List.of(1, 1)), Set.of("filters", "kernelSize"), Conv2D::new);

  /**
   * The arguments.
   *
   * @param filters how many output channels, at least 1
   * @param kernelSize height and width, each at least 1
   * @param strides along height and width, each at least 1
   * @param padding {@code valid}, or {@code same}: zeros around, as TensorFlow puts them
   * @param dataFormat {@code channels_last}; null means the same
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
      implements KernelConfig {
    /** Checks the arguments. */
    public Config {
      Arguments.require(
          filters > 0,
          "Invalid value for argument `filters`. Expected a strictly positive value. Received"
              + " filters="
              + filters
              + ".");
      Arguments.require(
          groups > 0,
          "The number of groups must be a positive integer. Received: groups=" + groups);
      Arguments.require(
          filters % groups == 0,
          "The number of filters must be evenly divisible by the number of groups. Received:"
              + " groups=%d, filters=%d.".formatted(groups, filters));
      kernelSize = Arguments.positivePair("kernel_size", kernelSize);
      strides = Arguments.positivePair("strides", strides);
      dilationRate = Arguments.positivePair("dilation_rate", dilationRate);
      padding = Arguments.padding(padding);
      Arguments.channelsLast(dataFormat);
      boolean strided = strides.stream().anyMatch(stride -> stride > 1);
      boolean dilated = dilationRate.stream().anyMatch(rate -> rate > 1);
      Arguments.require(
          !(strided && dilated),
          "`strides > 1` not supported in conjunction with `dilation_rate > 1`. Received:"
              + " strides=%s and dilation_rate=%s"
                  .formatted(Arguments.tuple(strides), Arguments.tuple(dilationRate)));
      activation = activation == null ? ActivationFunction.LINEAR : activation;
    }

    /** Keras's defaults. */
    public Config(int filters, List<Integer> kernelSize) {
      this(
          filters,
          kernelSize,
          List.of(1, 1),
          "valid",
          "channels_last",
          List.of(1, 1),
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

    /** With strides along height and width. */
    public Config withStrides(int height, int width) {
      return with(List.of(height, width), padding, dilationRate, groups, activation, useBias);
    }

    /** With {@code valid} or {@code same} padding. */
    public Config withPadding(String padding) {
      return with(strides, padding, dilationRate, groups, activation, useBias);
    }

    /** With dilation along height and width. */
    public Config withDilationRate(int height, int width) {
      return with(strides, padding, List.of(height, width), groups, activation, useBias);
    }

    /** With groups of channels. */
    public Config withGroups(int groups) {
      return with(strides, padding, dilationRate, groups, activation, useBias);
    }

    /** With an activation. */
    public Config withActivation(ActivationFunction activation) {
      return with(strides, padding, dilationRate, groups, activation, useBias);
    }

    /** With or without a bias. */
    public Config withUseBias(boolean useBias) {
      return with(strides, padding, dilationRate, groups, activation, useBias);
    }

    /** With a kernel that starts, is penalised and is constrained so; the last two may be null. */
    public Config withKernel(
        Initializer initializer, Regularizer regularizer, Constraint constraint) {
      return new Config(
          filters,
          kernelSize,
          strides,
          padding,
          dataFormat,
          dilationRate,
          groups,
          activation,
          useBias,
          initializer,
          biasInitializer,
          regularizer,
          biasRegularizer,
          constraint,
          biasConstraint);
    }

    private Config with(
        List<Integer> strides,
        String padding,
        List<Integer> dilationRate,
        int groups,
        ActivationFunction activation,
        boolean useBias) {
      return new Config(
          filters,
          kernelSize,
          strides,
          padding,
          dataFormat,
          dilationRate,
          groups,
          activation,
          useBias,
          kernelInitializer,
          biasInitializer,
          kernelRegularizer,
          biasRegularizer,
          kernelConstraint,
          biasConstraint);
    }

    private boolean same() {
      return padding.equals("same");
    }

    private int outputSize(Shape input, int axis) {
      return Sliding.outputSize(
          input.dim(axis + 1),
          kernelSize.get(axis),
          strides.get(axis),
          dilationRate.get(axis),
          same());
    }

    private Sliding sliding(Shape input, int axis) {
      return Sliding.of(
          input.dim(axis + 1),
          kernelSize.get(axis),
          strides.get(axis),
          dilationRate.get(axis),
          same());
    }
  }

  /** A convolution with a square kernel. */
  public Conv2D(int filters, int kernelSize) {
    this(new Config(filters, List.of(kernelSize, kernelSize)));
  }

  /** A convolution with a square kernel and an activation, by its Keras name. */
  public Conv2D(int filters, int kernelSize, String activation) {
    this(
        new Config(filters, List.of(kernelSize, kernelSize))
            .withActivation(ActivationFunction.named(activation)));
  }

  /** A layer of this config. */
  public Conv2D(Config config) {
    this(config, Options.DEFAULT);
  }

  /** A layer of this config. */
  public Conv2D(Config config, Options options) {
    super(config, options);
  }

  @Override
  public Config config() {
    return (Config) super.config();
  }

  @Override
  protected Shape linearShape(Shape input) {
    requireRank(input, 4);
    requireBuiltSize(input, -1);
    Config config = config();
    int channels = input.dim(-1);
    Arguments.require(
        channels == Shape.UNKNOWN || channels % config.groups == 0,
        described()
            + ": The number of input channels must be evenly divisible by the number of groups."
            + " Received groups=%d, but the input has %d channels (full input shape is %s)."
                .formatted(config.groups, channels, input));
    int height = config.outputSize(input, 0);
    int width = config.outputSize(input, 1);
    Arguments.require(
        Sliding.fits(input.dim(1), height) && Sliding.fits(input.dim(2), width),
        described()
            + ": Computed output size would be zero or negative. Received `inputs shape=%s`,"
                .formatted(input)
            + " `kernel shape=%s`, `dilation_rate=%s`, `strides=%s`, `padding=%s`."
                .formatted(
                    kernelShape(input),
                    Arguments.tuple(config.dilationRate),
                    Arguments.tuple(config.strides),
                    config.padding));
    return Shape.of(input.dim(0), height, width, config.filters);
  }

  @Override
  protected Shape kernelShape(Shape input) {
    Config config = config();
    int channels = input.dim(-1);
    return Shape.of(
        config.kernelSize.get(0),
        config.kernelSize.get(1),
        channels == Shape.UNKNOWN ? channels : channels / config.groups,
        config.filters);
  }

  @Override
  protected Linear linear(Shape input) {
    Config config = config();
    Windows windows =
        new Windows(
            input.dim(0), config.sliding(input, 0), config.sliding(input, 1), input.dim(-1));
    Convolution convolution = new Convolution(windows, config.filters, config.groups);
    return new Linear(
        convolution::convolve, convolution::inputGradient, convolution::kernelGradient);
  }
}
