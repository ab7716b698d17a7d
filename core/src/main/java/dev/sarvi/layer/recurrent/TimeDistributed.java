package dev.sarvi.layer.recurrent;

import dev.sarvi.kernel.Slices;
import dev.sarvi.layer.Layer;
import dev.sarvi.layer.LayerType;
import dev.sarvi.layer.Mode;
import dev.sarvi.layer.Options;
import dev.sarvi.layer.Pass;
import dev.sarvi.layer.SingleInputLayer;
import dev.sarvi.layer.argument.Arguments;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A layer applied to each step of a sequence by itself: shape {@code (batch, steps, ...)} to {@code
 * (batch, steps, ...)}, what follows being the layer's input and output. A mask of shape {@code
 * (batch, steps, ...)} is cut into steps, too. See <a
 * href="https://keras.io/api/layers/recurrent_layers/time_distributed/">Keras: TimeDistributed</a>.
 */
public final class TimeDistributed extends SingleInputLayer {
  /** What files need to know. */
  public static final LayerType<Config> TYPE =
      new LayerType<>(
          TimeDistributed.class, new Config(null), Set.of("layer"), TimeDistributed::new);

  /**
   * The arguments.
   *
   * @param layer what is applied to each step; of one input and one output
   */
  public record Config(Layer layer) {}

  /** This layer at each step. */
  public TimeDistributed(Layer layer) {
    this(new Config(layer), Options.DEFAULT);
  }

  /** A layer of this config. */
  public TimeDistributed(Config config, Options options) {
    super(config, options);
    Arguments.require(
        config.layer != null,
        "Please initialize `TimeDistributed` layer with a `keras.layers.Layer` instance. Received:"
            + " None");
  }

  @Override
  public Config config() {
    return (Config) super.config();
  }

  @Override
  public Map<String, Layer> parts() {
    return Map.of("layer", config().layer);
  }

  @Override
  public Shape outputShape(Shape input) {
    Shape output = config().layer.outputShapes(List.of(step(input))).get(0);
    return output.slice(0, 1).concat(input.slice(1, 2)).concat(output.sample());
  }

  private Shape step(Shape input) {
    Arguments.require(
        input.rank() >= 3,
        described()
            + ": `TimeDistributed` Layer should be passed an `input_shape` with at least 3"
            + " dimensions, received: "
            + input);
    return input.slice(0, 1).concat(input.slice(2, input.rank()));
  }

  @Override
  protected void buildChildren(Shape input) {
    config().layer.build(List.of(step(input)));
  }

  @Override
  protected void requireMasks(List<Shape> inputs, List<Shape> masks) {
    Shape input = inputs.get(0);
    Shape mask = masks.get(0);
    Arguments.require(
        mask.rank() >= 2 && input.slice(0, 2).accepts(mask.slice(0, 2)),
        described()
            + ": The first two dimensions of the mask (batch size and timesteps) must match the"
            + " input's first two dimensions. Expected mask shape prefix: %s. Received: mask.shape=%s"
                .formatted(input.slice(0, 2), mask));
  }

  @Override
  public boolean supportsMasking() {
    return true;
  }

  @Override
  protected Pass forward(Tensor x, Mode mode) {
    return forward(List.of(x), List.of(), mode);
  }

  @Override
  protected Pass forward(List<Tensor> inputs, List<Tensor> masks, Mode mode) {
    Tensor x = inputs.get(0);
    Tensor mask = masks.isEmpty() || !config().layer.supportsMasking() ? null : masks.get(0);
    if (mask != null) {
      requireMasks(List.of(x.shape()), List.of(mask.shape()));
    }
    return mode.training() && learnsOfBatches() ? stepByStep(x, mask, mode) : atOnce(x, mask, mode);
  }

  /** Whether it matters which samples are run together: statistics of each step are taken. */
  private boolean learnsOfBatches() {
    return config().layer.variables().stream().anyMatch(weight -> !weight.spec().trainable());
  }

  /** The steps as so many samples. */
  private Pass atOnce(Tensor x, Tensor mask, Mode mode) {
    Pass pass = call(x.reshape(merged(x.shape())), mask, mode);
    Tensor y = pass.output();
    Shape whole = x.shape().slice(0, 2).concat(y.shape().sample());
    return new Pass(
        List.of(y.reshape(whole)),
        (gradients, weights) ->
            List.of(
                pass.back(gradients.get(0).reshape(y.shape()), weights).get(0).reshape(x.shape())),
        pass.stateUpdates(),
        pass.losses());
  }

  private static Shape merged(Shape shape) {
    return shape.slice(2, shape.rank()).batched(shape.sizeOf(0, 2));
  }

  private Pass call(Tensor x, Tensor mask, Mode mode) {
    List<Tensor> masks = mask == null ? List.of() : List.of(mask.reshape(merged(mask.shape())));
    return config().layer.call(List.of(x), masks, mode).widened();
  }

  private Pass stepByStep(Tensor x, Tensor mask, Mode mode) {
    List<Tensor> steps = steps(x);
    List<Tensor> masks = mask == null ? null : steps(mask);
    List<Pass> passes = new ArrayList<>();
    for (int t = 0; t < steps.size(); t++) {
      passes.add(atOnce(steps.get(t), masks == null ? null : masks.get(t), mode));
    }
    if (passes.isEmpty()) {
      return atOnce(x, mask, mode);
    }
    return new Pass(
        List.of(Slices.join(1, passes.stream().map(Pass::output).toList())),
        (gradients, weights) -> {
          List<Tensor> above = steps(gradients.get(0));
          List<Tensor> back = new ArrayList<>();
          for (int t = 0; t < passes.size(); t++) {
            back.add(passes.get(t).back(above.get(t), weights).get(0));
          }
          return List.of(Slices.join(1, back));
        },
        passes.stream().flatMap(pass -> pass.stateUpdates().stream()).toList(),
        passes.stream().flatMap(pass -> pass.losses().stream()).toList());
  }

  /** Each of shape (batch, 1, ...). */
  private static List<Tensor> steps(Tensor x) {
    return Slices.splitEvenly(x, 1, x.shape().dim(1));
  }
}
