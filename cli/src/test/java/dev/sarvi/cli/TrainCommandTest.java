package dev.sarvi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sarvi.keras.Keras;
import dev.sarvi.keras.Npz;
import dev.sarvi.layer.Variable;
import dev.sarvi.layer.activation.PReLU;
import dev.sarvi.layer.activation.Softmax;
import dev.sarvi.layer.core.Dense;
import dev.sarvi.layer.core.Input;
import dev.sarvi.model.Model;
import dev.sarvi.model.Sequential;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import dev.sarvi.train.Adam;
import dev.sarvi.train.Metrics;
import dev.sarvi.train.SparseCategoricalCrossentropy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainCommandTest {
  @TempDir Path folder;
  private Path compiled;
  private Path uncompiled;
  private Path data;
  private Path out;

  @BeforeEach
  void makeFiles() {
    Sequential model =
        new Sequential()
            .add(Input.of(4))
            .add(new Dense(5))
            .add(new PReLU())
            .add(new Dense(3))
            .add(new Softmax());
    uncompiled = folder.resolve("uncompiled.keras");
    Keras.save(model, uncompiled);
    model.compile(new Adam(0.01), new SparseCategoricalCrossentropy(), Metrics.named("accuracy"));
    compiled = folder.resolve("compiled.keras");
    Keras.save(model, compiled);
    data = folder.resolve("data.npz");
    Npz.write(samples(65), data);
    out = folder.resolve("out.keras");
  }

  private static Map<String, Tensor> samples(int count) {
    Random random = new Random(1);
    float[] x = new float[count * 4];
    float[] y = new float[count];
    for (int i = 0; i < count; i++) {
      y[i] = i % 3;
      for (int j = 0; j < 4; j++) {
        x[4 * i + j] = (float) random.nextGaussian() + (j == y[i] ? 2 : 0);
      }
    }
    return Map.of("x", Tensor.of(Shape.of(count, 4), x), "y", Tensor.of(Shape.of(count), y));
  }

  @Test
  void startsFromAnArchitectureAlone() {
    Path json = folder.resolve("a.json");
    assertThat(Run.of("convert", compiled, json).code()).isZero();
    Run run = Run.of("train", json, data, "-o", out, "--seed", 1);
    assertThat(run.code()).as(run.err()).isZero();
    var state = Keras.load(out).compilation().orElseThrow().optimizer().state();
    assertThat(state.iterations()).isEqualTo(3);
  }

  @Test
  void improvesTheModelAndTellsEachEpoch() {
    double before = loss(compiled);
    Run run = Run.of("train", compiled, data, "-o", out, "--epochs", 3, "--seed", 5);
    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
    assertThat(run.out().lines()).hasSize(3);
    assertThat(run.out())
        .containsPattern("epoch 3/3  accuracy \\d\\.\\d{4}  loss \\d\\.\\d{4}  \\(");
    assertThat(loss(out)).isLessThan(before);
  }

  private double loss(Path model) {
    Run run = Run.of("evaluate", model, data);
    assertThat(run.err()).isEmpty();
    return Double.parseDouble(run.out().replaceAll("(?s).*loss: (\\S+).*", "$1"));
  }

  @Test
  void theSameSeedGivesTheSameBits() {
    Path again = folder.resolve("again.keras");
    Run.of("train", compiled, data, "-o", out, "--epochs", 2, "--seed", 5);
    Run.of("train", compiled, data, "-o", again, "--epochs", 2, "--seed", 5);
    assertSameWeights(out, again);
  }

  @Test
  void goingOnIsLikeNotHavingStopped() {
    Path half = folder.resolve("half.keras");
    Path whole = folder.resolve("whole.keras");
    Run.of("train", compiled, data, "-o", half, "--seed", 5);
    Run.of("train", half, data, "-o", out, "--seed", 5);
    Run.of("train", compiled, data, "-o", whole, "--seed", 5, "--epochs", 2);
    assertSameWeights(out, whole);
  }

  private static void assertSameWeights(Path one, Path other) {
    List<Variable> first = Keras.load(one).variables();
    List<Variable> second = Keras.load(other).variables();
    assertThat(first).hasSameSizeAs(second);
    for (int i = 0; i < first.size(); i++) {
      assertThat(first.get(i).value().sameBits(second.get(i).value()))
          .as(first.get(i).path())
          .isTrue();
    }
  }

  @Test
  void writesKerassHistory() throws IOException {
    Path history = folder.resolve("history.json");
    Run run =
        Run.of(
            "train",
            compiled,
            data,
            "-o",
            out,
            "--epochs",
            2,
            "--history",
            history,
            "--validation-split",
            0.2,
            "--batch-size",
            13,
            "--no-shuffle");
    assertThat(run.code()).isZero();
    String number = "\\d\\.\\d+(E-?\\d+)?";
    String two = "\\[" + number + ", " + number + "\\]";
    assertThat(Files.readString(history))
        .matches(
            "\\{\"accuracy\": %s, \"loss\": %s, \"val_accuracy\": %s, \"val_loss\": %s\\}\n"
                .replace("%s", two));
  }

  @Test
  void optionsReplaceWhatTheModelWasCompiledWith() {
    Run run =
        Run.of(
            "train",
            uncompiled,
            data,
            "-o",
            out,
            "--loss",
            "sparse_categorical_crossentropy",
            "--optimizer",
            "sgd",
            "--learning-rate",
            0.05);
    assertThat(run.err()).isEmpty();
    Model trained = Keras.load(out);
    assertThat(trained.compilation()).isPresent();
    assertThat(trained.compilation().get().optimizer().name()).isEqualTo("sgd");
    assertThat(trained.compilation().get().optimizer().learningRate())
        .isEqualTo(0.05, org.assertj.core.api.Assertions.within(1e-7));
  }

  @Test
  void refusesWhatIsMissingOrUnknown() throws IOException {
    Files.writeString(out, "precious");
    assertThat(Run.of("train", uncompiled, data, "-o", out))
        .isEqualTo(
            new Run(
                1,
                "",
                "error: " + uncompiled + ": the model was not compiled, so --loss is needed\n"));
    assertThat(Run.of("evaluate", uncompiled, data).code()).isEqualTo(1);
    assertUsage(Run.of("train", compiled, data));
    assertUsage(Run.of("train", compiled, data, "-o", folder.resolve("out.h6")));
    assertUsage(Run.of("train", compiled, data, "-o", out, "--optimizer", "foo"));
    assertUsage(Run.of("train", compiled, data, "-o", out, "--loss", "foo"));
    assertUsage(Run.of("train", compiled, data, "-o", out, "--batch-size", 0));
    assertUsage(Run.of("train", compiled, data, "-o", out, "--epochs", "many"));
    assertUsage(Run.of("train", compiled, data, "-o", out, "--validation-split", 2));
    Path history = folder.resolve("none/history.json");
    assertThat(Run.of("train", compiled, data, "-o", out, "--history", history).code())
        .isEqualTo(1);
    assertThat(out).hasContent("precious");
  }

  private static void assertUsage(Run run) {
    assertThat(run.code()).as(run.err()).isEqualTo(2);
    assertThat(run.err()).startsWith("error: ").hasLineCount(1);
  }

  @Test
  void dataThatDoNotFitAreRefusedByTheFilesName() {
    Path wrong = folder.resolve("wrong.npz");
    Npz.write(Map.of("x", samples(3).get("x"), "y", samples(4).get("y")), wrong);
    Run run = Run.of("train", compiled, wrong, "-o", out);
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).startsWith("error: " + wrong).contains("cardinality").hasLineCount(1);
    Npz.write(Map.of("x", samples(3).get("x")), wrong);
    assertThat(Run.of("train", compiled, wrong, "-o", out).err())
        .startsWith("error: " + wrong + ": expected arrays y or softmax");
    Npz.write(Map.of("x", samples(3).get("x"), "y", Tensor.of(Shape.of(3), 0f, 1f, 7f)), wrong);
    assertThat(Run.of("train", compiled, wrong, "-o", out).err()).startsWith("error: " + wrong);
    assertThat(out).doesNotExist();
  }
}
