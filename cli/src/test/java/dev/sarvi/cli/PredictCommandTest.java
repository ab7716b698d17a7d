package dev.sarvi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sarvi.keras.Keras;
import dev.sarvi.keras.Npy;
import dev.sarvi.keras.Npz;
import dev.sarvi.model.Model;
import dev.sarvi.tensor.DType;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PredictCommandTest {
  @TempDir Path folder;
  private Path model;
  private Path images;
  private Tensor outputs;

  @BeforeEach
  void makeFiles() {
    DemoFiles demo = DemoFiles.into(folder.resolve("demo"));
    model = demo.model();
    images = folder.resolve("images.npy");
    Tensor some = demo.testData().inputs().get(0).rows(0, 13);
    Npy.write(some, images);
    outputs = Keras.load(model).predict(some);
  }

  @Test
  void writesAnyFormat() throws IOException {
    Path npy = folder.resolve("out.npy");
    Path npz = folder.resolve("out.npz");
    Path csv = folder.resolve("out.csv");
    for (Path file : List.of(npy, npz, csv)) {
      assertThat(Run.of("predict", model, images, "-o", file)).isEqualTo(new Run(0, "", ""));
    }
    assertThat(Npy.read(npy).sameBits(outputs)).isTrue();
    assertThat(Npz.read(npz)).containsOnlyKeys("softmax");
    assertThat(Npz.read(npz).get("softmax").sameBits(outputs)).isTrue();
    assertThat(Csv.read(csv, 10, DType.FLOAT32).sameBits(outputs)).isTrue();
    assertThat(Run.of("predict", model, images).out()).isEqualTo(Files.readString(csv));
  }

  @Test
  void readsAnyFormat() throws IOException {
    Path out = folder.resolve("out.npy");
    Path csv = folder.resolve("images.csv");
    Tensor some = Npy.read(images);
    Files.writeString(csv, Csv.write(some));
    Path named = folder.resolve("named.npz");
    Npz.write(Map.of("pixels", some), named);
    Path short_ = folder.resolve("x.npz");
    Npz.write(Map.of("x", some), short_);
    for (Path input : List.of(images, csv, named, short_)) {
      Run run = Run.of("predict", model, input, "-o", out, "--batch-size", 5);
      assertThat(run).isEqualTo(new Run(0, "", ""));
      assertThat(Npy.read(out).sameBits(outputs)).as(input.toString()).isTrue();
    }
  }

  @Test
  void takesSeveralInputsAndOutputsByName() {
    Path twoInputs = Path.of("../keras/src/test/resources/models/two-inputs.keras");
    Model loaded = Keras.load(twoInputs);
    Map<String, Tensor> arrays = new LinkedHashMap<>();
    loaded
        .inputs()
        .forEach(
            input ->
                arrays.put(
                    input.node().operation().name(),
                    Tensor.full(input.shape().with(0, 2), DType.FLOAT32, 0.5)));
    Path input = folder.resolve("inputs.npz");
    Npz.write(arrays, input);
    Path out = folder.resolve("out.npz");
    assertThat(Run.of("predict", twoInputs, input, "-o", out)).isEqualTo(new Run(0, "", ""));
    assertThat(Npz.read(out).keySet()).containsExactly("kind", "size");

    for (Run refused :
        List.of(
            Run.of("predict", twoInputs, input),
            Run.of("predict", twoInputs, input, "-o", folder.resolve("out.csv")),
            Run.of("predict", twoInputs, images, "-o", out))) {
      assertThat(refused.code()).isEqualTo(1);
      assertThat(refused.err()).startsWith("error: ").hasLineCount(1);
    }
  }

  @Test
  void numbersRepeatedOutputs() {
    Path repeated = Path.of("../keras/src/test/resources/models/repeated-output.keras");
    Path input = folder.resolve("inputs.npz");
    Tensor ones = Tensor.full(Shape.of(1, 3), DType.FLOAT32, 1);
    Npz.write(Map.of("input_layer", ones, "input_layer_1", ones), input);
    Path out = folder.resolve("out.npz");
    assertThat(Run.of("predict", repeated, input, "-o", out).code()).isZero();
    assertThat(Npz.read(out).keySet()).containsExactly("shared", "shared_1", "both");
  }

  @Test
  void anErrorNamesTheFile() throws IOException {
    Path none = folder.resolve("none.npy");
    assertRefused(none, Run.of("predict", model, none));
    assertRefused(none, Run.of("predict", none, images));
    Path wrong = folder.resolve("wrong.npy");
    Npy.write(Tensor.zeros(Shape.of(2, 7)), wrong);
    assertRefused(wrong, Run.of("predict", model, wrong));
    Path lines = folder.resolve("wrong.csv");
    Files.writeString(lines, "1,2,3\n");
    assertRefused(lines, Run.of("predict", model, lines));
    Path strange = folder.resolve("wrong.npz");
    Npz.write(Map.of("images", outputs), strange);
    assertRefused(strange, Run.of("predict", model, strange));
    Path text = Files.writeString(folder.resolve("wrong.txt"), "1");
    assertRefused(text, Run.of("predict", model, text));
    Path damaged = folder.resolve("damaged.keras");
    byte[] bytes = Files.readAllBytes(model);
    Files.write(damaged, Arrays.copyOf(bytes, bytes.length / 2));
    assertRefused(damaged, Run.of("predict", damaged, images));
  }

  @Test
  void whatFailsLeavesTheOutputAsItWas() throws IOException {
    Path out = Files.writeString(folder.resolve("out.csv"), "precious");
    Path wrong = folder.resolve("wrong.npy");
    Npy.write(Tensor.zeros(Shape.of(2, 7)), wrong);
    assertThat(Run.of("predict", model, wrong, "-o", out).code()).isEqualTo(1);
    assertThat(out).hasContent("precious");
    assertThat(Run.of("predict", model, images, "-o", out, "--batch-size", 0).code()).isEqualTo(2);
    assertThat(Run.of("predict", model, images, "-o", folder.resolve("out.txt")).code())
        .isEqualTo(2);
    assertThat(out).hasContent("precious");
  }

  @Test
  void summaryAndWeightsShowAllOfTheModel() {
    Model loaded = Keras.load(model);
    assertThat(Run.of("summary", model).out()).isEqualTo(loaded.summary().stripTrailing() + "\n");
    Path file = folder.resolve("weights.npz");
    assertThat(Run.of("weights", model, "-o", file)).isEqualTo(new Run(0, "", ""));
    Map<String, Tensor> weights = Npz.read(file);
    assertThat(weights.keySet())
        .startsWith("conv_1/kernel", "conv_1/bias", "prelu_per_channel/alpha", "conv_2/kernel")
        .hasSize(loaded.variables().size());
    assertThat(weights.get("prelu_per_unit/alpha").shape()).isEqualTo(Shape.of(48));
  }

  @Test
  void drawsTheAlphasOfAModel() {
    Path picture = folder.resolve("alphas.png");
    assertThat(Run.of("plot", model, "-o", picture)).isEqualTo(new Run(0, "", ""));
    assertThat(picture).isNotEmptyFile();
    Path without = Path.of("../keras/src/test/resources/models/repeated-output.keras");
    assertThat(Run.of("plot", without, "-o", picture).err())
        .isEqualTo(
            "error: "
                + without
                + ": the model has no PReLU layer, so there are no learned alphas\n");
  }

  private static void assertRefused(Path file, Run run) {
    assertThat(run.code()).as(run.err()).isEqualTo(1);
    assertThat(run.err()).startsWith("error: " + file).hasLineCount(1);
    assertThat(run.out()).isEmpty();
  }
}
