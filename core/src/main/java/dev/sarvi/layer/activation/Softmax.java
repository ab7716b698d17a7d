package dev.sarvi.layer.activation;

import dev.sarvi.layer.Layer;
import dev.sarvi.layer.LayerType;
import dev.sarvi.layer.Mode;
import dev.sarvi.layer.Options;
import dev.sarvi.layer.Pass;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Softmax over one axis or several: {@code e^(x - max) / Σ e^(x - max)}.
 *
 * <p>Input of any shape, output the same. A second input, if there is one, is a mask that
 * broadcasts against the first: where it is 0.5 or less, the element takes no part and its output
 * is 0; a slice that is masked as a whole becomes 0 (as in Keras 3.13 and later). A slice that
 * holds an infinity, or nothing but {@code -inf}, is NaN. See <a
 * href="https://keras.io/api/layers/activation_layers/softmax/">Keras: Softmax</a>.
 */
public final class Softmax extends Layer {
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
  public List<Shape> outputShapes(List<Shape> inputs) {
    if (inputs.isEmpty() || inputs.size() > 2) {
      throw new IllegalArgumentException(
          described() + " expects an input, and possibly a mask. Received: " + inputs);
    }
    Shape input = inputs.get(0);
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
    if (inputs.size() == 2) {
      requireBroadcastable(inputs.get(1), input);
    }
    return List.of(input);
  }

  private void requireBroadcastable(Shape mask, Shape input) {
    boolean fits = mask.rank() <= input.rank();
    for (int back = 1; fits && back <= mask.rank(); back++) {
      int dim = mask.dim(-back);
      fits =
          dim == 1
              || dim == Shape.UNKNOWN
              || input.dim(-back) == Shape.UNKNOWN
              || dim == input.dim(-back);
    }
    if (!fits) {
      throw new IllegalArgumentException(
          described()
              + ": the `mask` must be broadcastable to `inputs` and must not have more dimensions."
              + " Received: mask.shape="
              + mask
              + ", inputs.shape="
              + input);
    }
  }

  @Override
  protected Pass forward(List<Tensor> inputs, Mode mode) {
    return inputs.size() == 1
        ? function().apply(inputs.get(0))
        : MaskedSoftmax.apply(function(), inputs.get(0), inputs.get(1));
  }

  /** What it computes, without a mask. */
  public RowFunction function() {
    return RowFunction.softmax(config().axis);
  }
}
