package dev.sarvi.layer.recurrent;

import dev.sarvi.initializer.Zeros;
import dev.sarvi.kernel.Axis;
import dev.sarvi.kernel.Masks;
import dev.sarvi.kernel.Rearrangement;
import dev.sarvi.layer.Layer;
import dev.sarvi.layer.Mode;
import dev.sarvi.layer.Options;
import dev.sarvi.layer.Pass;
import dev.sarvi.layer.StateUpdate;
import dev.sarvi.layer.Variable;
import dev.sarvi.layer.WeightSpec;
import dev.sarvi.layer.argument.Arguments;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A cell that goes through sequences of shape {@code (batch, steps, features)}. The output has
 * shape {@code (batch, units)}, or {@code (batch, steps, units)} with {@code returnSequences}; with
 * {@code returnState} the last states follow. Further inputs are the states at the start.
 *
 * <p>A mask has shape {@code (batch, steps)}. A masked step leaves the states as they were, and its
 * output is that of the step before.
 */
public abstract sealed class BaseRNN extends Layer permits RNN, SimpleRNN, LSTM, GRU {
  private final RecurrentCell cell;
  private final Traversal traversal;
  private List<Variable> states = List.of();

  <C extends Record & RecurrentConfig<C>> BaseRNN(C config, Options options, RecurrentCell cell) {
    super(config, options);
    Arguments.require(cell != null, "Argument `cell` should be a cell. Received: cell=None");
    this.cell = cell;
    this.traversal = config.traversal();
  }

  /** The options of a cell that belongs to the layer. */
  static Options ofCell(Options options, String name) {
    return Options.named(name).withDType(options.dtypePolicy()).withTrainable(options.trainable());
  }

  /** What each step is. */
  public final RecurrentCell cell() {
    return cell;
  }

  /** How it goes through a sequence. */
  public final Traversal traversal() {
    return traversal;
  }

  /** A new layer of the same config, but for how it goes through a sequence. */
  abstract BaseRNN with(Traversal traversal, Options options);

  /** Sets the states of a stateful layer to 0 again. */
  public final void resetState() {
    states.forEach(state -> state.assign(Tensor.zeros(state.shape(), state.dtype())));
  }

  @Override
  public final Map<String, Layer> parts() {
    return Map.of("cell", cell);
  }

  @Override
  public final List<Shape> outputShapes(List<Shape> inputs) {
    Shape sequence = inputs.get(0);
    requireRank(sequence, 3);
    cell.requireFeatures(sequence, described());
    cell.requireStates(inputs.subList(1, inputs.size()), sequence.dim(0), described());
    requireBatch(sequence);
    List<Shape> outputs = new ArrayList<>();
    outputs.add(
        traversal.returnSequences()
            ? sequence.with(-1, cell.outputSize())
            : Shape.of(sequence.dim(0), cell.outputSize()));
    if (traversal.returnState()) {
      outputs.addAll(cell.stateShapes(sequence.dim(0)));
    }
    return outputs;
  }

  private void requireBatch(Shape sequence) {
    if (traversal.stateful() && isBuilt()) {
      int expected = inputShapes().get(0).dim(0);
      Arguments.require(
          sequence.dim(0) == expected || sequence.dim(0) == Shape.UNKNOWN,
          described()
              + ": If an RNN is stateful, the batch size of the input sequences must be the same as"
              + " the batch size of the initial state. Expected batch size: %d. Received batch"
                  .formatted(expected)
              + " size: "
              + sequence.dim(0));
    }
  }

  @Override
  protected final void buildChildren(List<Shape> inputs) {
    Shape sequence = inputs.get(0);
    cell.build(List.of(Shape.of(sequence.dim(0), sequence.dim(-1))));
    if (traversal.stateful()) {
      Arguments.require(
          sequence.dim(0) != Shape.UNKNOWN,
          described()
              + ": When using `stateful=True` in a RNN, the batch size must be static. Found"
              + " dynamic batch size: sequence.shape="
              + sequence);
      states =
          cell.stateShapes(sequence.dim(0)).stream()
              .map(shape -> unsaved(WeightSpec.state("rnn_state", shape, new Zeros())))
              .toList();
    }
  }

  @Override
  protected final void requireMasks(List<Shape> inputs, List<Shape> masks) {
    Shape sequence = inputs.get(0);
    Shape mask = masks.get(0);
    Arguments.require(
        mask == null || sequence.slice(0, 2).accepts(mask),
        described()
            + " expected a mask of shape %s. Received: mask.shape=%s"
                .formatted(sequence.slice(0, 2), mask));
  }

  @Override
  public final boolean supportsMasking() {
    return true;
  }

  @Override
  protected final List<Tensor> usedMasks(List<Tensor> inputs, List<Tensor> masks) {
    return usedMasks(this, inputs, masks);
  }

  /**
   * As Keras 3: in a graph, a layer that is given states does not use the mask that its input
   * carries, but only one that it is given.
   */
  static List<Tensor> usedMasks(Layer layer, List<Tensor> inputs, List<Tensor> masks) {
    boolean isGiven =
        layer.nodes().isEmpty() || layer.nodes().stream().anyMatch(node -> !node.masks().isEmpty());
    return inputs.size() == 1 || isGiven ? masks : List.of();
  }

