package dev.sarvi.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sarvi.initializer.CounterRandom;
import dev.sarvi.initializer.Seeds;
import dev.sarvi.layer.Variable;
import dev.sarvi.layer.activation.PReLU;
import dev.sarvi.layer.activation.Softmax;
import dev.sarvi.layer.convolution.Conv2D;
import dev.sarvi.layer.core.Dense;
import dev.sarvi.layer.core.Input;
import dev.sarvi.layer.normalization.BatchNormalization;
import dev.sarvi.layer.pooling.MaxPooling2D;
import dev.sarvi.layer.regularization.Dropout;
import dev.sarvi.layer.reshaping.Flatten;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import dev.sarvi.train.Accuracy;
import dev.sarvi.train.Adam;
import dev.sarvi.train.Fit;
import dev.sarvi.train.History;
import dev.sarvi.train.OptimizerOptions;
import dev.sarvi.train.SparseCategoricalCrossentropy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The same seed gives the same bits in another JVM, whatever runs the loops there. */
class TrainingDeterminismTest {
  /** Gives more elements than one part that loops are cut into. */
  private static final int SIZE = 40;

  @Test
  void neitherThreadsNorVectorsNorTheCompilerMatter() throws Exception {
    String plainOneThread = run("-Dsarvi.threads=1", "-XX:TieredStopAtLevel=1");
    String vectorThreeThreads =
        run("-Dsarvi.threads=3", "-Dsarvi.vector.after=0", "--add-modules", "jdk.incubator.vector");
    assertThat(plainOneThread).startsWith("weights and history ").isEqualTo(vectorThreeThreads);
  }

  private static String run(String... options) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(TrainingDeterminismTest.class.getName());
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return output;
  }

  /** Trains and prints a fingerprint of what came out. */
  public static void main(String[] args) {
    Seeds.set(1);
    Sequential model =
        new Sequential()
            .add(Input.of(SIZE, SIZE, 1))
            .add(new Conv2D(8, 3))
            .add(new BatchNormalization())
            .add(PReLU.withSharedAxes(1, 2))
            .add(new MaxPooling2D(2))
            .add(new Dropout(.3))
            .add(new Flatten())
            .add(new Dense(40, "elu"))
            .add(new Dense(3))
            .add(new Softmax());
    model.compile(
        new Adam(new Adam.Config(), OptimizerOptions.of(.01).withGlobalClipnorm(1.)),
        new SparseCategoricalCrossentropy(),
        new Accuracy());
    CounterRandom random = new CounterRandom(2);
    float[] x = new float[13 * SIZE * SIZE];
    float[] y = new float[13];
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) random.normal(i);
      y[i % 13] = i % 3;
    }
    History history =
        model.fit(
            Tensor.of(Shape.of(13, SIZE, SIZE, 1), x),
            Tensor.of(Shape.of(13), y),
            Fit.epochs(2).batchSize(8).seed(4));
    int fingerprint = history.toString().hashCode();
    for (Variable variable : model.variables()) {
      fingerprint = 31 * fingerprint + Arrays.hashCode(variable.value().floats());
    }
    System.out.println("weights and history " + fingerprint);
  }
}
