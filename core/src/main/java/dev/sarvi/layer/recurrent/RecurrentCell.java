package dev.sarvi.layer.recurrent;

import dev.sarvi.layer.Layer;
import dev.sarvi.layer.Mode;
import dev.sarvi.layer.Options;
import dev.sarvi.layer.Pass;
import dev.sarvi.layer.WeightSpec;
import dev.sarvi.layer.argument.Arguments;
import dev.sarvi.tensor.DType;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * One step of a recurrent layer: from an input of shape {@code (batch, features)} and states of
 * shapes {@code (batch, size)}, which are 0 if they are not given, to an output of shape {@code
 * (batch, units)} and new states. See <a
 * href="https://keras.io/api/layers/recurrent_layers/rnn/">Keras: RNN</a>.
 */
public abstract sealed class RecurrentCell extends Layer permits GatedCell, StackedRNNCells {
  /** A cell of this config. */
  RecurrentCell(Record config, Options options) {
    super(config, options);
  }

  /**
   * What a cell is told about a sequence beside the sequence itself.
   *
   * @param mask of shape (steps, batch, 1), or null if all steps count
   * @param mode how the pass runs
   * @param path by what layer, for what is drawn at random
   */
  record Context(Tensor mask, Mode mode, String path) {}

  /** A cell of the same config and name, with weights of its own. */
  abstract RecurrentCell copy();

  /** How many numbers each state has. */
  abstract List<Integer> stateSizes();

  /** How many numbers the output has. */
  abstract int outputSize();

  /** The weights on inputs of so many features. */
  abstract List<WeightSpec> weights(int features);

  /** Builds the layers inside, for inputs of shape (batch, features). */
  abstract void buildInside(Shape input);

  /**
   * All steps of a sequence, one after another. A masked step leaves the states as they were, and
   * its output is that of the step before.
   *
   * @param sequence of shape (steps, batch, features)
   * @param states at the start
   * @return a pass from the sequence and the states at the start to the outputs, of shape (steps,
   *     batch, units), and the states at the end
   */
  abstract Pass run(Tensor sequence, List<Tensor> states, Context context);

  /** The shapes of the states. */
  final List<Shape> stateShapes(int batch) {
    return stateSizes().stream().map(size -> Shape.of(batch, size)).toList();
  }

  /** States of zeros. */
  final List<Tensor> initialStates(int batch, DType dtype) {
    return stateShapes(batch).stream().map(shape -> Tensor.zeros(shape, dtype)).toList();
  }

  /** Refuses states that are not the cell's. */
  final void requireStates(List<Shape> states, int batch, String layer) {
    List<Shape> expected = stateShapes(batch);
    boolean fit = states.isEmpty() || states.size() == expected.size();
    for (int i = 0; fit && i < states.size(); i++) {
      fit = expected.get(i).accepts(states.get(i));
    }
    Arguments.require(
        fit,
        layer
            + " expected initial states of shapes %s. Received: initial_state=%s"
                .formatted(Arguments.list(expected), Arguments.list(states)));
  }

  @Override
  public final List<Shape> outputShapes(List<Shape> inputs) {
    Shape input = inputs.get(0);
    requireRank(input, 2);
    requireFeatures(input, described());
    requireStates(inputs.subList(1, inputs.size()), input.dim(0), described());
    List<Shape> outputs = new ArrayList<>();
    outputs.add(Shape.of(input.dim(0), outputSize()));
    outputs.addAll(stateShapes(input.dim(0)));
    return outputs;
  }

  /** Refuses another number of features than the weights were made for. */
  final void requireFeatures(Shape input, String layer) {
    int features = isBuilt() ? inputShapes().get(0).dim(-1) : Shape.UNKNOWN;
    Arguments.require(
        input.with(-1, features).accepts(input),
        layer
            + " expected axis -1 of input shape to have value %d, but received input with shape %s"
                .formatted(features, input));
  }

  @Override
  protected final List<WeightSpec> weights(List<Shape> inputs) {
    return weights(inputs.get(0).dim(-1));
  }

  @Override
  protected final void buildChildren(List<Shape> inputs) {
    buildInside(inputs.get(0));
  }

  @Override
  protected final Pass forward(List<Tensor> inputs, Mode mode) {
    Tensor input = inputs.get(0);
    Shape one = input.shape().batched(1);
    boolean given = inputs.size() > 1;
    List<Tensor> states =
        given
            ? inputs.subList(1, inputs.size())
            : initialStates(input.shape().dim(0), input.dtype());
    Pass pass = run(input.reshape(one), states, new Context(null, mode, name()));
    List<Tensor> outputs = new ArrayList<>(pass.outputs());
    outputs.set(0, outputs.get(0).reshape(Shape.of(input.shape().dim(0), outputSize())));
    return new Pass(
        outputs,
        (gradients, weights) -> {
          List<Tensor> above = new ArrayList<>(gradients);
          above.set(0, above.get(0).reshape(above.get(0).shape().batched(1)));
          List<Tensor> back = new ArrayList<>(pass.pullback().apply(above, weights));
          back.set(0, back.get(0).reshape(input.shape()));
          return given ? back : back.subList(0, 1);
        },
        pass.stateUpdates(),
        pass.losses());
  }
}
