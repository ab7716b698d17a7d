package dev.sarvi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sarvi.keras.Keras;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InspectCommandTest {
  @TempDir Path folder;
  private Path model;

  @BeforeEach
  void makeFiles() {
    model = DemoFiles.into(folder.resolve("demo")).model();
  }

  @Test
  void tellsFormLayersAndWeights() {
    Run run = Run.of("inspect", model);
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out())
        .startsWith(model + ": model (.keras)\n")
        .containsSubsequence(
            "Keras version: 3.", "compiled: Adam, loss ", "layers: ", "  conv_1", "Conv2D")
        .containsSubsequence("arrays: ", "  /layers/conv2d/vars/0", "float32  (3, 3, 1, ")
        .endsWith("opens: yes\n");
  }

  @Test
  void tellsWhyAFileDoesNotOpen() throws IOException {
    Path weights = folder.resolve("a.weights.h5");
    Keras.saveWeights(Keras.load(model), weights);
    Path text = Files.writeString(folder.resolve("text"), "no model");
    for (Path file : new Path[] {weights, text, folder}) {
      Run run = Run.of("inspect", file);
      assertThat(run.code()).as(run.err()).isZero();
      assertThat(run.out()).startsWith(file + ": ").contains("opens: no\n  ");
    }
    assertThat(Run.of("inspect", folder.resolve("none")).err())
        .startsWith("error: ")
        .contains("none", "no such file")
        .hasLineCount(1);
  }

  @Test
  void namesCannotMoveTheCursor() throws IOException {
    String config = Keras.toJson(Keras.load(model)).replace("conv_1\"", "\\u001b[2J\\nx\"");
    Files.writeString(folder.resolve("config.json"), config);
    Run run = Run.of("inspect", folder);
    assertThat(run.out() + run.err()).contains("?[2J").doesNotContain("\u001b");
  }
}
