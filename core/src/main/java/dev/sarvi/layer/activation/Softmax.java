package dev.sarvi.layer.activation;

import dev.sarvi.layer.LayerType;
import dev.sarvi.layer.Mode;
import dev.sarvi.layer.Options;
import dev.sarvi.layer.Pass;
import dev.sarvi.layer.SingleInputLayer;
import dev.sarvi.layer.Tracer;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Softmax over one axis or several: {@code e^(x - max) / Σ e^(x - max)}.
 *
 * <p>Input of any shape, output the same. A mask, given with {@link #applyMasked} or carried by the
 * input, has at most as many axes as the input, each of the input's size or 1, the last ones
 * aligned. Where it is 0.5 or less, the element takes no part and its output is 0; a slice that is
 * masked as a whole becomes 0 (as in Keras 3.13 and later). A slice that holds {@code inf}, or
 * nothing but {@code -inf}, is NaN. See <a
 * href="https://keras.io/api/layers/activation_layers/softmax/">Keras: Softmax</a>.
 */
public final class Softmax extends SingleInputLayer {
  /** What files need to know. */
  public static final LayerType<Config> TYPE =
      LayerType.of(Softmax.class, new Config(), Softmax::new);

  /**
   * The arguments.
   *
   * @param axis one axis or several; negative ones count from the end
   */
  public record Config(List<Integer> axis) {
    /** Keras's default: the last axis. */
    public Config() {
      this(List.of(-1));
    }

    /** Refuses an empty list. */
    public Config {
      axis = List.copyOf(axis);
      if (axis.isEmpty()) {
        throw new IllegalArgumentException(
            "axis of a Softmax layer must name at least one axis. Received: axis=[]");
      }
    }
  }

  /** Over the last axis. */
  public Softmax() {
    this(new Config());
  }

  /** Over these axes. */
  public Softmax(int... axis) {
    this(new Config(IntStream.of(axis).boxed().toList()));
  }

  /** Of a config. */
  public Softmax(Config config) {
    this(config, Options.DEFAULT);
  }

  /** Of a config, with options. */
  public Softmax(Config config, Options options) {
    super(config, options);
  }

  @Override
  public Config config() {
    return (Config) super.config();
  }

  @Override
  public Shape outputShape(Shape input) {
    for (int axis : config().axis) {
      if (axis < -input.rank() || axis >= input.rank()) {
        throw new IllegalArgumentException(
            described()
                + " has no axis "
                + axis
                + " in its input of shape "
                + input
                + ". Received: axis="
                + config().axis);
      }
    }
    return input;
  }

  @Override
  protected void requireMasks(List<Shape> inputs, List<Shape> masks) {
    Shape input = inputs.get(0);
    Shape mask = masks.get(0);
    if (mask.rank() > input.rank()) {
      throw unfit("and must not have more dimensions.", input, mask);
    }
    for (int axis = -1; axis >= -mask.rank(); axis--) {
      int size = mask.dim(axis);
      boolean known = size != Shape.UNKNOWN && input.dim(axis) != Shape.UNKNOWN;
      if (known && size != 1 && size != input.dim(axis)) {
        throw unfit(
            "Each mask dimension must be 1 or match the corresponding input dimension.",
            input,
            mask);
      }
    }
  }

  private IllegalArgumentException unfit(String rule, Shape input, Shape mask) {
    return new IllegalArgumentException(
        described()
            + ": The `mask` must be broadcastable to `inputs`"
            + (rule.startsWith("and") ? " " : ". ")
            + rule
            + " Received: inputs.shape="
            + input
            + ", mask.shape="
            + mask);
  }

  @Override
  public boolean supportsMasking() {
    return true;
  }

  @Override
  protected Tracer.Value steps(Tracer.Value input, Tracer tracer) {
    return function().steps(input, tracer);
  }

  @Override
  protected Pass forward(Tensor input, Mode mode) {
    return function().apply(input);
  }

  @Override
  protected Pass forward(List<Tensor> inputs, List<Tensor> masks, Mode mode) {
    if (masks.isEmpty()) {
      return forward(inputs, mode);
    }
    Tensor input = inputs.get(0);
    requireMasks(List.of(input.shape()), List.of(masks.get(0).shape()));
    return new MaskedSoftmax(function(), computeDType()).apply(input, masks.get(0));
  }

  /** What it computes, without a mask. */
  public RowFunction function() {
    return RowFunction.softmax(config().axis);
  }
}
