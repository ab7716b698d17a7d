package dev.sarvi.layer.recurrent;

import dev.sarvi.formula.Formula;
import dev.sarvi.kernel.Axis;
import dev.sarvi.kernel.Rearrangement;
import dev.sarvi.kernel.Slices;
import dev.sarvi.kernel.TensorMath;
import dev.sarvi.layer.Combination;
import dev.sarvi.layer.Layer;
import dev.sarvi.layer.LayerType;
import dev.sarvi.layer.Mode;
import dev.sarvi.layer.Options;
import dev.sarvi.layer.Pass;
import dev.sarvi.layer.argument.Arguments;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Two recurrent layers on the same sequence of shape {@code (batch, steps, features)}, one of them
 * from the last step to the first; the outputs of both are merged step by step. Where {@code
 * returnState} is set, the states of the first layer and then those of the second follow. Further
 * inputs are the states at the start, in the same order. With {@code returnSequences} the output of
 * a masked step is 0. See <a
 * href="https://keras.io/api/layers/recurrent_layers/bidirectional/">Keras: Bidirectional</a>.
 */
public final class Bidirectional extends Layer {
  /** What files need to know. */
  public static final LayerType<Config> TYPE =
      new LayerType<>(
          Bidirectional.class,
          new Config(null, "concat", null),
          Set.of("layer"),
          Bidirectional::new);

  private static final Combination SUM = combination(Formula.input("a").plus(Formula.input("b")));
  private static final Combination AVERAGE =
      combination(Formula.input("a").plus(Formula.input("b")).dividedBy(Formula.constant(2)));

  private static Combination combination(Formula formula) {
    return new Combination(formula, "a", "b");
  }

  /**
   * The arguments.
   *
   * @param layer what goes from the first step to the last; a copy with a name of its own is made,
   *     unless it has such a name
   * @param mergeMode {@code concat}, {@code sum}, {@code mul}, {@code ave}, or null to give both
   *     outputs
   * @param backwardLayer what goes the other way; null for a copy of the first
   */
  public record Config(BaseRNN layer, String mergeMode, BaseRNN backwardLayer) {
    private static final List<String> MODES = List.of("sum", "mul", "ave", "concat");

    /** Checks the arguments, and makes what is missing. */
    public Config {
      Arguments.require(
          mergeMode == null || MODES.contains(mergeMode),
          "Invalid merge mode. Received: %s. Merge mode should be one of {\"sum\", \"mul\","
                  .formatted(mergeMode)
              + " \"ave\", \"concat\", None}");
      if (layer != null) {
        BaseRNN given = layer;
        layer = prepared(given, "forward_", given.traversal().goBackwards());
        backwardLayer =
            backwardLayer == null
                ? prepared(given, "backward_", true)
                : prepared(backwardLayer, "", backwardLayer.traversal().goBackwards());
        requireCounterparts(layer.traversal(), backwardLayer.traversal());
      }
    }

    /** The layer itself, if it is as it is to be. */
    private static BaseRNN prepared(BaseRNN layer, String prefix, boolean backwards) {
      Traversal now = layer.traversal();
      Traversal then =
          new Traversal(
              now.returnSequences(),
              now.returnState(),
              backwards,
              now.stateful(),
              now.unroll(),
              now.returnSequences());
      boolean named = layer.name().startsWith(prefix);
      return named && then.equals(now)
          ? layer
          : layer.with(
              then,
              layer.options().withWeights().withName(named ? layer.name() : prefix + layer.name()));
    }

    private static void requireCounterparts(Traversal forward, Traversal backward) {
      Arguments.require(
          forward.goBackwards() != backward.goBackwards(),
          "Forward layer and backward layer should have different `go_backwards` value. Received:"
              + " forward_layer.go_backwards=%s, backward_layer.go_backwards=%s"
                  .formatted(forward.goBackwards(), backward.goBackwards()));
      requireSame("stateful", forward.stateful(), backward.stateful());
      requireSame("return_sequences", forward.returnSequences(), backward.returnSequences());
      requireSame("return_state", forward.returnState(), backward.returnState());
    }

    private static void requireSame(String name, boolean forward, boolean backward) {
      Arguments.require(
          forward == backward,
          "Forward layer and backward layer are expected to have the same value for attribute"
              + " \"%s\", got \"%s\" for forward layer and \"%s\" for backward layer"
                  .formatted(name, forward, backward));
    }
  }

  /** Both ways, the outputs one after the other. */
  public Bidirectional(BaseRNN layer) {
    this(layer, "concat");
  }

  /** Both ways, merged so. */
  public Bidirectional(BaseRNN layer, String mergeMode) {
    this(new Config(layer, mergeMode, null), Options.DEFAULT);
  }

  /** A layer of this config. */
  public Bidirectional(Config config, Options options) {
    super(config, options);
    Arguments.require(
        config.layer != null,
        "Please initialize `Bidirectional` layer with a recurrent layer. Received: None");
  }

  @Override
  public Config config() {
    return (Config) super.config();
  }

  @Override
  public Map<String, Layer> parts() {
    Map<String, Layer> parts = new LinkedHashMap<>();
    parts.put("forward_layer", config().layer);
    parts.put("backward_layer", config().backwardLayer);
    return parts;
  }

  /** Sets the states of stateful layers to 0 again. */
  public void resetState() {
    config().layer.resetState();
    config().backwardLayer.resetState();
  }

  private <T> List<T> ofForward(List<T> inputs) {
    int states = (inputs.size() - 1) / 2;
    return inputs.subList(0, Math.min(inputs.size(), 1 + states));
  }

