package dev.sarvi.layer.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sarvi.kernel.TensorMath;
import dev.sarvi.layer.Mode;
import dev.sarvi.layer.Pass;
import dev.sarvi.layer.WeightGradients;
import dev.sarvi.plan.Plan;
import dev.sarvi.plan.Plans;
import dev.sarvi.tensor.DType;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every operation in {@link Operations} keeps to; a new one is tested by being listed. */
class OperationContractTest {
  private static final long SEED = 20_260_801;
  private static final double STEP = 1e-5;

  static Stream<OperationSamples.Sample> samples() {
    return Operations.known().stream().flatMap(type -> OperationSamples.of(type).stream());
  }

  @ParameterizedTest
  @MethodSource("samples")
  void outputsHaveTheDeclaredShapes(OperationSamples.Sample sample) {
    TensorOperation operation = sample.operation();
    List<Tensor> inputs = inputs(sample);
    Pass pass = operation.call(inputs, Mode.INFERENCE);
    List<Shape> shapes = pass.outputs().stream().map(Tensor::shape).toList();
    assertThat(shapes).isEqualTo(operation.outputShapes(sample.inputs()));
    DType declared64 = operation.outputDType(inputs.stream().map(Tensor::dtype).toList());
    assertThat(pass.outputs()).allMatch(output -> output.dtype() == declared64);
    for (int axis = 0; axis < sample.inputs().get(0).rank(); axis++) {
      int open = axis;
      List<Shape> unknown =
          sample.inputs().stream()
              .map(s -> open < s.rank() ? s.with(open, Shape.UNKNOWN) : s)
              .toList();
      List<Shape> declared;
      try {
        declared = operation.outputShapes(unknown);
      } catch (IllegalArgumentException e) {
        continue; // an axis whose length it has to know
      }
      assertThat(declared).hasSameSizeAs(shapes);
      for (int i = 0; i < shapes.size(); i++) {
        assertThat(declared.get(i).accepts(shapes.get(i)))
            .as(declared.get(i) + " for " + shapes.get(i))
            .isTrue();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void gradientsAgreeWithDifferences(OperationSamples.Sample sample) {
    TensorOperation operation = sample.operation();
    List<Tensor> inputs = inputs(sample);
    Pass pass = operation.call(inputs, Mode.INFERENCE);
    List<Tensor> above = new ArrayList<>();
    for (Tensor output : pass.outputs()) {
      above.add(random(output.shape(), above.size() + 77L, -3));
    }
    List<Tensor> back = pass.pullback().apply(above, new WeightGradients(List.of()));
    if (operation.className().equals("StopGradient") || operation.className().equals("Cast")) {
      return; // without a gradient, and with that of float32
    }
    for (int i = 0; i < inputs.size(); i++) {
      Tensor gradient =
          back.get(i) == null ? Tensor.zeros(inputs.get(i).shape(), DType.FLOAT64) : back.get(i);
      assertThat(gradient.shape()).isEqualTo(inputs.get(i).shape());
      Random random = new Random(SEED);
      for (int k = 0; k < Math.min(8, gradient.size()); k++) {
        int at = random.nextInt(gradient.size());
        double up = weighted(operation, moved(inputs, i, at, STEP), above);
        double down = weighted(operation, moved(inputs, i, at, -STEP), above);
        double expected = (up - down) / (2 * STEP);
        assertThat(gradient.at(at))
            .as("gradient of input " + i + " at element " + at)
            .isCloseTo(expected, Offset.offset(1e-6 * (1 + Math.abs(expected) + Math.abs(up))));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void aPlanGivesTheSameBits(OperationSamples.Sample sample) {
    TensorOperation operation = sample.operation();
    List<Tensor> inputs = inputs(sample);
    List<DType> types = inputs.stream().map(Tensor::dtype).toList();
    List<Tensor> actual = Plan.of(operation, sample.inputs(), types).predict(inputs);
    List<Tensor> expected = operation.call(inputs, Mode.INFERENCE).outputs();
    assertThat(actual).hasSameSizeAs(expected);
    List<Tensor> bySample = Plans.bySample(operation, sample.inputs(), types).predict(inputs);
    for (int i = 0; i < actual.size(); i++) {
      assertThat(actual.get(i).sameBits(expected.get(i))).isTrue();
      assertThat(bySample.get(i).sameBits(expected.get(i))).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void float32AndFloat64Agree(OperationSamples.Sample sample) {
    TensorOperation operation = sample.operation();
    List<Tensor> inputs = inputs(sample);
    List<Tensor> expected = operation.call(inputs, Mode.INFERENCE).outputs();
    List<Tensor> narrow = inputs.stream().map(x -> x.cast(DType.FLOAT32)).toList();
    List<Tensor> actual = operation.call(narrow, Mode.INFERENCE).outputs();
    for (int i = 0; i < expected.size(); i++) {
      for (int k = 0; k < expected.get(i).size(); k++) {
        double value = expected.get(i).at(k);
        assertThat(actual.get(i).at(k))
            .isCloseTo(value, Offset.offset(1e-4 * (1 + Math.abs(value))));
      }
    }
  }

  @Test
  void halfPrecisionIsRoundedOnceAndIntegersKeepTheirTypeWhereTheyAreOnlyMoved() {
    Tensor halves = Tensor.of(Shape.of(3), 0.1f, 0.2f, -7.3f).cast(DType.FLOAT16);
    TensorOperation square = of("Square", new OperationType.None());
    Pass pass = square.call(List.of(halves), Mode.INFERENCE);
    assertThat(pass.output().dtype()).isEqualTo(DType.FLOAT16);
    assertThat(pass.output().at(2)).isEqualTo(DType.FLOAT16.round(halves.at(2) * halves.at(2)));
    Tensor g = Tensor.full(Shape.of(3), DType.FLOAT16, 1);
    Tensor back = pass.pullback().apply(List.of(g), new WeightGradients(List.of())).get(0);
    assertThat(back.dtype()).isEqualTo(DType.FLOAT16);
    assertThat(back.at(0)).isEqualTo(2 * halves.at(0));
    Tensor integers = Tensor.ofInts(Shape.of(2, 2), 1, 2, 3, 1 << 30);
    TensorOperation transpose = of("Transpose", new Rearrangements.Axes(null));
    Tensor moved = transpose.call(List.of(integers), Mode.INFERENCE).output();
    assertThat(moved.dtype()).isEqualTo(DType.INT32);
    assertThat(moved.at(3)).isEqualTo(1 << 30);
    TensorOperation cast = of("Cast", new PassingOperation.Cast("float32"));
    assertThat(cast.call(List.of(integers), Mode.INFERENCE).output().dtype())
        .isEqualTo(DType.FLOAT32);
  }

  private static TensorOperation of(String className, Record config) {
    return Operations.named(className).orElseThrow().create(config, Operands.TENSORS, null);
  }

  @Test
  void wrongNumbersOfOperandsAreRefused() {
    OperationType<?> add = Operations.named("Add").orElseThrow();
    TensorOperation operation = add.create(new OperationType.None(), Operands.TENSORS, null);
    assertThatThrownBy(() -> operation.outputShapes(List.of(Shape.of(3))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("(Add) is called on [x1, x2]. Received: [(3,)]");
    assertThatThrownBy(() -> operation.outputShapes(List.of(Shape.of(2), Shape.of(3))))
        .hasMessageContaining("Cannot broadcast shapes [(2,), (3,)]");
  }

  private static List<Tensor> moved(List<Tensor> inputs, int which, int at, double by) {
    List<Tensor> moved = new ArrayList<>(inputs);
    double[] values = inputs.get(which).doubles().clone();
    values[at] += by;
    moved.set(which, Tensor.of(inputs.get(which).shape(), values));
    return moved;
  }

  private static double weighted(TensorOperation operation, List<Tensor> inputs, List<Tensor> g) {
    List<Tensor> outputs = operation.call(inputs, Mode.INFERENCE).outputs();
    return IntStream.range(0, g.size())
        .mapToDouble(
            i -> TensorMath.total(TensorMath.product(outputs.get(i).cast(DType.FLOAT64), g.get(i))))
        .sum();
  }

  private static List<Tensor> inputs(OperationSamples.Sample sample) {
    List<Tensor> inputs = new ArrayList<>();
    for (Shape shape : sample.inputs()) {
      inputs.add(random(shape, inputs.size(), sample.isPositive() ? 0.25 : -3));
    }
    return inputs;
  }

  /** Off the kinks: no two are nearer than the differences reach. */
  private static Tensor random(Shape shape, long salt, double low) {
    return Tensor.of(shape, new Random(SEED + salt).doubles(shape.size(), low, 3).toArray());
  }
}
