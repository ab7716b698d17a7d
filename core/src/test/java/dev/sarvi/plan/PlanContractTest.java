package dev.sarvi.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sarvi.layer.Layer;
import dev.sarvi.layer.LayerSamples;
import dev.sarvi.layer.LayerSamples.Sample;
import dev.sarvi.layer.Mode;
import dev.sarvi.layer.Options;
import dev.sarvi.layer.Variable;
import dev.sarvi.tensor.DType;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A plan gives what a call gives, to the bit. */
class PlanContractTest {
  private static final long SEED = 20261121;

  static Stream<Sample> samples() {
    return LayerSamples.all().stream();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void aLayerByItself(Sample sample) {
    for (String type : List.of("float32", "float64", "mixed_float16")) {
      Layer layer = sample.make().apply(Options.DEFAULT.withDType(type));
      List<Tensor> inputs = new ArrayList<>();
      for (Shape shape : sample.inputs()) {
        inputs.add(random(shape, inputs.size()).cast(layer.computeDType()));
      }
      List<Tensor> expected = layer.call(inputs, Mode.INFERENCE).outputs();
      List<DType> types = inputs.stream().map(Tensor::dtype).toList();
      Plan plan = Plan.of(layer, sample.inputs(), types);
      assertSame(Plans.bySample(layer, sample.inputs(), types).predict(inputs), expected);
      for (int run = 0; run < 2; run++) {
        assertSame(plan.predict(inputs), expected);
      }
      List<Tensor> into = expected.stream().map(y -> Tensor.full(y.shape(), y.dtype(), 7)).toList();
      plan.predict(inputs, into);
      assertSame(into, expected);
      for (Variable variable : layer.variables()) {
        variable.assign(random(variable.shape(), 99).map(x -> x * x).cast(variable.dtype()));
      }
      assertSame(plan.predict(inputs), layer.call(inputs, Mode.INFERENCE).outputs());
    }
  }

  static void assertSame(List<Tensor> actual, List<Tensor> expected) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < actual.size(); i++) {
      assertThat(actual.get(i).sameBits(expected.get(i)))
          .as("output %d: %s, expected %s", i, actual.get(i), expected.get(i))
          .isTrue();
    }
  }

  static Tensor random(Shape shape, long salt) {
    return Tensor.of(shape, new Random(SEED + salt).doubles(shape.size(), -3, 3).toArray());
  }
}
