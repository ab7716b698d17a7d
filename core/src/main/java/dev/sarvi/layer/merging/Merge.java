package dev.sarvi.layer.merging;

import dev.sarvi.formula.Formula;
import dev.sarvi.kernel.Kernel;
import dev.sarvi.kernel.Masks;
import dev.sarvi.kernel.TensorMath;
import dev.sarvi.layer.Layer;
import dev.sarvi.layer.Mode;
import dev.sarvi.layer.Options;
import dev.sarvi.layer.Pass;
import dev.sarvi.layer.Tracer;
import dev.sarvi.layer.argument.Arguments;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Several inputs into one, element by element. Inputs of different shapes broadcast after the
 * batch: an input of lower rank gets axes of 1 behind its batch.
 */
public abstract class Merge extends Layer {
  /** Two inputs; or what came of those before, and the next one. */
  static final Formula A = Formula.input("a");

  static final Formula B = Formula.input("b");

  private final Formula ofTwo;

  /**
   * A layer.
   *
   * @param ofTwo what comes of {@link #A} and {@link #B}
   */
  Merge(Record config, Options options, Formula ofTwo) {
    super(config, options);
    this.ofTwo = ofTwo;
  }

  /** What the result is multiplied by. */
  double share(int inputs) {
    return 1;
  }

  private Tensor merge(List<Tensor> inputs) {
    Kernel kernel = Kernel.of(ofTwo, "a", "b");
    Tensor merged = inputs.stream().reduce(kernel::map).orElseThrow();
    double share = share(inputs.size());
    return share == 1 ? merged : TensorMath.scale(merged, share);
  }

  @Override
  protected final List<Tracer.Value> steps(List<Tracer.Value> inputs, Tracer tracer) {
    int rank = inputs.stream().mapToInt(x -> x.shape().rank()).max().orElseThrow();
    Tracer.Value merged =
        inputs.stream()
            .map(x -> tracer.reshape(x, expanded(x.shape(), rank)))
            .reduce((a, b) -> tracer.elementwise(ofTwo, Map.of(), Map.of("a", a, "b", b)))
            .orElseThrow();
    double share = share(inputs.size());
    return List.of(
        share == 1
            ? merged
            : tracer.elementwise(A.times(B), Map.of("b", share), Map.of("a", merged)));
  }

  /** The inputs' gradients before broadcasting is undone. */
  abstract List<Tensor> gradients(Tensor g, List<Tensor> inputs);

  /** How it merges under masks; null if it does as without. */
  MaskedMerge masked() {
    return null;
  }

  /** How many inputs there must be; 0 for one or more. */
  int expectedInputs() {
    return 0;
  }

  @Override
  public final List<Shape> outputShapes(List<Shape> inputs) {
    Arguments.require(
        !inputs.isEmpty(),
        described() + ": A merge layer should be called on a list of at least 1 input.");
    Arguments.require(
        expectedInputs() == 0 || inputs.size() == expectedInputs(),
        described()
            + ": A `%s` layer should be called on exactly %d inputs. Received: input_shape=%s"
                .formatted(className(), expectedInputs(), Arguments.list(inputs)));
    Shape merged = inputs.get(0).sample();
    int batch = inputs.get(0).dim(0);
    for (Shape input : inputs) {
      Arguments.require(
          batch == Shape.UNKNOWN || input.dim(0) == Shape.UNKNOWN || batch == input.dim(0),
          described()
              + ": Cannot merge tensors with different batch sizes. Received tensors with shapes "
              + Arguments.list(inputs));
      batch = batch == Shape.UNKNOWN ? input.dim(0) : batch;
      merged = broadcast(merged, input.sample());
    }
    return List.of(merged.batched(batch));
  }

  private Shape broadcast(Shape a, Shape b) {
    Shape longer = a.rank() < b.rank() ? b : a;
    Shape shorter = a.rank() < b.rank() ? a : b;
    Shape merged = longer;
    for (int axis = -1; axis >= -shorter.rank(); axis--) {
      int x = longer.dim(axis);
      int y = shorter.dim(axis);
      Arguments.require(
          x == y || x == 1 || y == 1 || x == Shape.UNKNOWN || y == Shape.UNKNOWN,
          described() + ": Inputs have incompatible shapes. Received shapes " + a + " and " + b);
      merged = merged.with(axis, merged(x, y));
    }
    return merged;
  }

  private static int merged(int x, int y) {
    if (x == Shape.UNKNOWN || y == Shape.UNKNOWN) {
      return Shape.UNKNOWN;
    }
    return x == 1 ? y : x;
  }

  @Override
  public boolean supportsMasking() {
    return true;
  }

  /** What counts in any input; nothing is masked if one input has no mask. */
  @Override
  protected final List<Tensor> outputMasks(List<Tensor> inputs, List<Tensor> masks) {
    return masks.stream().anyMatch(Objects::isNull)
        ? List.of()
        : masks.stream().reduce(Masks::or).map(List::of).orElse(List.of());
  }

  @Override
  protected final Pass forward(List<Tensor> inputs, Mode mode) {
    int rank = inputs.stream().mapToInt(x -> x.shape().rank()).max().orElseThrow();
    List<Tensor> expanded = inputs.stream().map(x -> x.reshape(expanded(x.shape(), rank))).toList();
    return Pass.of(
        merge(expanded),
        (outputs, gradients) -> {
          List<Tensor> full = gradients(outputs.get(0), expanded);
          List<Tensor> back = new ArrayList<>();
          for (int i = 0; i < inputs.size(); i++) {
            back.add(
                TensorMath.sumTo(full.get(i), expanded.get(i).shape())
                    .reshape(inputs.get(i).shape()));
          }
          return back;
        },
        List.of());
  }

  @Override
  protected final Pass forward(List<Tensor> inputs, List<Tensor> masks, Mode mode) {
    return masks.isEmpty() || masked() == null
        ? forward(inputs, mode)
        : masked().apply(inputs, masks, counted -> forward(counted, mode));
  }

  private static Shape expanded(Shape shape, int rank) {
    int[] ones = new int[rank - shape.rank()];
    Arrays.fill(ones, 1);
    return shape.slice(0, 1).concat(Shape.of(ones)).concat(shape.sample());
  }
}
