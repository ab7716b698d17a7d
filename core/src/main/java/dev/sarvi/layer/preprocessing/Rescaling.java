package dev.sarvi.layer.preprocessing;

import dev.sarvi.formula.Formula;
import dev.sarvi.kernel.Kernel;
import dev.sarvi.kernel.TensorMath;
import dev.sarvi.layer.Derived;
import dev.sarvi.layer.LayerType;
import dev.sarvi.layer.Mode;
import dev.sarvi.layer.Options;
import dev.sarvi.layer.Pass;
import dev.sarvi.layer.SingleInputLayer;
import dev.sarvi.layer.Tracer;
import dev.sarvi.layer.argument.Arguments;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * {@code x · scale + offset}: {@code 1/255} brings pixels to 0 to 1; {@code 1/127.5} and {@code -1}
 * to -1 to 1. Input of any shape, output the same; lists are for the last axis, the channels. See
 * <a href="https://keras.io/api/layers/preprocessing_layers/image_preprocessing/rescaling/">Keras:
 * Rescaling</a>.
 */
public final class Rescaling extends SingleInputLayer {
  /** What files need to know. */
  public static final LayerType<Config> TYPE =
      new LayerType<>(Rescaling.class, new Config(1), Set.of("scale"), Rescaling::new);

  private static final Formula FORMULA =
      Formula.X.times(Formula.input("scale")).plus(Formula.input("offset"));
  private static final Kernel OUTPUT = Kernel.of(FORMULA, "x", "scale", "offset");

  /**
   * The arguments.
   *
   * @param scale what the input is multiplied by
   * @param offset what is added then
   */
  public record Config(Numbers scale, Numbers offset) {
    /** One scale, and nothing added. */
    public Config(double scale) {
      this(Numbers.of(scale), Numbers.of(0));
    }
  }

  /** One scale, and nothing added. */
  public Rescaling(double scale) {
    this(new Config(scale));
  }

  /** One scale and one offset. */
  public Rescaling(double scale, double offset) {
    this(new Config(Numbers.of(scale), Numbers.of(offset)));
  }

  /** A layer of this config. */
  public Rescaling(Config config) {
    this(config, Options.DEFAULT);
  }

  /** A layer of this config. */
  public Rescaling(Config config, Options options) {
    super(config, options);
  }

  @Override
  public Config config() {
    return (Config) super.config();
  }

  @Override
  public Shape outputShape(Shape input) {
    requireFit("scale", config().scale, input);
    requireFit("offset", config().offset, input);
    return input;
  }

  private void requireFit(String name, Numbers numbers, Shape input) {
    Arguments.require(
        numbers.broadcastsTo(input),
        described()
            + " expected a %s that broadcasts to its input of shape %s. Received: %s=%s"
                .formatted(name, input, name, numbers));
  }

  @Override
  public boolean supportsMasking() {
    return true;
  }

  @Override
  protected Tracer.Value steps(Tracer.Value x, Tracer tracer) {
    return tracer.elementwise(
        FORMULA,
        Map.of(),
        Map.of(
            "x",
            x,
            "scale",
            tracer.constant(numbers(config().scale)),
            "offset",
            tracer.constant(numbers(config().offset))));
  }

  private Derived<Tensor> numbers(Numbers numbers) {
    return new Derived<>(List.of(), () -> numbers.rounded(computeDType()));
  }

  @Override
  protected Pass forward(Tensor x, Mode mode) {
    Tensor scale = config().scale.rounded(computeDType());
    Tensor offset = config().offset.rounded(computeDType());
    return Pass.of(OUTPUT.map(x, scale, offset), g -> TensorMath.product(g, scale));
  }
}
