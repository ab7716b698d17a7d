package dev.sarvi.layer;

import dev.sarvi.kernel.Contraction;
import dev.sarvi.kernel.Contraction.Labelled;
import dev.sarvi.kernel.TensorMath;
import dev.sarvi.tensor.Tensor;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * What a forward pass gives: the outputs, and the way back. Nothing is recorded anywhere else; what
 * the way back needs, the pullback has captured, and computes only when it is asked.
 *
 * @param outputs one tensor for each output
 * @param pullback from the outputs' gradients to the inputs' and weights'
 * @param stateUpdates to be committed after the training step
 * @param losses what activity regularizers add to the loss
 * @param masks which elements of the outputs count; empty if all do, else one for each output, null
 *     where it has none
 */
public record Pass(
    List<Tensor> outputs,
    Pullback pullback,
    List<StateUpdate> stateUpdates,
    List<Double> losses,
    List<Tensor> masks) {

  /** A pass whose outputs have no masks. */
  public Pass(
      List<Tensor> outputs,
      Pullback pullback,
      List<StateUpdate> stateUpdates,
      List<Double> losses) {
    this(outputs, pullback, stateUpdates, losses, List.of());
  }

  /** A pass of one input and one output through a layer without weights. */
  public static Pass of(Tensor output, UnaryOperator<Tensor> pullback) {
    return of(output, (gradient, weights) -> pullback.apply(gradient));
  }

  /** A pass of one input and one output. */
  public static Pass of(Tensor output, BiFunction<Tensor, WeightGradients, Tensor> pullback) {
    return of(
        output, (outputs, weights) -> List.of(pullback.apply(outputs.get(0), weights)), List.of());
  }

  /** A pass of any number of inputs and one output. */
  public static Pass of(Tensor output, Pullback pullback, List<StateUpdate> stateUpdates) {
    return new Pass(List.of(output), pullback, stateUpdates, List.of());
  }

  /**
   * A pass that only puts the axes into another order.
   *
   * @param order which axis of the input comes first, second, ...
   */
  public static Pass transposed(Tensor x, int... order) {
    int[] back = new int[order.length];
    for (int axis = 0; axis < order.length; axis++) {
      back[order[axis]] = axis;
    }
    return of(TensorMath.transpose(x, order), g -> TensorMath.transpose(g, back));
  }

  /**
   * A product of two tensors, summed over axes, as {@code einsum} has it.
   *
   * @param a the first operand
   * @param aLabels a label for each of its axes
   * @param b the second operand
   * @param bLabels a label for each of its axes
   * @param labels those of the result; axes whose labels are not among them are summed
   */
  public static Pass contraction(
      Tensor a, String aLabels, Tensor b, String bLabels, String labels) {
    Labelled first = new Labelled(a, aLabels);
    Labelled second = new Labelled(b, bLabels);
    return of(
        Contraction.of(first, second, labels),
        (gradients, weights) -> {
          Labelled above = new Labelled(gradients.get(0), labels);
          return List.of(
              Contraction.gradient(first, second, above),
              Contraction.gradient(second, first, above));
        },
        List.of());
  }

  /** This pass followed by another, of one input, on its only output. */
  public Pass then(Function<Tensor, Pass> next) {
    Pass outer = next.apply(output());
    return new Pass(
        outer.outputs,
        new Chain(pullback, outer.pullback),
        Stream.concat(stateUpdates.stream(), outer.stateUpdates.stream()).toList(),
        Stream.concat(losses.stream(), outer.losses.stream()).toList());
  }

  /** The way back through one pass that followed another. */
  private record Chain(Pullback first, Pullback second) implements Pullback {
    @Override
    public List<Tensor> apply(List<Tensor> outputs, WeightGradients weights) {
      return first.apply(second.apply(outputs, weights), weights);
    }

    @Override
    public void applyToWeights(List<Tensor> outputs, WeightGradients weights) {
      first.applyToWeights(second.apply(outputs, weights), weights);
    }
  }

  /** This pass as another layer's {@code forward} uses it: outputs in the type of kernels. */
  public Pass widened() {
    return TypeBorder.widened(this);
  }

  /** The same with these masks of its outputs. */
  public Pass withMasks(List<Tensor> masks) {
    return new Pass(outputs, pullback, stateUpdates, losses, masks);
  }

  /** The gradients of the inputs from that of the only output. */
  public List<Tensor> back(Tensor gradient, WeightGradients weights) {
    return pullback.apply(List.of(gradient), weights);
  }

  /** The same, its state updates committed. */
  public Pass committed() {
    stateUpdates.forEach(StateUpdate::commit);
    return this;
  }

  /** The mask of an output, or null. */
  public Tensor mask(int output) {
    return masks.isEmpty() ? null : masks.get(output);
  }

  /** The only output. */
  public Tensor output() {
    if (outputs.size() != 1) {
      throw new IllegalStateException("Expected one output. Received: " + outputs.size());
    }
    return outputs.get(0);
  }
}
