package dev.sarvi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sarvi.keras.Keras;
import dev.sarvi.keras.Npy;
import dev.sarvi.model.Model;
import dev.sarvi.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConvertCommandTest {
  @TempDir Path folder;
  private Path model;
  private Path images;
  private Path answers;
  private Tensor some;
  private Tensor outputs;

  @BeforeEach
  void makeFiles() {
    DemoFiles demo = DemoFiles.into(folder.resolve("demo"));
    model = demo.model();
    images = folder.resolve("images.npy");
    answers = folder.resolve("answers.npy");
    some = demo.testData().inputs().get(0).rows(0, 13);
    Npy.write(some, images);
    outputs = Keras.load(model).predict(some);
    Npy.write(outputs, answers);
  }

  @Test
  void writesEveryForm() throws IOException {
    for (String name : new String[] {"a.keras", "a.h5", "a.weights.h5", "a.json"}) {
      Path out = folder.resolve(name);
      Run run = Run.of("convert", model, out);
      assertThat(run.code()).as(run.err()).isZero();
      assertThat(run.out()).startsWith(out + ": Sequential \"digits\", ").hasLineCount(1);
      assertThat(run.out()).contains("layers", "weights", "compiled with adam");
    }
    assertThat(Keras.load(folder.resolve("a.keras")).predict(some).sameBits(outputs)).isTrue();
    assertThat(Files.readString(folder.resolve("a.json")))
        .isEqualTo(Keras.toJson(Keras.load(model)));
    Model other = Keras.load(model);
    other.variables().forEach(v -> v.assign(Tensor.zeros(v.shape(), v.dtype())));
    Keras.loadWeights(other, folder.resolve("a.weights.h5"));
    assertThat(other.predict(some).sameBits(outputs)).isTrue();
  }

  /** It has no weights: what it computes would be noise. */
  @Test
  void anArchitectureAloneIsOpenedWhereWeightsAreNotUsed() {
    Path json = folder.resolve("a.json");
    Path weights = folder.resolve("a.weights.h5");
    assertThat(Run.of("convert", model, json).code()).isZero();
    assertThat(Run.of("convert", model, weights).code()).isZero();
    assertThat(Run.of("summary", json).out()).contains("conv_1 (Conv2D)");
    assertThat(Run.of("inspect", json).out())
        .startsWith(json + ": architecture alone (JSON)")
        .endsWith("opens: yes\n");
    assertThat(Run.of("convert", json, folder.resolve("b.json")).code()).isZero();
    Path whole = folder.resolve("b.keras");
    Run run = Run.of("convert", json, whole, "--weights", weights);
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(Keras.load(whole).predict(some).sameBits(outputs)).isTrue();
    for (Object[] command :
        new Object[][] {
          {"predict", json, images},
          {"evaluate", json, images},
          {"convert", json, whole},
          {"weights", json, "-o", folder.resolve("w.npz")}
        }) {
      Run refused = Run.of(command);
      assertThat(refused.code()).isNotZero();
      assertThat(refused.err())
          .startsWith("error: " + json)
          .contains("an architecture without weights", "modelFromJson")
          .hasLineCount(1);
    }
    assertThat(Run.of("verify", json).err()).startsWith("error: " + json).hasLineCount(1);
  }

  @Test
  void weightsAreTakenFromElsewhereAndTheOptimizerLeftOut() {
    Path weights = folder.resolve("zeros.weights.h5");
    Model zeros = Keras.load(model);
    zeros.variables().forEach(v -> v.assign(Tensor.zeros(v.shape(), v.dtype())));
    Keras.saveWeights(zeros, weights);
    Path out = folder.resolve("out.keras");
    Run run = Run.of("convert", model, out, "--weights", weights, "--no-optimizer");
    assertThat(run.code()).as(run.err()).isZero();
    Model read = Keras.load(out);
    assertThat(read.compilation()).isEmpty();
    assertThat(read.predict(some).sameBits(zeros.predict(some))).isTrue();
  }

  @Test
  void aCheckTravelsWithTheModel() throws IOException {
    Path first = folder.resolve("first.keras");
    Path second = folder.resolve("second.keras");
    Run convert = Run.of("convert", model, first, "--with-check", images, "--expected", answers);
    assertThat(convert.code()).as(convert.err()).isZero();
    assertThat(Run.of("convert", first, second).code()).isZero();
    try (ZipFile zip = new ZipFile(second.toFile())) {
      assertThat(zip.stream().map(Object::toString))
          .startsWith("metadata.json", "config.json", "model.weights.h5")
          .contains("assets/sarvi_check/input_0.npy");
    }
    Run verify = Run.of("verify", second);
    assertThat(verify)
        .isEqualTo(
            new Run(
                0,
                second
                    + ": 13 samples, outputs of answers.npy: largest difference 0.0, allowed"
                    + " 1.0e-05\n",
                ""));
  }

  @Test
  void aDifferenceIsAFailure() {
    Path wrong = folder.resolve("wrong.npy");
    Npy.write(outputs.map(p -> p + 0.5), wrong);
    Path out = folder.resolve("out.keras");
    assertThat(Run.of("convert", model, out, "--with-check", images, "--expected", wrong).code())
        .isZero();
    Run verify = Run.of("verify", out);
    assertThat(verify.code()).isEqualTo(1);
    assertThat(verify.err())
        .startsWith("error: " + out + ": 13 samples, outputs of wrong.npy: largest difference 0.50")
        .hasLineCount(1);
    assertThat(Run.of("verify", out, "--tolerance", "0.6").code()).isZero();
  }

  @Test
  void whatDoesNotFitIsRefused() {
    Path out = folder.resolve("out.h5");
    assertThat(Run.of("convert", model, out, "--with-check", images))
        .matches(run -> run.code() == 2 && run.err().contains("--with-check"));
    assertThat(Run.of("convert", model, folder.resolve("out.onnx")).err())
        .contains("out.onnx", ".keras", ".h5");
    assertThat(Run.of("convert", model, folder.resolve("none/out.h5")).err()).contains("no folder");
    Path keras = folder.resolve("out.keras");
    assertThat(Run.of("convert", model, keras, "--with-check", images, "--expected", images).err())
        .contains("images.npy", "shapes");
    assertThat(Run.of("verify", model).err()).contains("no check");
    assertThat(folder.resolve("out.keras")).doesNotExist();
  }
}