  @Override
  protected final List<Tensor> outputMasks(List<Tensor> inputs, List<Tensor> masks) {
    if (masks.isEmpty() || !traversal.returnSequences()) {
      return List.of();
    }
    int states = traversal.returnState() ? cell.stateSizes().size() : 0;
    List<Tensor> all = new ArrayList<>(Collections.nCopies(1 + states, null));
    all.set(0, masks.get(0));
    return all;
  }

  @Override
  protected final Pass forward(List<Tensor> inputs, Mode mode) {
    return forward(inputs, List.of(), mode);
  }

  @Override
  protected final Pass forward(List<Tensor> inputs, List<Tensor> masks, Mode mode) {
    Tensor x = inputs.get(0);
    Rearrangement byTime = byTime(x.shape(), traversal.goBackwards());
    Tensor mask = mask(x, masks);
    Pass run =
        cell.run(
            byTime.apply(x, 0),
            initialStates(inputs),
            new RecurrentCell.Context(mask, mode, name()));
    List<Tensor> last = run.outputs().subList(1, run.outputs().size());
    Results results = new Results(run.outputs().get(0), mask, last);
    return new Pass(
        results.outputs(),
        (gradients, weights) -> {
          List<Tensor> back =
              new ArrayList<>(run.pullback().apply(results.gradients(gradients), weights));
          back.set(0, byTime.gradient(back.get(0)));
          return back.subList(0, inputs.size());
        },
        IntStream.range(0, states.size())
            .mapToObj(i -> StateUpdate.to(states.get(i), last.get(i)))
            .toList(),
        List.of());
  }

  private List<Tensor> initialStates(List<Tensor> inputs) {
    if (inputs.size() > 1) {
      return inputs.subList(1, inputs.size());
    }
    Tensor x = inputs.get(0);
    return states.isEmpty()
        ? cell.initialStates(x.shape().dim(0), x.dtype())
        : states.stream().map(state -> state.value().cast(x.dtype())).toList();
  }

  /** The mask in the order of the steps, of shape (steps, batch, 1); or null. */
  private Tensor mask(Tensor x, List<Tensor> masks) {
    if (masks.isEmpty() || masks.get(0) == null) {
      return null;
    }
    Tensor mask = masks.get(0);
    requireMasks(List.of(x.shape()), List.of(mask.shape()));
    Tensor column = mask.cast(x.dtype()).reshape(mask.shape().concat(Shape.of(1)));
    return byTime(column.shape(), traversal.goBackwards()).apply(column, 0);
  }

  /** (batch, steps, ...) as (steps, batch, ...), or the other way. */
  private static Rearrangement byTime(Shape shape, boolean backwards) {
    return new Rearrangement(
        shape,
        List.of(
            backwards ? Axis.reversed(shape, 1) : Axis.whole(shape, 1),
            Axis.whole(shape, 0),
            Axis.whole(shape, 2)));
  }

  /** What the layer gives of the outputs of all steps and of the last states. */
  private final class Results {
    private final Tensor steps;
    private final Tensor mask;
    private final List<Tensor> states;
    private final Rearrangement byBatch;

    Results(Tensor all, Tensor mask, List<Tensor> states) {
      this.mask = traversal.zeroOutputForMask() ? mask : null;
      this.steps = this.mask == null ? all : Masks.keep(all, mask, 0);
      this.states = states;
      this.byBatch = byTime(all.shape(), false);
    }

    List<Tensor> outputs() {
      List<Tensor> outputs = new ArrayList<>();
      outputs.add(traversal.returnSequences() ? byBatch.apply(steps, 0) : lastStep());
      outputs.addAll(traversal.returnState() ? states : List.of());
      return outputs;
    }

    /** Of no steps there is none: zeros. */
    private Tensor lastStep() {
      int count = steps.shape().dim(0);
      Shape shape = steps.shape().sample();
      return count == 0 ? Tensor.zeros(shape, steps.dtype()) : steps.sample(count - 1);
    }

    /** The gradients of the outputs of all steps and of the last states. */
    List<Tensor> gradients(List<Tensor> ofOutputs) {
      Tensor first = ofOutputs.get(0);
      Tensor ofSteps = traversal.returnSequences() ? byBatch.gradient(first) : ofLastStep(first);
      List<Tensor> all = new ArrayList<>();
      all.add(mask == null ? ofSteps : Masks.keep(ofSteps, mask, 0));
      all.addAll(
          traversal.returnState()
              ? ofOutputs.subList(1, ofOutputs.size())
              : states.stream().map(one -> Tensor.zeros(one.shape(), one.dtype())).toList());
      return all;
    }

    private Tensor ofLastStep(Tensor gradient) {
      Tensor all = Tensor.zeros(steps.shape(), steps.dtype());
      if (all.size() > 0) {
        System.arraycopy(
            gradient.array(), 0, all.array(), all.size() - gradient.size(), gradient.size());
      }
      return all;
    }
  }
}
