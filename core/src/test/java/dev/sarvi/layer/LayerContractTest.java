package dev.sarvi.layer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sarvi.kernel.TensorMath;
import dev.sarvi.layer.LayerSamples.Sample;
import dev.sarvi.layer.core.InputLayer;
import dev.sarvi.tensor.DType;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every known layer keeps, whatever it computes. */
class LayerContractTest {
  private static final long SEED = 20261121;
  private static final double STEP = 1e-6;

  static Stream<Sample> samples() {
    return LayerSamples.all().stream();
  }

  @Test
  void everyKnownLayerHasSamples() {
    for (LayerType<?> type : Layers.known()) {
      if (!type.type().equals(InputLayer.class)) {
        assertThat(LayerSamples.of(type)).as("samples for " + type.className()).isNotEmpty();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void outputsHaveTheDeclaredShapesAndType(Sample sample) {
    Layer layer = sample.layer();
    List<Tensor> inputs = inputs(sample);
    Pass pass = layer.call(inputs, Mode.INFERENCE);
    assertThat(pass.outputs().stream().map(Tensor::shape))
        .isEqualTo(layer.outputShapes(sample.inputs()));
    assertThat(pass.outputs()).allMatch(output -> output.dtype() == DType.FLOAT64);
    assertThat(layer.outputShapes(sample.inputs().stream().map(s -> s.with(0, -1)).toList()))
        .allMatch(shape -> shape.rank() > 0);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void gradientsAgreeWithDifferences(Sample sample) {
    Layer layer = sample.layer();
    List<Tensor> inputs = inputs(sample);
    for (Mode mode : List.of(Mode.INFERENCE, Mode.training(SEED, 3))) {
      Pass pass = layer.call(inputs, mode);
      List<Tensor> above = new ArrayList<>();
      for (Tensor output : pass.outputs()) {
        above.add(random(output.shape(), above.size() + 77));
      }
      WeightGradients weights = new WeightGradients(layer.trainableVariables());
      List<Tensor> back = pass.pullback().apply(above, weights);
      for (int i = 0; i < inputs.size(); i++) {
        int which = i;
        check(
            inputs.get(i),
            back.get(i),
            changed -> {
              List<Tensor> with = new ArrayList<>(inputs);
              with.set(which, changed);
              return weighted(layer.call(with, mode).outputs(), above);
            });
      }
      for (Variable variable : layer.trainableVariables()) {
        Tensor start = variable.value();
        check(
            start,
            weights.of(variable),
            changed -> {
              variable.assign(changed);
              return weighted(layer.call(inputs, mode).outputs(), above);
            });
        variable.assign(start);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void float32AndFloat64Agree(Sample sample) {
    Layer wide = sample.layer();
    Layer narrow = sample.make().apply(Options.DEFAULT);
    List<Tensor> inputs = inputs(sample);
    Tensor expected = wide.call(inputs, Mode.INFERENCE).outputs().get(0);
    narrow.build(sample.inputs());
    narrow.setWeights(wide.variables().stream().map(Variable::value).toList());
    Tensor actual = narrow.call(inputs, Mode.INFERENCE).outputs().get(0);
    assertThat(actual.dtype()).isEqualTo(DType.FLOAT32);
    for (int i = 0; i < actual.size(); i++) {
      double tolerance = 2e-5 * (1 + Math.abs(expected.at(i)));
      assertThat(actual.at(i)).isCloseTo(expected.at(i), Offset.offset(tolerance));
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void typeMakesAnEqualLayerOfItsConfig(Sample sample) {
    Layer layer = sample.layer();
    LayerType<?> type = Layers.named(layer.getClass().getSimpleName()).orElseThrow();
    Layer again = type.create(layer.config(), Options.named("again"));
    assertThat(again.config()).isEqualTo(layer.config());
    assertThat(again).isNotEqualTo(layer);
    assertThat(again.name()).isEqualTo("again");
  }

  private interface Loss {
    double at(Tensor changed);
  }

  /** Central differences at a few elements; the random inputs lie off the kinks. */
  private static void check(Tensor at, Tensor gradient, Loss loss) {
    assertThat(gradient.shape()).isEqualTo(at.shape());
    Random random = new Random(SEED);
    for (int k = 0; k < Math.min(12, at.size()); k++) {
      int i = random.nextInt(at.size());
      double up = loss.at(moved(at, i, STEP));
      double down = loss.at(moved(at, i, -STEP));
      double expected = (up - down) / (2 * STEP);
      assertThat(gradient.at(i))
          .as("gradient at element " + i + " = " + at.at(i))
          .isCloseTo(expected, Offset.offset(1e-6 * (1 + Math.abs(expected) + Math.abs(up))));
    }
  }

  private static Tensor moved(Tensor tensor, int i, double step) {
    double[] values = tensor.doubles().clone();
    values[i] += step;
    return Tensor.of(tensor.shape(), values);
  }

  private static double weighted(List<Tensor> outputs, List<Tensor> weights) {
    double sum = 0;
    for (int i = 0; i < outputs.size(); i++) {
      sum += TensorMath.total(TensorMath.product(outputs.get(i), weights.get(i)));
    }
    return sum;
  }

  private static List<Tensor> inputs(Sample sample) {
    List<Tensor> inputs = new ArrayList<>();
    for (Shape shape : sample.inputs()) {
      inputs.add(random(shape, inputs.size()));
    }
    return inputs;
  }

  private static Tensor random(Shape shape, long salt) {
    return Tensor.of(shape, new Random(SEED + salt).doubles(shape.size(), -3, 3).toArray());
  }
}
