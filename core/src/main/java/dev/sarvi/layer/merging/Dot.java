package dev.sarvi.layer.merging;

import dev.sarvi.config.Numerics;
import dev.sarvi.layer.Layer;
import dev.sarvi.layer.LayerType;
import dev.sarvi.layer.Mode;
import dev.sarvi.layer.Options;
import dev.sarvi.layer.Pass;
import dev.sarvi.layer.argument.Arguments;
import dev.sarvi.layer.normalization.UnitNormalization;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The products of two inputs, summed over one axis of each, sample by sample. Shapes {@code (batch,
 * a..., n)} and {@code (batch, n, b...)} with {@code axes = (-1, 1)} give {@code (batch, a...,
 * b...)}; two vectors give {@code (batch, 1)}. With {@code normalize}, each is divided by its norm
 * along that axis before, which makes it the cosine. See <a
 * href="https://keras.io/api/layers/merging_layers/dot/">Keras: Dot</a>.
 */
public final class Dot extends Layer {
  /** What files need to know. */
  public static final LayerType<Config> TYPE =
      new LayerType<>(Dot.class, new Config(List.of(-1), false), Set.of("axes"), Dot::new);

  private static final char BATCH = 'B';
  private static final char SUMMED = 'S';

  /**
   * The arguments.
   *
   * @param axes one for both inputs, or one of each; negative ones count from the end; not the
   *     batch
   * @param normalize whether inputs are divided by their norm before
   */
  public record Config(List<Integer> axes, boolean normalize) {
    /** Checks the arguments. */
    public Config {
      axes = axes.size() == 1 ? Collections.nCopies(2, axes.get(0)) : List.copyOf(axes);
      Arguments.require(
          axes.size() == 2,
          "Invalid format for argument `axes`: it should contain two elements. Received: axes="
              + Arguments.tuple(axes));
    }
  }

  /** Over this axis of both inputs. */
  public Dot(int axis) {
    this(new Config(List.of(axis), false), Options.DEFAULT);
  }

  /** Over these axes of the two inputs. */
  public Dot(int first, int second) {
    this(new Config(List.of(first, second), false), Options.DEFAULT);
  }

  /** A layer of this config. */
  public Dot(Config config, Options options) {
    super(config, options);
  }

  @Override
  public Config config() {
    return (Config) super.config();
  }

  @Override
  public List<Shape> outputShapes(List<Shape> inputs) {
    Arguments.require(
        inputs.size() == 2,
        described()
            + ": A `Dot` layer should be called on a list of 2 inputs. Received: input_shape="
            + Arguments.list(inputs));
    int[] axes = {axis(inputs, 0), axis(inputs, 1)};
    int first = inputs.get(0).dim(axes[0]);
    int second = inputs.get(1).dim(axes[1]);
    Arguments.require(
        first == second || first == Shape.UNKNOWN || second == Shape.UNKNOWN,
        described()
            + ": Incompatible input shapes: axis values %d (at axis %d) != %d (at axis %d)."
                .formatted(first, axes[0], second, axes[1])
            + " Full input shapes: %s, %s".formatted(inputs.get(0), inputs.get(1)));
    Shape rest = rest(inputs.get(0), axes[0]).concat(rest(inputs.get(1), axes[1]));
    return List.of((rest.rank() == 0 ? Shape.of(1) : rest).batched(batch(inputs)));
  }

  private int axis(List<Shape> inputs, int which) {
    Shape input = inputs.get(which);
    List<Integer> axes = config().axes;
    int axis = axes.get(which);
    Arguments.require(
        input.rank() >= 2,
        described()
            + ": Cannot do batch_dot on inputs with rank < 2. Received inputs with shapes "
            + Arguments.list(inputs));
    Arguments.require(
        axis >= -input.rank() && axis < input.rank() && input.axis(axis) != 0,
        described()
            + ": Cannot perform batch_dot over axis %d of shape %s. Received: axes=%s"
                .formatted(axis, input, Arguments.tuple(axes)));
    return input.axis(axis);
  }

  private int batch(List<Shape> inputs) {
    int first = inputs.get(0).dim(0);
    int second = inputs.get(1).dim(0);
    Arguments.require(
        first == second || first == Shape.UNKNOWN || second == Shape.UNKNOWN,
        described()
            + ": Cannot do batch_dot on inputs with different batch sizes. Received inputs with"
            + " shapes "
            + Arguments.list(inputs));
    return first == Shape.UNKNOWN ? second : first;
  }

  /** The axes that stay, the batch left out. */
  private static Shape rest(Shape input, int axis) {
    return input.slice(1, axis).concat(input.slice(axis + 1, input.rank()));
  }

  @Override
  public boolean supportsMasking() {
    return true;
  }

  /** None: the axes are others. */
  @Override
  protected List<Tensor> outputMasks(List<Tensor> inputs, List<Tensor> masks) {
    return List.of();
  }

  @Override
  protected Pass forward(List<Tensor> inputs, Mode mode) {
    List<Shape> shapes = inputs.stream().map(Tensor::shape).toList();
    Pass left = operand(inputs.get(0), axis(shapes, 0));
    Pass right = operand(inputs.get(1), axis(shapes, 1));
    String ofLeft = labels(shapes.get(0), axis(shapes, 0), 'a');
    String ofRight = labels(shapes.get(1), axis(shapes, 1), 'n');
    String kept = BATCH + (ofLeft + ofRight).replaceAll("[BS]", "");
    Pass product = Pass.contraction(left.output(), ofLeft, right.output(), ofRight, kept);
    Shape shape = product.output().shape();
    return Pass.of(
        product.output().reshape(outputShapes(shapes).get(0)),
        (outputs, gradients) -> {
          List<Tensor> above = product.back(outputs.get(0).reshape(shape), gradients);
          return List.of(
              left.back(above.get(0), gradients).get(0),
              right.back(above.get(1), gradients).get(0));
        },
        List.of());
  }

  private Pass operand(Tensor x, int axis) {
    return config().normalize
        ? UnitNormalization.divided(x, List.of(axis), Numerics.EPSILON)
        : Pass.of(x, g -> g);
  }

  /** Those of axes that stay are its own, from the first on. */
  private static String labels(Shape x, int axis, char first) {
    StringBuilder labels = new StringBuilder();
    IntStream.range(0, x.rank())
        .forEach(i -> labels.append(i == 0 ? BATCH : i == axis ? SUMMED : (char) (first + i)));
    return labels.toString();
  }
}
