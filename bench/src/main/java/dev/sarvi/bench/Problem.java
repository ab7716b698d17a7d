package dev.sarvi.bench;

import dev.sarvi.Sarvi;
import dev.sarvi.layer.SymbolicTensor;
import dev.sarvi.layer.Variable;
import dev.sarvi.model.Model;
import dev.sarvi.tensor.DType;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A {@link Work} with its data, the same in every process: random numbers, more than a branch
 * predictor can learn.
 *
 * @param work the row
 * @param model the network, of random weights
 * @param inputs one for each input
 * @param outputGradients one for each output
 * @param labels a class for each sample
 */
record Problem(
    Work work, Model model, List<Tensor> inputs, List<Tensor> outputGradients, Tensor labels) {
  private static final int SEED = 7;

  static Problem of(Work work) {
    Sarvi.clearSession();
    Sarvi.setRandomSeed(SEED);
    SplittableRandom random = new SplittableRandom(SEED);
    Model model = work.network().get();
    model.variables().stream()
        .filter(variable -> !variable.spec().name().equals("kernel"))
        .forEach(variable -> disturb(variable, random));
    return new Problem(
        work,
        model,
        fill(model.inputs(), work.batch(), random),
        fill(model.outputs(), work.batch(), random),
        labels(work.batch(), model.outputs().get(0).shape().dim(-1), random));
  }

  /** Zeros and ones, with which weights begin, would hide mistakes. */
  private static void disturb(Variable variable, SplittableRandom random) {
    variable.assign(variable.value().map(value -> value + 0.05 + 0.2 * random.nextDouble()));
  }

  private static List<Tensor> fill(
      List<SymbolicTensor> symbols, int batch, SplittableRandom random) {
    return symbols.stream()
        .map(symbol -> random(symbol.shape().with(0, batch), symbol.dtype(), random))
        .toList();
  }

  private static Tensor random(Shape shape, DType dtype, SplittableRandom random) {
    Tensor tensor = Tensor.zeros(shape, dtype);
    for (int i = 0; i < tensor.size(); i++) {
      dtype.set(tensor.array(), i, 6 * random.nextDouble() - 3);
    }
    return tensor;
  }

  private static Tensor labels(int batch, int classes, SplittableRandom random) {
    return Tensor.ofInts(Shape.of(batch), random.ints(batch, 0, Math.max(1, classes)).toArray());
  }
}
