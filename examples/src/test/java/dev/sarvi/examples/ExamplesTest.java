package dev.sarvi.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ExamplesTest {
  private interface Example {
    void run(String[] args);
  }

  private static String outputOf(Example example) {
    PrintStream console = System.out;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      example.run(new String[0]);
    } finally {
      System.setOut(console);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void predicts() {
    String output = outputOf(Example1Predict::main);
    assertThat(output)
        .contains("prelu_per_channel (PReLU)")
        .containsPattern("3[0-9][0-9] of 360 digits");
  }

  @Test
  void trains() throws Exception {
    Path saved = Path.of("ring.keras");
    Files.deleteIfExists(saved);
    String output = outputOf(Example2Train::main);
    assertThat(output).containsPattern("accuracy on new points: .*0\\.9[0-9]+\\]");
    assertThat(saved).exists();
  }

  @Test
  void learnsWithItsOwnActivations() {
    String output = outputOf(Example4OwnActivation::main);
    assertThat(output)
        .containsPattern("error: \\{loss=[0-9.]+E-[45]|loss=0\\.0")
        .contains("beta·x");
    assertThat(Path.of("own.keras")).exists();
  }

  @Test
  void composes() {
    String output = outputOf(Example3Compose::main);
    assertThat(output).contains("[0.0, 0.0, 3.0]").contains("Total params");
  }
}
