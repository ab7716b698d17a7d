package dev.sarvi.layer.merging;

import dev.sarvi.kernel.Masks;
import dev.sarvi.kernel.Slices;
import dev.sarvi.layer.Layer;
import dev.sarvi.layer.LayerType;
import dev.sarvi.layer.Mode;
import dev.sarvi.layer.Options;
import dev.sarvi.layer.Pass;
import dev.sarvi.layer.Tracer;
import dev.sarvi.layer.argument.Arguments;
import dev.sarvi.tensor.DType;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
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
  protected boolean takesAnyType() {
    return true;
  }

  @Override
  public boolean supportsMasking() {
    return true;
  }

  /** The masks joined like their inputs, and along the last axis what counts anywhere. */
  @Override
  protected List<Tensor> outputMasks(List<Tensor> inputs, List<Tensor> masks) {
    if (masks.isEmpty()) {
      return List.of();
    }
    List<Tensor> whole = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      whole.add(whole(inputs.get(i).shape(), masks.get(i)));
    }
    return List.of(Masks.anyAlongLast(Slices.join(config().axis, whole)));
  }

  /** A mask of every element. */
  private static Tensor whole(Shape input, Tensor mask) {
    if (mask == null) {
      return Tensor.full(input, DType.BOOL, 1);
    }
    boolean ofRows = mask.shape().rank() < input.rank();
    return ofRows
        ? Masks.or(mask.reshape(mask.shape().concat(Shape.of(1))), Tensor.zeros(input, DType.BOOL))
        : mask;
  }

  @Override
  protected List<Tracer.Value> steps(List<Tracer.Value> inputs, Tracer tracer) {
    Shape output = outputShapes(inputs.stream().map(Tracer.Value::shape).toList()).get(0);
    int axis = config().axis;
    return List.of(
        tracer.compute(
            output,
            (parts, y) -> Slices.join(axis, Arrays.asList(parts), y),
            inputs.toArray(Tracer.Value[]::new)));
  }

  @Override
  protected Pass forward(List<Tensor> inputs, Mode mode) {
    int axis = config().axis;
    int[] sizes = inputs.stream().mapToInt(input -> input.shape().dim(axis)).toArray();
    return Pass.of(
        Slices.join(axis, inputs),
        (outputs, gradients) -> Slices.split(outputs.get(0), axis, sizes),
        List.of());
  }
}