  private <T> List<T> ofBackward(List<T> inputs) {
    List<T> own = new ArrayList<>(inputs.subList(ofForward(inputs).size(), inputs.size()));
    own.add(0, inputs.get(0));
    return own;
  }

  @Override
  public List<Shape> outputShapes(List<Shape> inputs) {
    List<Shape> forward = config().layer.outputShapes(ofForward(inputs));
    List<Shape> backward = config().backwardLayer.outputShapes(ofBackward(inputs));
    List<Shape> outputs = new ArrayList<>();
    Shape output = forward.get(0);
    Shape other = backward.get(0);
    boolean joined = "concat".equals(config().mergeMode);
    Arguments.require(
        config().mergeMode == null || joined || output.equals(other),
        described()
            + " expected outputs of one shape to merge. Received: %s and %s"
                .formatted(output, other));
    outputs.add(joined ? output.with(-1, output.dim(-1) + other.dim(-1)) : output);
    if (config().mergeMode == null) {
      outputs.add(other);
    }
    outputs.addAll(forward.subList(1, forward.size()));
    outputs.addAll(backward.subList(1, backward.size()));
    return outputs;
  }

  @Override
  protected void buildChildren(List<Shape> inputs) {
    config().layer.build(ofForward(inputs));
    config().backwardLayer.build(ofBackward(inputs));
  }

  @Override
  protected void requireMasks(List<Shape> inputs, List<Shape> masks) {
    config().layer.requireMasks(inputs, masks);
  }

  @Override
  public boolean supportsMasking() {
    return true;
  }

  @Override
  protected List<Tensor> usedMasks(List<Tensor> inputs, List<Tensor> masks) {
    return BaseRNN.usedMasks(this, inputs, masks);
  }

  @Override
  protected List<Tensor> outputMasks(List<Tensor> inputs, List<Tensor> masks) {
    if (masks.isEmpty() || !config().layer.traversal().returnSequences()) {
      return List.of();
    }
    List<Shape> shapes = inputs.stream().map(Tensor::shape).toList();
    List<Tensor> all = new ArrayList<>(Collections.nCopies(outputShapes(shapes).size(), null));
    all.set(0, masks.get(0));
    if (config().mergeMode == null) {
      all.set(1, masks.get(0));
    }
    return all;
  }

  @Override
  protected Pass forward(List<Tensor> inputs, Mode mode) {
    return forward(inputs, List.of(), mode);
  }

  @Override
  protected Pass forward(List<Tensor> inputs, List<Tensor> masks, Mode mode) {
    List<Tensor> mask = masks.isEmpty() ? masks : masks.subList(0, 1);
    Pass forward = config().layer.call(ofForward(inputs), mask, mode).widened();
    Pass backward = config().backwardLayer.call(ofBackward(inputs), mask, mode).widened();
    Pass turned = inOrder(backward.outputs().get(0));
    Pass merged = merged(forward.outputs().get(0), turned.output());
    int ofForward = forward.outputs().size() - 1;
    List<Tensor> outputs = new ArrayList<>(merged.outputs());
    outputs.addAll(forward.outputs().subList(1, forward.outputs().size()));
    outputs.addAll(backward.outputs().subList(1, backward.outputs().size()));
    return new Pass(
        outputs,
        (gradients, weights) -> {
          int first = merged.outputs().size();
          int second = first + ofForward;
          List<Tensor> both = merged.pullback().apply(gradients.subList(0, first), weights);
          List<Tensor> above = new ArrayList<>(gradients.subList(first, second));
          above.add(0, both.get(0));
          List<Tensor> other = new ArrayList<>(gradients.subList(second, gradients.size()));
          other.add(0, turned.back(both.get(1), weights).get(0));
          return sum(
              forward.pullback().apply(above, weights), backward.pullback().apply(other, weights));
        },
        Stream.concat(forward.stateUpdates().stream(), backward.stateUpdates().stream()).toList(),
        Stream.concat(forward.losses().stream(), backward.losses().stream()).toList());
  }

  /** The gradients of the sequence, which both have, and of the states at the start. */
  private static List<Tensor> sum(List<Tensor> forward, List<Tensor> backward) {
    List<Tensor> all = new ArrayList<>(forward);
    all.set(0, TensorMath.sum(forward.get(0), backward.get(0)));
    all.addAll(backward.subList(1, backward.size()));
    return all;
  }

  /** The outputs of the second layer in the order of the steps, where there are those of all. */
  private Pass inOrder(Tensor y) {
    if (!config().layer.traversal().returnSequences()) {
      return Pass.of(y, g -> g);
    }
    Shape shape = y.shape();
    Rearrangement turned =
        new Rearrangement(
            shape, List.of(Axis.whole(shape, 0), Axis.reversed(shape, 1), Axis.whole(shape, 2)));
    return Pass.of(turned.apply(y, 0), turned::gradient);
  }

  private Pass merged(Tensor a, Tensor b) {
    if (config().mergeMode == null) {
      return new Pass(List.of(a, b), (gradients, weights) -> gradients, List.of(), List.of());
    }
    return switch (config().mergeMode) {
      case "sum" -> SUM.apply(a, b);
      case "mul" -> Combination.PRODUCT.apply(a, b);
      case "ave" -> AVERAGE.apply(a, b);
      default ->
          Pass.of(
              Slices.join(-1, List.of(a, b)),
              (gradients, weights) ->
                  Slices.split(gradients.get(0), -1, a.shape().dim(-1), b.shape().dim(-1)),
              List.of());
    };
  }
}
