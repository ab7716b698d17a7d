package dev.sarvi.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sarvi.config.DTypePolicy;
import dev.sarvi.initializer.Seeds;
import dev.sarvi.kernel.TensorMath;
import dev.sarvi.layer.LayerSamples;
import dev.sarvi.layer.LayerSamples.Sample;
import dev.sarvi.layer.Node;
import dev.sarvi.layer.Options;
import dev.sarvi.layer.SymbolicTensor;
import dev.sarvi.layer.Variable;
import dev.sarvi.layer.core.Input;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import dev.sarvi.tensor.TensorPool;
import dev.sarvi.train.Adam;
import dev.sarvi.train.Data;
import dev.sarvi.train.Fit;
import dev.sarvi.train.MeanSquaredError;
import dev.sarvi.train.OptimizerOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Steps of training on arrays that are used again learn what those on new ones do. */
class PooledTrainingTest {
  private static final long SEED = 20261122;
  private static final String PROPERTY = "sarvi.pool";

  @AfterEach
  void poolAsEver() {
    System.clearProperty(PROPERTY);
  }

  /** Those that can be trained in batches: all inputs have as many samples. */
  static Stream<Sample> samples() {
    return LayerSamples.all().stream()
        .filter(sample -> sample.inputs().get(0).rank() > 1 && sample.inputs().get(0).dim(0) > 0)
        .filter(
            sample -> sample.inputs().stream().map(shape -> shape.dim(0)).distinct().count() == 1);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void allLayersLearnTheSame(Sample sample) {
    for (String policy : List.of("float32", "mixed_float16")) {
      Trained expected = trained(sample, policy, "never");
      Trained poisoned = trained(sample, policy, "poison");
      assertThat(poisoned.history).isEqualTo(expected.history);
      for (int i = 0; i < expected.weights.size(); i++) {
        assertThat(poisoned.weights.get(i).sameBits(expected.weights.get(i)))
            .as("weight " + i)
            .isTrue();
      }
    }
  }

  private record Trained(List<Object> history, List<Tensor> weights) {}

  /** Steps in the work of a pool, which each uses the arrays of the one before. */
  private static Trained trained(Sample sample, String policy, String mode) {
    System.setProperty(PROPERTY, mode);
    Seeds.set(SEED);
    Options options = Options.named("it").withDType(DTypePolicy.of(policy));
    TensorPool pool = new TensorPool();
    List<SymbolicTensor> inputs =
        sample.inputs().stream().map(shape -> Input.ofBatch(shape, Options.DEFAULT)).toList();
    Node node = sample.make().apply(options).applyAll(inputs);
    Model model = Model.of(inputs, node.outputs(), options);
    model.compile(
        new Adam(new Adam.Config(), OptimizerOptions.of(.01).withGlobalClipnorm(1.)),
        new MeanSquaredError());
    List<Tensor> x = sample.inputs().stream().map(PooledTrainingTest::random).toList();
    List<Tensor> y =
        model.outputShapes(sample.inputs()).stream().map(PooledTrainingTest::random).toList();
    Data data = Data.of(x, y);
    Fit step = Fit.epochs(1).batchSize(data.samples()).seed(SEED);
    List<Object> history = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      pool.run(() -> history.add(model.fit(data, step).toString()));
      pool.run(() -> history.add(model.evaluate(data, data.samples())));
      pool.run(() -> history.add(sums(model.predict(x, data.samples()))));
    }
    return new Trained(history, model.variables().stream().map(Variable::value).toList());
  }

  private static List<Double> sums(List<Tensor> tensors) {
    return tensors.stream().map(one -> TensorMath.total(one.widened())).toList();
  }

  private static Tensor random(Shape shape) {
    double[] values = new Random(SEED + shape.size()).doubles(shape.size(), 0, 3).toArray();
    return Tensor.of(shape, values).widened();
  }
}
