package dev.sarvi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoCommandTest {
  @TempDir Path folder;

  @Test
  void runsFromStartToEnd() {
    Path out = folder.resolve("new/demo");
    Run run = Run.of("demo", "--out", out);
    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
    assertThat(run.out())
        .contains("prelu_per_channel (PReLU)", "bit for bit", "epoch 1/")
        .containsPattern("what Keras itself answered: \\d\\.\\de-0[6-9]");
    for (String file :
        new String[] {
          "digits.keras",
          "digits.npz",
          "digits-outputs.npy",
          "DATA-LICENCE.md",
          "digits-tuned.keras",
          "training.png",
          "alphas.png"
        }) {
      assertThat(out.resolve(file)).isNotEmptyFile();
    }
  }

  @Test
  void aFolderThatCannotBeMadeIsNamed() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    Run run = Run.of("demo", "--out", file);
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).startsWith("error: " + file).hasLineCount(1);
  }
}
