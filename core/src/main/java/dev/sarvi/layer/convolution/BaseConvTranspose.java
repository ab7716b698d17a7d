package dev.sarvi.layer.convolution;

import dev.sarvi.config.Records;
import dev.sarvi.constraint.Constraint;
import dev.sarvi.initializer.GlorotUniform;
import dev.sarvi.initializer.Initializer;
import dev.sarvi.initializer.Zeros;
import dev.sarvi.kernel.Convolution;
import dev.sarvi.kernel.Padding;
import dev.sarvi.kernel.Sliding;
import dev.sarvi.kernel.Windows;
import dev.sarvi.layer.KernelConfig;
import dev.sarvi.layer.Options;
import dev.sarvi.layer.WeightSpec;
import dev.sarvi.layer.activation.ActivationFunction;
import dev.sarvi.layer.argument.Arguments;
import dev.sarvi.regularizer.Regularizer;
import dev.sarvi.tensor.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The adjoint of a convolution, plus a bias, through an activation: each input pixel spreads the
 * kernel over the output. Shape {@code (batch, ..., channels)} to {@code (batch, ..., filters)}.
 * Weights: {@code kernel} (..., filters, channels) and {@code bias} (filters,).
 */
public abstract class BaseConvTranspose extends SpatialLayer {
  /**
   * The arguments; where a list has a number for each axis, one stands for all.
   *
   * @param filters how many output channels, at least 1
   * @param kernelSize its size along each axis, at least 1
   * @param strides how far the kernels of neighbours lie apart along each axis, at least 1
   * @param padding {@code valid}: the output holds all of every kernel; {@code same}: it is {@code
   *     strides} times the input
   * @param outputPadding how much longer the output is along each axis, from 0 and below the
   *     stride; null chooses it
   * @param dataFormat {@code channels_last}, the same as null, or {@code channels_first}
   * @param dilationRate distances of the kernel's taps; above 1 only with strides of 1
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
      List<Integer> outputPadding,
      String dataFormat,
      List<Integer> dilationRate,
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
      kernelSize = Arguments.positive("kernel_size", kernelSize);
      strides = Arguments.positive("strides", strides, kernelSize.size());
      dilationRate = Arguments.positive("dilation_rate", dilationRate, kernelSize.size());
      padding = Padding.of(padding, Padding.VALID, Padding.SAME).toString();
      if (outputPadding != null) {
        outputPadding = Arguments.fromZero("output_padding", outputPadding, kernelSize.size());
        requireBelow(outputPadding, strides);
      }
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
          null,
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

    /** With output padding along each axis; one stands for all. */
    public Config withOutputPadding(int... outputPadding) {
      return Records.with(this, "outputPadding", IntStream.of(outputPadding).boxed().toList());
    }

    /** With Keras's defaults, and a kernel of the same size along every axis. */
    static Config ofRank(int rank, int filters, int kernelSize) {
      return new Config(filters, Collections.nCopies(rank, kernelSize));
    }

    private static void requireBelow(List<Integer> outputPadding, List<Integer> strides) {
      for (int axis = 0; axis < strides.size(); axis++) {
        Arguments.require(
            outputPadding.get(axis) < strides.get(axis),
            "`output_padding` must be strictly less than `strides` for all dimensions. At"
                + " dimension %d, `output_padding` is %d but `strides` is %d. Received:"
                    .formatted(axis, outputPadding.get(axis), strides.get(axis))
                + " output_padding=%s, strides=%s"
                    .formatted(Arguments.tuple(outputPadding), Arguments.tuple(strides)));
      }
    }

    private Integer outputPadding(int axis) {
      return outputPadding == null ? null : outputPadding.get(axis);
    }
  }

  BaseConvTranspose(int rank, Config config, Options options) {
    super(rank, config, options);
  }

  @Override
  public final Config config() {
    return (Config) super.config();
  }

  @Override
  final Shape convolved(Shape input) {
    Config config = config();
    Padding padding = config.window().padding();
    int[] dims = input.with(-1, config.filters).dims();
    for (int axis = 0; axis < config.kernelSize.size(); axis++) {
      dims[axis + 1] =
          Sliding.transposedSize(
              input.dim(axis + 1),
              config.kernelSize.get(axis),
              config.strides.get(axis),
              config.dilationRate.get(axis),
              padding,
              config.outputPadding(axis));
      Arguments.require(
          Sliding.fits(input.dim(axis + 1), dims[axis + 1]),
          described()
              + ": Computed output size would be zero or negative. Received `inputs shape=%s`."
                  .formatted(dataFormat().fromChannelsLast(input)));
    }
    return Shape.of(dims);
  }

  @Override
  protected final List<WeightSpec> kernels(Shape input) {
    return List.of(config().kernel(kernelShape(config().filters, input.dim(-1))));
  }

  @Override
  protected final List<Linear<?>> linears(Shape input) {
    Convolution adjoint = new Convolution(windows(input), input.dim(-1), 1);
    return List.of(
        new Linear<>(
            convolved(input),
            adjoint::spread,
            adjoint::packTransposed,
            adjoint::spread,
            (g, kernel) -> adjoint.convolve(g, kernel, null),
            (x, g) -> adjoint.kernelGradient(g, x)));
  }

  /** How the kernel slides over the output, to give the input. */
  private Windows windows(Shape input) {
    Config config = config();
    Padding padding = config.window().padding();
    List<Sliding> axes = new ArrayList<>();
    for (int axis = 0; axis < config.kernelSize.size(); axis++) {
      axes.add(
          Sliding.transposed(
              input.dim(axis + 1),
              config.kernelSize.get(axis),
              config.strides.get(axis),
              config.dilationRate.get(axis),
              padding,
              config.outputPadding(axis)));
    }
    return Windows.of(input.dim(0), axes, config.filters);
  }
}
