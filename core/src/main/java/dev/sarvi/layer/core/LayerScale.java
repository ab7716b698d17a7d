package dev.sarvi.layer.core;

import dev.sarvi.formula.Formula;
import dev.sarvi.initializer.Constant;
import dev.sarvi.kernel.TensorMath;
import dev.sarvi.layer.Derived;
import dev.sarvi.layer.LayerType;
import dev.sarvi.layer.Mode;
import dev.sarvi.layer.Options;
import dev.sarvi.layer.Pass;
import dev.sarvi.layer.SingleInputLayer;
import dev.sarvi.layer.Tracer;
import dev.sarvi.layer.Variable;
import dev.sarvi.layer.WeightSpec;
import dev.sarvi.layer.argument.Arguments;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * {@code x · gamma}, one learned factor for each channel. Input {@code (batch, ..., channels)},
 * output the same. A layer of ConvNeXt as {@code keras.applications} writes it. See Touvron et al.
 * 2021, <a href="https://arxiv.org/abs/2103.17239">arXiv:2103.17239</a>.
 */
public final class LayerScale extends SingleInputLayer {
  /** What files need to know. */
  public static final LayerType<Config> TYPE =
      new LayerType<>(
          LayerScale.class,
          new Config(1, 1),
          Set.of("initValues", "projectionDim"),
          LayerScale::new);

  private static final Formula PRODUCT = Formula.X.times(Formula.input("gamma"));

  /**
   * The arguments.
   *
   * @param initValues with what all factors start
   * @param projectionDim how many channels there are
   */
  public record Config(double initValues, int projectionDim) {
    /** Checks the arguments. */
    public Config {
      Arguments.strictlyPositive("projection_dim", projectionDim);
    }
  }

  /** A layer of this config. */
  public LayerScale(Config config) {
    this(config, Options.DEFAULT);
  }

  /** A layer of this config. */
  public LayerScale(Config config, Options options) {
    super(config, options);
  }

  @Override
  public Config config() {
    return (Config) super.config();
  }

  @Override
  protected List<WeightSpec> weights(Shape input) {
    return List.of(
        WeightSpec.trainable(
            "gamma",
            Shape.of(config().projectionDim),
            new Constant(config().initValues),
            null,
            null));
  }

  @Override
  public Shape outputShape(Shape input) {
    requireMinimumRank(input, 1);
    int channels = input.dim(-1);
    Arguments.require(
        channels == config().projectionDim || channels == Shape.UNKNOWN,
        described()
            + " expected as many channels as its projection_dim=%d. Full shape received: %s"
                .formatted(config().projectionDim, input));
    return input;
  }

  @Override
  protected Tracer.Value steps(Tracer.Value x, Tracer tracer) {
    Tracer.Value factor = tracer.constant(Derived.of(ownVariables().get(0)));
    return tracer.elementwise(PRODUCT, Map.of(), Map.of("x", x, "gamma", factor));
  }

  @Override
  protected Pass forward(Tensor x, Mode mode) {
    Variable gamma = ownVariables().get(0);
    Tensor factor = gamma.computeValue();
    return Pass.of(
        TensorMath.product(x, factor),
        (g, gradients) -> {
          gradients.add(gamma, () -> TensorMath.sumTo(TensorMath.product(g, x), factor.shape()));
          return TensorMath.product(g, factor);
        });
  }
}
