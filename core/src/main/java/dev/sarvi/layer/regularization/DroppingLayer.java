package dev.sarvi.layer.regularization;

import dev.sarvi.formula.Comparison;
import dev.sarvi.formula.Formula;
import dev.sarvi.initializer.CounterRandom;
import dev.sarvi.kernel.Kernel;
import dev.sarvi.layer.Options;
import dev.sarvi.layer.Pass;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.List;

/**
 * In training, each element, or each group of them, becomes 0 with probability {@code rate} and
 * {@code x / (1 - rate)} otherwise.
 */
abstract class DroppingLayer extends RandomLayer {
  private static final Kernel DROPPED =
      Kernel.of(
          Formula.select(
              Comparison.LESS,
              Formula.input("drawn"),
              Formula.input("rate"),
              Formula.constant(0),
              Formula.input("x").dividedBy(Formula.input("kept"))),
          List.of("x", "drawn"),
          List.of("rate", "kept"));

  DroppingLayer(Record config, Options options) {
    super(config, options);
  }

  /** The shape to draw: 1 along the axes whose elements are dropped together. */
  abstract Shape noiseShape(Shape input);

  @Override
  final Pass perturbed(Tensor x, CounterRandom random) {
    Tensor drawn = random.uniform(noiseShape(x.shape()), x.dtype());
    double[] numbers = {amount(), 1 - amount()};
    return Pass.of(DROPPED.map(numbers, x, drawn), g -> DROPPED.map(numbers, g, drawn));
  }
}
