package dev.sarvi.train;

import dev.sarvi.constraint.Constraint;
import dev.sarvi.initializer.Zeros;
import dev.sarvi.layer.Layer;
import dev.sarvi.layer.Mode;
import dev.sarvi.layer.Options;
import dev.sarvi.layer.Pass;
import dev.sarvi.layer.Variable;
import dev.sarvi.layer.WeightSpec;
import dev.sarvi.tensor.DType;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** A layer that only holds weights. */
final class Weights extends Layer {
  record Config() {}

  private final Constraint constraint;
  private final Tensor[] start;

  Weights(DType dtype, Constraint constraint, Tensor... start) {
    super(new Config(), Options.DEFAULT.withDType(dtype).withWeights(start));
    this.constraint = constraint;
    this.start = start.clone();
    build(List.of());
  }

  List<Tensor> values() {
    return ownVariables().stream().map(Variable::value).toList();
  }

  /** The number at a place of all weights, one after the other. */
  double at(int place) {
    return values().stream()
        .flatMapToDouble(value -> IntStream.range(0, value.size()).mapToDouble(value::at))
        .toArray()[place];
  }

  @Override
  protected List<WeightSpec> weights(List<Shape> inputs) {
    return Arrays.stream(start)
        .map(value -> WeightSpec.trainable("w", value.shape(), new Zeros(), null, constraint))
        .toList();
  }

  @Override
  public List<Shape> outputShapes(List<Shape> inputs) {
    return List.of();
  }

  @Override
  protected Pass forward(List<Tensor> inputs, Mode mode) {
    throw new UnsupportedOperationException();
  }
}
