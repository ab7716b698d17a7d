package dev.sarvi.layer.merging;

import dev.sarvi.layer.Layer;
import dev.sarvi.layer.LayerType;
import dev.sarvi.layer.Mode;
import dev.sarvi.layer.Options;
import dev.sarvi.layer.Pass;
import dev.sarvi.layer.argument.Arguments;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * The inputs one after another along an axis; their other axes are the same. See <a
 * href="https://keras.io/api/layers/merging_layers/concatenate/">Keras: Concatenate</a>.
 */
public final class Concatenate extends Layer {
  /** What files need to know. */
  public static final LayerType<Config> TYPE =
      LayerType.of(Concatenate.class, new Config(), Concatenate::new);

  /**
   * The arguments.
   *
   * @param axis along which; negative ones count from the end
   */
  public record Config(int axis) {
    /** Keras's default: the last axis. */
    public Config() {
      this(-1);
    }
  }

  /** Along the last axis. */
  public Concatenate() {
    this(-1);
  }

  /** Along this axis. */
  public Concatenate(int axis) {
    this(new Config(axis), Options.DEFAULT);
  }

  /** A layer of this config. */
  public Concatenate(Config config, Options options) {
    super(config, options);
  }

  @Override
  public Config config() {
    return (Config) super.config();
  }

  @Override
  public List<Shape> outputShapes(List<Shape> inputs) {
    Arguments.require(
        !inputs.isEmpty(),
        described() + ": A `Concatenate` layer should be called on a list of at least 1 input.");
    Shape output = inputs.get(0);
    int axis = config().axis;
    Arguments.require(
        axis >= -output.rank() && axis < output.rank(),
        described()
            + " has no axis %d in its inputs. Received: input_shape=%s"
                .formatted(axis, Arguments.list(inputs)));
    int length = 0;
    for (Shape input : inputs) {
      Arguments.require(
          input.rank() == output.rank() && output.with(axis, Shape.UNKNOWN).accepts(input),
          described()
              + ": A `Concatenate` layer requires inputs with matching shapes except for the"
              + " concatenation axis. Received: input_shape="
              + Arguments.list(inputs));
      boolean unknown = length == Shape.UNKNOWN || input.dim(axis) == Shape.UNKNOWN;
      length = unknown ? Shape.UNKNOWN : length + input.dim(axis);
      output = known(output, input);
    }
    return List.of(output.with(axis, length));
  }

  /** The first shape, with what only the second knows. */
  private static Shape known(Shape first, Shape second) {
    Shape known = first;
    for (int axis = 0; axis < first.rank(); axis++) {
      known = first.dim(axis) == Shape.UNKNOWN ? known.with(axis, second.dim(axis)) : known;
    }
    return known;
  }

  @Override
  protected Pass forward(List<Tensor> inputs, Mode mode) {
    List<Shape> shapes = inputs.stream().map(Tensor::shape).toList();
    Tensor y = Tensor.zeros(outputShapes(shapes).get(0), dtype());
    int start = 0;
    for (Tensor input : inputs) {
      copy(input, y, start, true);
      start += along(input);
    }
    return Pass.of(y, (outputs, gradients) -> parts(outputs.get(0), shapes), List.of());
  }

  private List<Tensor> parts(Tensor whole, List<Shape> shapes) {
    List<Tensor> parts = new ArrayList<>();
    int start = 0;
    for (Shape shape : shapes) {
      Tensor part = Tensor.zeros(shape, whole.dtype());
      copy(part, whole, start, false);
      start += along(part);
      parts.add(part);
    }
    return parts;
  }

  /** Copies between a part and its place in the whole. */
  private void copy(Tensor part, Tensor whole, int start, boolean in) {
    int length = along(part);
    int period = along(whole);
    for (int at = 0, wholeAt = start; at < part.size(); at += length, wholeAt += period) {
      if (in) {
        System.arraycopy(part.array(), at, whole.array(), wholeAt, length);
      } else {
        System.arraycopy(whole.array(), wholeAt, part.array(), at, length);
      }
    }
  }

  /** How many numbers lie together: those of the axis and all behind it. */
  private int along(Tensor tensor) {
    Shape shape = tensor.shape();
    return shape.sizeOf(shape.axis(config().axis), shape.rank());
  }
}
