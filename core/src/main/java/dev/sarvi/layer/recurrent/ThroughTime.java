package dev.sarvi.layer.recurrent;

import dev.sarvi.kernel.Masks;
import dev.sarvi.kernel.Slices;
import dev.sarvi.kernel.TensorMath;
import dev.sarvi.layer.Pass;
import dev.sarvi.layer.WeightGradients;
import dev.sarvi.layer.recurrent.GatedCell.Factors;
import dev.sarvi.layer.recurrent.GatedCell.Step;
import dev.sarvi.layer.recurrent.GatedCell.StepGradients;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The steps of a cell over one sequence, and the way back through them. A masked step leaves the
 * states as they were.
 *
 * @param input the input's product with the kernel
 * @param recurrent the state's products with the parts of the recurrent kernel
 */
record ThroughTime(
    GatedCell cell, GateProduct input, List<GateProduct> recurrent, RecurrentCell.Context context) {

  /** From the sequence and the first states to the outputs and the last states. */
  Pass run(Tensor sequence, List<Tensor> first) {
    Tensor projected = input.of(sequence);
    List<Step> steps = new ArrayList<>();
    List<Tensor> outputs = new ArrayList<>();
    List<Tensor> states = first;
    for (int t = 0; t < sequence.shape().dim(0); t++) {
      Step step = cell.step(projected.sample(t), states, recurrent, context.mode());
      steps.add(step);
      states = held(t, step.states(), states);
      outputs.add(states.get(0));
    }
    List<Tensor> results = new ArrayList<>(states);
    results.add(0, Slices.stack(outputs, first.get(0).shape(), sequence.dtype()));
    return new Pass(
        results,
        (gradients, weights) -> back(sequence, steps, gradients, weights),
        List.of(),
        List.of());
  }

  private List<Tensor> back(
      Tensor sequence, List<Step> steps, List<Tensor> gradients, WeightGradients weights) {
    Tensor ofOutputs = gradients.get(0);
    List<Tensor> ofStates = gradients.subList(1, gradients.size());
    List<StepGradients> found = new ArrayList<>();
    for (int t = steps.size() - 1; t >= 0; t--) {
      List<Tensor> above = new ArrayList<>(ofStates);
      above.set(0, TensorMath.sum(above.get(0), ofOutputs.sample(t)));
      List<Tensor> nothing = context.mask() == null ? List.of() : zeros(above);
      StepGradients step = steps.get(t).back().apply(held(t, above, nothing), weights);
      ofStates =
          context.mask() == null ? step.states() : sums(step.states(), held(t, nothing, above));
      found.add(step);
    }
    Collections.reverse(found);
    List<Tensor> all = new ArrayList<>(ofStates);
    all.add(0, addWeights(sequence, found, weights));
    return all;
  }

  /** Adds the gradients of the weights, and gives that of the sequence. */
  private Tensor addWeights(Tensor sequence, List<StepGradients> steps, WeightGradients weights) {
    int batch = sequence.shape().dim(1);
    Tensor ofProjected =
        stack(
            steps.stream().map(StepGradients::projected).toList(),
            Shape.of(batch, input.kernel().shape().dim(-1)),
            sequence);
    List<Factors> products =
        IntStream.range(0, recurrent.size())
            .mapToObj(part -> factors(steps, part, batch, sequence))
            .toList();
    cell.addGradients(
        weights,
        () -> input.kernelGradient(sequence, ofProjected),
        () -> Slices.join(-1, recurrentGradients(products)),
        ofProjected,
        products.get(0).ofProduct());
    return input.inputGradient(ofProjected);
  }

  private List<Tensor> recurrentGradients(List<Factors> products) {
    return IntStream.range(0, recurrent.size())
        .mapToObj(
            part ->
                recurrent
                    .get(part)
                    .kernelGradient(products.get(part).left(), products.get(part).ofProduct()))
        .toList();
  }

  /** Those of all steps. */
  private Factors factors(List<StepGradients> steps, int part, int batch, Tensor like) {
    List<Factors> each = steps.stream().map(step -> step.factors().get(part)).toList();
    Shape kernel = recurrent.get(part).kernel().shape();
    return new Factors(
        stack(
            each.stream().map(Factors::left).toList(),
            kernel.with(0, batch).with(1, kernel.dim(0)),
            like),
        stack(each.stream().map(Factors::ofProduct).toList(), kernel.with(0, batch), like));
  }

  private static Tensor stack(List<Tensor> steps, Shape shape, Tensor like) {
    return Slices.stack(steps, shape, like.dtype());
  }

  /** One set of tensors where a step counts, and the other where it is masked. */
  private List<Tensor> held(int t, List<Tensor> ifKept, List<Tensor> otherwise) {
    if (context.mask() == null) {
      return ifKept;
    }
    Tensor mask = context.mask().sample(t);
    return IntStream.range(0, ifKept.size())
        .mapToObj(i -> Masks.choose(mask, ifKept.get(i), otherwise.get(i)))
        .toList();
  }

  private static List<Tensor> sums(List<Tensor> some, List<Tensor> others) {
    return IntStream.range(0, some.size())
        .mapToObj(i -> TensorMath.sum(some.get(i), others.get(i)))
        .toList();
  }

  private static List<Tensor> zeros(List<Tensor> like) {
    return like.stream().map(one -> Tensor.zeros(one.shape(), one.dtype())).toList();
  }
}
