package dev.sarvi.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sarvi.layer.Layer;
import dev.sarvi.layer.LayerSamples;
import dev.sarvi.layer.LayerSamples.Sample;
import dev.sarvi.layer.Mode;
import dev.sarvi.layer.Options;
import dev.sarvi.layer.Pass;
import dev.sarvi.layer.StateUpdate;
import dev.sarvi.layer.Variable;
import dev.sarvi.layer.WeightGradients;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every layer gives the same bits on arrays that were used before, there and back. */
class PooledLayersTest {
  private static final long SEED = 20261122;

  static Stream<Sample> samples() {
    return LayerSamples.all().stream();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void whatWasInAnArrayMakesNoDifference(Sample sample) {
    for (DType dtype : List.of(DType.FLOAT32, DType.FLOAT64, DType.BFLOAT16)) {
      Layer layer = sample.make().apply(Options.DEFAULT.withDType(dtype));
      layer.build(sample.inputs());
      List<Tensor> inputs =
          IntStream.range(0, sample.inputs().size())
              .mapToObj(i -> random(sample.inputs().get(i), SEED + i).cast(dtype))
              .toList();
      for (Mode mode : List.of(Mode.INFERENCE, Mode.training(SEED, 3))) {
        List<Tensor> expected = thereAndBack(layer, inputs, mode);
        TensorPool pool = new TensorPool(1 << 24, "poison");
        for (int again = 0; again < 2; again++) {
          pool.run(() -> requireSame(expected, thereAndBack(layer, inputs, mode)));
        }
        requireSame(expected, thereAndBack(layer, inputs, mode));
      }
    }
  }

  private static void requireSame(List<Tensor> expected, List<Tensor> actual) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < expected.size(); i++) {
      Tensor one = expected.get(i);
      Tensor other = actual.get(i);
      assertThat(one == null ? other == null : one.sameBits(other)).as("result " + i).isTrue();
    }
  }

  /** Outputs, masks, and the gradients of inputs and weights; state updates as they would be. */
  private static List<Tensor> thereAndBack(Layer layer, List<Tensor> inputs, Mode mode) {
    Pass pass = layer.call(inputs, mode);
    List<Tensor> results = new ArrayList<>(pass.outputs());
    results.addAll(pass.masks());
    pass.stateUpdates().stream().map(StateUpdate::value).forEach(results::add);
    List<Tensor> above =
        pass.outputs().stream().map(y -> random(y.shape(), SEED).cast(y.dtype())).toList();
    List<Variable> trained = layer.trainableVariables();
    WeightGradients gradients = new WeightGradients(trained);
    results.addAll(pass.pullback().apply(above, gradients));
    trained.forEach(variable -> results.add(gradients.of(variable)));
    return results;
  }

  private static Tensor random(Shape shape, long seed) {
    return Tensor.of(shape, new Random(seed).doubles(shape.size(), -3, 3).toArray());
  }
}
