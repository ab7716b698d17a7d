package dev.sarvi.plan;

import static dev.sarvi.plan.PlanContractTest.assertSame;
import static dev.sarvi.plan.PlanContractTest.random;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.sarvi.Sarvi;
import dev.sarvi.layer.Layer;
import dev.sarvi.layer.Mode;
import dev.sarvi.layer.Options;
import dev.sarvi.layer.SymbolicTensor;
import dev.sarvi.layer.Variable;
import dev.sarvi.layer.activation.Activation;
import dev.sarvi.layer.activation.ELU;
import dev.sarvi.layer.activation.LeakyReLU;
import dev.sarvi.layer.activation.PReLU;
import dev.sarvi.layer.activation.ReLU;
import dev.sarvi.layer.activation.Softmax;
import dev.sarvi.layer.convolution.Conv2D;
import dev.sarvi.layer.convolution.DepthwiseConv2D;
import dev.sarvi.layer.core.Dense;
import dev.sarvi.layer.core.Embedding;
import dev.sarvi.layer.core.Input;
import dev.sarvi.layer.merging.Add;
import dev.sarvi.layer.merging.Average;
import dev.sarvi.layer.merging.Concatenate;
import dev.sarvi.layer.merging.Maximum;
import dev.sarvi.layer.merging.Multiply;
import dev.sarvi.layer.normalization.BatchNormalization;
import dev.sarvi.layer.operation.Ops;
import dev.sarvi.layer.pooling.GlobalAveragePooling1D;
import dev.sarvi.layer.pooling.GlobalAveragePooling2D;
import dev.sarvi.layer.pooling.MaxPooling2D;
import dev.sarvi.layer.preprocessing.Rescaling;
import dev.sarvi.layer.regularization.Dropout;
import dev.sarvi.layer.reshaping.Flatten;
import dev.sarvi.layer.reshaping.Reshape;
import dev.sarvi.model.Model;
import dev.sarvi.model.Sequential;
import dev.sarvi.tensor.DType;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlanTest {
  @BeforeEach
  void namesStartAgain() {
    Sarvi.clearSession();
  }

  /** A residual block with everything that fuses, and a head. */
  private static Model residual() {
    SymbolicTensor image = Input.of(9, 7, 3);
    SymbolicTensor x = new Conv2D(8, 3).apply(new Rescaling(1 / 255.0, -1).apply(image));
    SymbolicTensor y = conv(8).apply(PReLU.withSharedAxes(1, 2).apply(normalized(x)));
    y = new Add().apply(normalized(y), x);
    y = new Dropout(0.5).apply(new ReLU(6).apply(y));
    SymbolicTensor gate = new Dense(8, "sigmoid").apply(new GlobalAveragePooling2D().apply(y));
    y = new Multiply().apply(y, new Reshape(1, 1, 8).apply(gate));
    SymbolicTensor end = new Dense(5).apply(new Flatten().apply(new MaxPooling2D(2).apply(y)));
    return filled(Model.of(image, new Softmax().apply(end)));
  }

  private static SymbolicTensor normalized(SymbolicTensor x) {
    return new BatchNormalization().apply(x);
  }

  private static Layer conv(int filters) {
    return new Conv2D(new Conv2D.Config(filters, List.of(3, 3)).withPadding("same"));
  }

  /** With weights that are all different. */
  private static Model filled(Model model) {
    int salt = 0;
    for (Variable variable : model.variables()) {
      variable.assign(random(variable.shape(), salt++).map(x -> 0.1 + x * x / 9));
    }
    return model;
  }

  @Test
  void saysWhatBecameOne() {
    Model model = residual();
    assertThat(model.plan(Shape.of(2, 9, 7, 3)).describe())
        .isEqualTo(
            """
            Plan of functional for (2, 9, 7, 3): steps=11, buffers=8, bytes=8784
             1  rescaling -> float32 (2, 9, 7, 3) in buffer 1
             2  conv2d -> float32 (2, 7, 5, 8) in buffer 2
             3  batch_normalization + p_re_lu -> float32 (2, 7, 5, 8) in buffer 3
             4  conv2d_1 + batch_normalization_1 + add + re_lu -> float32 (2, 7, 5, 8) in buffer 4
             5  global_average_pooling2d -> float32 (2, 8) in buffer 5
             6  dense -> float32 (2, 8) in buffer 6
             7  multiply -> float32 (560,) in buffer 2
             8  multiply -> float32 (2, 7, 5, 8) in buffer 4, in place
             9  max_pooling2d -> float32 (2, 3, 2, 8) in buffer 7
            10  dense_1 -> float32 (2, 5) in buffer 8
            11  softmax -> float32 (2, 5) in the output
            """);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 13})
  void fusesToTheSameBits(int batch) {
    Model model = residual();
    Tensor images = random(Shape.of(batch, 9, 7, 3), 3).map(x -> 40 * x).cast(DType.FLOAT32);
    Tensor expected = model.call(images);
    Plan plan = model.plan(images.shape());
    assertSame(plan.predict(List.of(images)), List.of(expected));
    assertSame(List.of(model.predict(images)), List.of(expected));
    Tensor into = Tensor.full(expected.shape(), DType.FLOAT32, 7);
    model.predict(images, into);
    assertSame(List.of(into), List.of(expected));
  }

  /** Batches that are, and are not, a multiple of the samples that go together. */
  @ParameterizedTest
  @ValueSource(ints = {2, 3, 7, 13})
  void someSamplesAtATimeGiveTheSameBits(int batch) {
    Model model = residual();
    Shape shape = Shape.of(batch, 9, 7, 3);
    Tensor images = random(shape, 4).map(x -> 40 * x).cast(DType.FLOAT32);
    Tensor expected = model.call(images);
    long sample = model.plan(Shape.of(1, 9, 7, 3)).bytes();
    for (int samples = 1; samples < 5; samples++) {
      Plan plan = Plans.bySamples(model, shape, DType.FLOAT32, samples * sample);
      assertThat(plan.bytes()).isLessThan(2L * (samples + 1) * sample);
      assertSame(plan.predict(List.of(images)), List.of(expected));
      Tensor into = Tensor.full(expected.shape(), DType.FLOAT32, 7);
      plan.predict(List.of(images), List.of(into));
      assertSame(List.of(into), List.of(expected));
    }
    assertThat(Plans.bySamples(model, shape, DType.FLOAT32, 1).describe())
        .startsWith("Plan of functional for " + shape + ": samples at a time=1, steps=11");
  }

  @Test
  void samplesThatAreNotIndependentGoTogether() {
    SymbolicTensor x = Input.of(4, 3);
    Shape shape = Shape.of(4, 4, 3); // where the axes could be confused
    for (SymbolicTensor y :
        List.of(
            Ops.flip(x, 0),
            new Softmax(0).apply(new ELU().apply(x)),
            Ops.add(x, new GlobalAveragePooling1D().apply(x)),
            Ops.add(x, Ops.mean(x, false, 0)))) {
      Model model = Model.of(x, y);
      Tensor given = random(shape, 5).cast(DType.FLOAT32);
      Plan plan = Plans.bySample(model, List.of(shape), List.of(DType.FLOAT32));
      assertThat(plan.describe()).doesNotContain("at a time");
      assertSame(plan.predict(List.of(given)), List.of(model.call(given)));
    }
  }

  /** Layers of shape (batch, 4, 5, 3) to the same; and merging ones. */
  private static SymbolicTensor step(Random random, List<SymbolicTensor> known) {
    SymbolicTensor x = known.get(random.nextInt(known.size()));
    SymbolicTensor y = known.get(random.nextInt(known.size()));
    return switch (random.nextInt(16)) {
      case 0 -> conv(3).apply(x);
      case 1 ->
          new DepthwiseConv2D(new DepthwiseConv2D.Config(List.of(3, 3)).withPadding("same"))
              .apply(x);
      case 2 -> normalized(x);
      case 3 -> new BatchNormalization(new BatchNormalization.Config(1, 0.9, 1e-3)).apply(x);
      case 4 -> PReLU.withSharedAxes(1, 2).apply(x);
      case 5 -> new PReLU().apply(x);
      case 6 -> new ELU().apply(x);
      case 7 -> new Activation("gelu").apply(x);
      case 8 -> new Add().apply(x, y, x);
      case 9 -> new Maximum().apply(x, y);
      case 10 -> new Multiply().apply(x, new Activation("sigmoid").apply(y));
      case 11 -> new Average().apply(x, y);
      case 12 -> new Reshape(4, 5, 3).apply(new LeakyReLU().apply(new Reshape(60).apply(x)));
      case 13 -> conv(3).apply(new Concatenate().apply(x, y));
      case 14 ->
          new Multiply()
              .apply(x, new Reshape(1, 1, 3).apply(new GlobalAveragePooling2D().apply(y)));
      default -> new Dense(3, "tanh").apply(x);
    };
  }

  @ParameterizedTest
  @ValueSource(strings = {"float32", "float64"})
  void randomGraphsGiveTheSameBits(String type) {
    for (int seed = 0; seed < 60; seed++) {
      Random random = new Random(seed);
      Sarvi.setDTypePolicy(type);
      Model model;
      try {
        SymbolicTensor input = Input.of(Shape.of(4, 5, 3), Options.DEFAULT.withDType(type));
        List<SymbolicTensor> known = new ArrayList<>(List.of(input));
        int size = 1 + random.nextInt(14);
        for (int i = 0; i < size; i++) {
          known.add(step(random, known.subList(Math.max(0, known.size() - 3), known.size())));
        }
        List<SymbolicTensor> outputs = new ArrayList<>(List.of(known.get(known.size() - 1)));
        for (int extra = random.nextInt(3); extra > 0; extra--) {
          outputs.add(known.get(random.nextInt(known.size())));
        }
        model = filled(Model.of(List.of(input), outputs, Options.DEFAULT));
      } finally {
        Sarvi.setDTypePolicy("float32");
      }
      Tensor x = random(Shape.of(1 + seed % 3, 4, 5, 3), seed).cast(DType.of(type));
      Plan plan = model.plan(x.shape());
      List<Tensor> expected = model.call(List.of(x), Mode.INFERENCE).outputs();
      List<Plan> plans =
          List.of(plan, plan, Plans.bySample(model, List.of(x.shape()), List.of(x.dtype())));
      for (int run = 0; run < plans.size(); run++) {
        List<Tensor> actual = plans.get(run).predict(List.of(x));
        for (int i = 0; i < actual.size(); i++) {
          assertThat(actual.get(i).sameBits(expected.get(i)))
              .as("seed %d, run %d, output %d of %s", seed, run, i, plans.get(run).describe())
              .isTrue();
        }
      }
    }
  }

  @Test
  void takesNewWeights() {
    Model model = residual();
    Tensor x = random(Shape.of(2, 9, 7, 3), 1).cast(DType.FLOAT32);
    Tensor before = model.predict(x);
    for (Variable variable : model.variables()) {
      variable.assign(variable.value().map(w -> 1.5 * w));
    }
    Tensor after = model.predict(x);
    assertThat(after.sameBits(before)).isFalse();
    assertSame(List.of(after), List.of(model.call(x)));
  }

  @Test
  void aModelThatGrewHasAnotherPlan() {
    Sequential model = new Sequential().add(Input.of(3)).add(new Dense(2));
    Tensor x = random(Shape.of(4, 3), 1).cast(DType.FLOAT32);
    model.predict(x);
    model.add(new ReLU());
    assertSame(List.of(model.predict(x)), List.of(model.call(x)));
  }

  @Test
  void aHundredCallersAtOnce() throws Exception {
    Model model = residual();
    List<Tensor> inputs = new ArrayList<>();
    List<Tensor> expected = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      inputs.add(random(Shape.of(1 + i % 3, 9, 7, 3), i).cast(DType.FLOAT32));
      expected.add(model.call(inputs.get(i)));
    }
    ExecutorService threads = Executors.newFixedThreadPool(100);
    try {
      List<Callable<Tensor>> calls = new ArrayList<>();
      for (int i = 0; i < 300; i++) {
        Tensor input = inputs.get(i % 100);
        calls.add(() -> model.predict(input));
      }
      List<Future<Tensor>> results = threads.invokeAll(calls);
      for (int i = 0; i < results.size(); i++) {
        assertSame(List.of(results.get(i).get()), List.of(expected.get(i % 100)));
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void aHotRunIntoATensorAllocatesNothing() {
    Sequential model = new Sequential().add(Input.of(4, 5, 3)).add(new Rescaling(2, -1));
    for (Layer layer :
        List.of(
            new BatchNormalization(),
            PReLU.withSharedAxes(1, 2),
            new Reshape(20, 3),
            new ELU(),
            new Activation("gelu"),
            new Reshape(4, 5, 3),
            new Dropout(0.5),
            new LeakyReLU())) {
      model.add(layer);
    }
    Plan plan = filled(model).plan(Shape.of(7, 4, 5, 3));
    List<Tensor> inputs = List.of(random(Shape.of(7, 4, 5, 3), 1).cast(DType.FLOAT32));
    List<Tensor> into = List.of(Tensor.zeros(Shape.of(7, 4, 5, 3)));
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    for (int run = 0; run < 200 && least > 0; run++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      plan.predict(inputs, into);
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    assertThat(least).as("bytes allocated by a run").isZero();
    assertSame(into, List.of(model.call(inputs.get(0))));
  }

  @Test
  void masksAreThoseOfACall() {
    Embedding embedding = new Embedding(new Embedding.Config(5, 3).withMaskZero(true));
    Sequential model =
        new Sequential()
            .add(Input.of(Shape.of(4), DType.INT32))
            .add(embedding)
            .add(new GlobalAveragePooling1D());
    Tensor x = Tensor.ofInts(Shape.of(2, 4), 1, 0, 2, 0, 3, 3, 0, 0);
    assertSame(List.of(model.predict(x)), List.of(model.call(x)));
  }

  @Test
  void refusesWhatDoesNotFit() {
    Sequential model = new Sequential().add(Input.of(3)).add(new Dense(2));
    Plan plan = model.plan(Shape.of(4, 3));
    Tensor x = Tensor.zeros(Shape.of(4, 3));
    assertThatThrownBy(() -> plan.predict(List.of(Tensor.zeros(Shape.of(5, 3)))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expects inputs [float32 (4, 3)]. Received: [float32(5, 3)");
    assertThatThrownBy(() -> plan.predict(List.of(x), List.of(Tensor.zeros(Shape.of(2, 4)))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expects outputs [float32 (4, 2)]. Received: [float32(2, 4)");
    Plan square = new Sequential().add(Input.of(3)).add(new Dense(3)).plan(Shape.of(4, 3));
    assertThatThrownBy(() -> square.predict(List.of(x), List.of(x)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("share no array");
    assertThatThrownBy(() -> model.plan(Shape.of(4, 7)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
